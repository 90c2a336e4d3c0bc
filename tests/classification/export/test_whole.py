import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_desktop.classification import Entry
from resnet_desktop.classification.export import ENCODINGS, ExportError, Options, export
from resnet_desktop.jobs import Cancelled, Control, Progress
from tests.helpers.exporting import ORIGIN, entry, failed, written


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_the_file_has_what_the_writer_writes(tmp_path: Path, form: str) -> None:
    path, entries = tmp_path / "out", [entry(), failed()]
    assert export(iter(entries), path, form, ORIGIN, Options(top_k=2), control=Control()) == 2
    assert path.read_text(ENCODINGS[form]) == written(form, *entries)


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[Progress] = []
    export([entry()] * 3, tmp_path / "out.csv", "csv", ORIGIN, Options(), control=Control(told.append), total=3)
    assert [(each.done, each.total) for each in told] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("form", ENCODINGS)
def test_cancelling_leaves_the_old_file_and_nothing_else(tmp_path: Path, form: str, greys: list[Path]) -> None:
    path, control = tmp_path / "out", Control()
    path.write_text("old")

    def entries() -> Iterator[Entry]:
        for number, grey in enumerate(greys * 100):
            if number == 20:
                control.cancel()
            assert number < 22, "it goes on"
            yield entry(grey)

    with pytest.raises(Cancelled):
        export(entries(), path, form, ORIGIN, Options(), control=control)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "out.csv"
    with pytest.raises(ExportError) as caught:
        export([entry()], path, "csv", ORIGIN, Options(), control=Control())
    assert str(caught.value) == (
        f"Nothing was exported to {path}: No such file or directory. Choose another place or another name"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
@pytest.mark.parametrize("form", ENCODINGS)
def test_a_full_disk_is_told_in_a_sentence(form: str) -> None:
    with pytest.raises(ExportError, match="No space left on device"):
        export([entry()], Path("/dev/full"), form, ORIGIN, Options(), control=Control())

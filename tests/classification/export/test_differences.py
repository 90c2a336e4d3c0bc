import csv
import dataclasses
import errno
import os
from pathlib import Path

import pytest

from resnet_desktop.classification import Prediction
from resnet_desktop.classification.comparison import Difference
from resnet_desktop.classification.export import ExportError
from resnet_desktop.classification.export.differences import DIFFERENCE_COLUMNS, export_differences
from resnet_desktop.classification.verdicts import Verdict
from resnet_desktop.jobs import Cancelled, Control, Progress
from tests.helpers.exporting import ORIGIN, SHA256

OTHER = dataclasses.replace(ORIGIN, model="zoo", model_sha256="f" * 64)


def difference(name: str, verdict: Verdict = Verdict.UNKNOWN) -> tuple[Difference, Verdict]:
    return Difference(Path(name), Prediction("cat", 0, 0.75), Prediction("=dog, small", 1, 1 / 3)), verdict


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


def test_a_row_says_what_each_model_says_and_who_is_right(tmp_path: Path) -> None:
    target = tmp_path / "differences.csv"
    written = [difference("/cat/a.jpg", Verdict.FIRST), difference("/x/ä.jpg")]
    assert export_differences(written, target, ORIGIN, OTHER, control=Control()) == 2
    first, second = rows(target)
    assert first == {
        "path": str(Path("/cat/a.jpg")), "first_label": "cat", "first_probability": "0.75",
        "second_label": "'=dog, small", "second_probability": "0.333333", "right": "first",
        "first_model": "pets", "first_model_sha256": SHA256, "second_model": "zoo", "second_model_sha256": "f" * 64,
        "version": "1.2.3", "time": "2025-11-23T14:05:00+01:00",
    }  # fmt: skip
    assert (second["path"], second["right"]) == (str(Path("/x/ä.jpg")), "")


def test_decimal_commas_come_with_semicolons(tmp_path: Path) -> None:
    target = tmp_path / "differences.csv"
    export_differences([difference("a.jpg")], target, ORIGIN, OTHER, has_decimal_comma=True, control=Control())
    assert rows(target, ";")[0]["first_probability"] == "0,75"


def test_no_differences_are_a_file_with_its_columns(tmp_path: Path) -> None:
    target = tmp_path / "differences.csv"
    assert export_differences([], target, ORIGIN, OTHER, control=Control()) == 0
    assert target.read_text("utf-8-sig") == ",".join(column.name for column in DIFFERENCE_COLUMNS) + "\n"


def test_cancelling_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "differences.csv"
    target.write_text("old")
    control = Control(lambda progress: control.cancel() if progress == Progress(2, 3, "Exporting") else None)
    with pytest.raises(Cancelled):
        export_differences([difference("a.jpg")] * 3, target, ORIGIN, OTHER, control=control)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_keeps_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "differences.csv"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", is_full)
    with pytest.raises(ExportError, match=r"Nothing was exported to .*: No space left .*is unchanged"):
        export_differences([difference("a.jpg")], target, ORIGIN, OTHER, control=Control())
    assert target.read_text() == "old"


def test_the_document_lists_just_these_columns_in_their_order() -> None:
    document = (Path(__file__).resolve().parents[3] / "docs" / "comparing.md").read_text("utf-8")
    listed = [line for line in document.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{column.name}` | {column.meaning} |" for column in DIFFERENCE_COLUMNS]

import errno
import os
import subprocess
import sys
from io import FileIO
from pathlib import Path

import pytest

from resnet_desktop.classification import Entry
from resnet_desktop.classification.sorting import (
    SortingError,
    SortingOptions,
    Undoable,
    carry_out,
    plan_sorting,
    undo,
    undoable,
)
from resnet_desktop.classification.sorting.errors import CHANGED
from resnet_desktop.classification.sorting.transfer import CHUNK
from resnet_desktop.classification.sorting.undo import GONE, NO_ORIGINAL, OTHER_AT_OLD_PLACE
from resnet_desktop.jobs import Cancelled, Control, Progress
from tests.helpers.dying_disk import DyingDisk
from tests.helpers.trees import seen, tree_of, write

ROOT = Path(__file__).resolve().parents[3]
MOVE = SortingOptions(move=True)
COPY = SortingOptions()

SORT_UNTIL_TOLD = """
import sys
from pathlib import Path
from resnet_desktop.classification import Entry
from resnet_desktop.classification.sorting import SortingOptions, carry_out, plan_sorting
from resnet_desktop.jobs import Control, Progress

def wait_in_the_middle(progress: Progress) -> None:
    if progress.message == "2 of 4 files" and progress.done > float(sys.argv[4]):
        print("in the middle", flush=True)
        sys.stdin.read()

entries = [Entry(path, given="dog") for path in sorted(Path(sys.argv[1]).iterdir())]
plan = plan_sorting(entries, Path(sys.argv[2]), SortingOptions(move=sys.argv[3] == "move"), Control())
carry_out(plan, Control(wait_in_the_middle))
"""


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for name in ("ada", "bob", "cleo"):
        write(tmp_path / "photos" / f"{name}.jpg", name * 100)
    return tmp_path / "photos"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new" / "sorted"


def sort(photos: Path, target: Path, options: SortingOptions = COPY, label: str = "dog") -> Undoable:
    entries: list[Entry] = [seen(path, label) for path in sorted(photos.iterdir())]
    outcome = carry_out(plan_sorting(entries, target, options, Control()), Control())
    assert not outcome.problems
    assert outcome.undoable is not None
    return outcome.undoable


@pytest.mark.parametrize("options", [COPY, MOVE], ids=["copy", "move"])
def test_everything_is_as_it_was(photos: Path, target: Path, options: SortingOptions) -> None:
    before = tree_of(photos.parent)
    report = undo(sort(photos, target, options), Control())
    assert (report.restored, report.left, report.kept_folders) == (3, (), ())
    assert tree_of(photos.parent) == before, "also the target's own folders are gone"
    assert undoable() == []


def test_a_copy_that_was_edited_stays(photos: Path, target: Path) -> None:
    sorting = sort(photos, target)
    write(target / "dog" / "bob.jpg", "edited")
    report = undo(sorting, Control())
    assert [(problem.path.name, problem.reason) for problem in report.left] == [("bob.jpg", CHANGED)]
    assert [path.name for path in (target / "dog").iterdir()] == ["bob.jpg"]
    assert report.kept_folders == (target / "dog",)


def test_a_copy_that_was_edited_without_a_trace_in_size_and_time_stays(photos: Path, target: Path) -> None:
    sorting = sort(photos, target)
    copy = target / "dog" / "bob.jpg"
    write(copy, "bib" * 100, copy.stat().st_mtime_ns)
    assert [problem.reason for problem in undo(sorting, Control()).left] == [CHANGED]
    assert copy.read_text() == "bib" * 100


def test_a_copy_whose_original_is_gone_or_changed_stays(photos: Path, target: Path) -> None:
    sorting = sort(photos, target)
    (photos / "ada.jpg").unlink()
    write(photos / "bob.jpg", "edited")
    report = undo(sorting, Control())
    assert sorted((problem.path.name, problem.reason) for problem in report.left) == [
        ("ada.jpg", NO_ORIGINAL),
        ("bob.jpg", NO_ORIGINAL),
    ]
    assert (target / "dog" / "ada.jpg").read_text() == "ada" * 100


def test_a_copy_that_somebody_removed_is_no_problem(photos: Path, target: Path) -> None:
    sorting = sort(photos, target)
    (target / "dog" / "bob.jpg").unlink()
    report = undo(sorting, Control())
    assert (report.restored, report.is_complete) == (2, True)


def test_a_moved_file_that_was_edited_stays_in_its_new_place(photos: Path, target: Path) -> None:
    sorting = sort(photos, target, MOVE)
    write(target / "dog" / "bob.jpg", "edited")
    report = undo(sorting, Control())
    assert [(problem.path.name, problem.reason) for problem in report.left] == [("bob.jpg", CHANGED)]
    assert (target / "dog" / "bob.jpg").read_text() == "edited"
    assert sorted(path.name for path in photos.iterdir()) == ["ada.jpg", "cleo.jpg"]


@pytest.mark.parametrize("is_split", [False, True])
def test_a_new_file_in_the_old_place_is_not_overwritten(photos: Path, target: Path, is_split: bool) -> None:
    sorting = sort(photos, target, MOVE)
    write(photos / "bob.jpg", "new")
    report = undo(sorting, Control(), DyingDisk(is_split=is_split))
    assert [(problem.path.name, problem.reason) for problem in report.left] == [("bob.jpg", OTHER_AT_OLD_PLACE)]
    assert (photos / "bob.jpg").read_text() == "new"
    assert (target / "dog" / "bob.jpg").read_text() == "bob" * 100


def test_a_moved_file_that_is_gone_is_told(photos: Path, target: Path) -> None:
    sorting = sort(photos, target, MOVE)
    (target / "dog" / "bob.jpg").unlink()
    assert [problem.reason for problem in undo(sorting, Control()).left] == [GONE]


def test_the_old_folder_is_made_again(photos: Path, target: Path) -> None:
    before = tree_of(photos.parent)
    sorting = sort(photos, target, MOVE)
    photos.rmdir()
    assert undo(sorting, Control()).is_complete
    assert tree_of(photos.parent) == before


def test_the_folder_of_a_disk_that_is_not_connected_is_not_made(
    photos: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = {photos, Path(photos.anchor)}
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) in mounted)
    sorting = sort(photos, target, MOVE)
    assert sorting.mounts == (photos,)
    photos.rmdir()
    mounted.remove(photos)
    report = undo(sorting, Control())
    assert {problem.reason for problem in report.left} == {f"It comes from {photos}, which is not connected."}
    assert not photos.exists()
    mounted.add(photos)
    photos.mkdir()
    assert undo(undoable()[0], Control()).is_complete
    assert len(list(photos.iterdir())) == 3
    assert not target.exists()


def test_what_a_person_put_into_the_folders_stays(photos: Path, target: Path) -> None:
    sorting = sort(photos, target, MOVE)
    write(target / "dog" / "notes.txt", "mine")
    report = undo(sorting, Control())
    assert report.is_complete
    assert report.kept_folders == (target / "dog",)
    assert [path.name for path in target.rglob("*")] == ["dog", "notes.txt"]
    assert undoable() == []


def test_what_is_left_is_still_known_and_what_was_undone_is_not_undone_again(photos: Path, target: Path) -> None:
    first = sort(photos, target)
    write(target / "dog" / "bob.jpg", "edited")
    undo(first, Control())
    (known,) = undoable()
    assert (known.id, known.done, known.can_be_continued) == (first.id, 1, False)
    (target / "dog" / "bob.jpg").unlink()
    second = sort(photos, target)
    assert undo(known, Control()).is_complete
    assert {"ada.jpg", "cleo.jpg"} <= {path.name for path in (target / "dog").iterdir()}, "the second sorting's copies"
    assert [each.id for each in undoable()] == [second.id]


def test_undoing_can_be_cancelled_and_called_again(photos: Path, target: Path) -> None:
    write(photos / "bob.jpg", bytes(5 * CHUNK))
    before = tree_of(photos.parent)
    sorting = sort(photos, target)

    def cancel_in_bob(progress: Progress) -> None:
        if 2 * CHUNK < progress.done < 4 * CHUNK:
            control.cancel()

    control = Control(cancel_in_bob)
    with pytest.raises(Cancelled):
        undo(sorting, control)
    assert sorted(path.name for path in (target / "dog").iterdir()) == ["ada.jpg", "bob.jpg"]
    assert undo(undoable()[0], Control()).is_complete
    assert tree_of(photos.parent) == before


def test_a_full_disk_does_not_keep_anybody_from_making_room(photos: Path, target: Path) -> None:
    class Full(DyingDisk):
        def write(self, file: FileIO, content: bytes) -> None:
            super().write(file, content[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def write_record(self, *_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = tree_of(photos.parent)
    sorting = sort(photos, target)
    content = (target / "dog" / "bob.jpg").read_bytes()
    write(target / "dog" / "bob.jpg", "edited")
    assert [problem.reason for problem in undo(sorting, Control(), Full()).left] == [CHANGED]
    write(target / "dog" / "bob.jpg", content)
    assert undo(sorting, Control()).is_complete, "the record can still be read"
    assert tree_of(photos.parent) == before


def test_a_sorting_is_undone_from_its_record_alone(photos: Path, target: Path, own_home: Path) -> None:
    before = tree_of(photos.parent)
    record = sort(photos, target, MOVE).manifest
    for pointer in own_home.rglob("*.json"):
        pointer.unlink()
    assert undoable() == []
    assert undo(record, Control()).is_complete
    assert tree_of(photos.parent) == before


def test_the_record_also_works_where_the_target_was_moved_to(photos: Path, target: Path) -> None:
    before = tree_of(photos)
    record = sort(photos, target, MOVE).manifest
    moved = target.rename(target.with_name("elsewhere"))
    assert undo(moved / record.name, Control()).is_complete
    assert tree_of(photos) == before
    assert list(moved.iterdir()) == []


def test_a_record_on_a_disk_that_is_not_there_is_told_and_kept(photos: Path, target: Path) -> None:
    sorting = sort(photos, target)
    target.rename(target.with_name("unplugged"))
    (known,) = undoable()
    assert not known.is_reachable
    with pytest.raises(SortingError, match="if its disk is not connected, connect it"):
        undo(sorting, Control())
    assert undoable() == [known]


def test_a_sorting_can_be_forgotten(photos: Path, target: Path) -> None:
    sort(photos, target).forget(DyingDisk())
    assert undoable() == []
    assert len(list((target / "dog").iterdir())) == 3


def test_the_latest_sorting_comes_first(photos: Path, target: Path) -> None:
    older, newer = sort(photos, target, label="dog"), sort(photos, target, label="cat")
    names = [each.id for each in undoable()]
    assert set(names) == {older.id, newer.id}
    assert names == sorted(names, reverse=True)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: [lines[0], b"{", *lines[1:]], "Line 2 of the record .* is damaged"),
        (lambda lines: [b'{"sorting":2}', *lines[1:]], "A newer version of this program"),
        (lambda lines: [lines[0].replace(b'"id":"', b'"id":"../'), *lines[1:]], "Line 1 of the record .* is damaged"),
        (lambda lines: [*lines, b'{"begin":[0,1000000000000]}'], "is damaged"),
        (lambda lines: [*lines, b'{"perhaps":1}'], "is damaged"),
        (
            lambda lines: [lines[0], *(line.replace(b'"to":"dog', b'"to":"../../dog') for line in lines[1:])],
            "outside of its folder",
        ),
        (lambda lines: [lines[0], b'{"do":"copy","to":"x"}', *lines[1:]], "is damaged"),
    ],
)
def test_a_damaged_record_is_told_and_nothing_is_touched(photos: Path, target: Path, damage, message: str) -> None:  # type: ignore[no-untyped-def]
    sorting = sort(photos, target)
    lines = sorting.manifest.read_bytes().split(b"\n")[:-1]
    sorting.manifest.write_bytes(b"".join(line + b"\n" for line in damage(lines)))
    before = tree_of(target)
    with pytest.raises(SortingError, match=message):
        undo(sorting, Control())
    assert tree_of(target) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals there")
@pytest.mark.parametrize("way", ["copy", "move"])
def test_a_killed_program_is_undone_by_another_one(photos: Path, target: Path, way: str) -> None:
    write(photos / "cleo.jpg", os.urandom(3 * CHUNK))
    write(photos / "dora.jpg", "dora" * 100)
    before = tree_of(photos.parent)
    half_of_cleo = CHUNK if way == "copy" else 0
    child = subprocess.Popen(
        [sys.executable, "-c", SORT_UNTIL_TOLD, str(photos), str(target), way, str(half_of_cleo)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"in the middle\n"
        child.kill()
    assert tree_of(photos.parent) != before
    assert len(list(target.rglob("*.partial"))) == (way == "copy"), "it died within a file"
    (known,) = undoable()
    assert undo(known, Control()).restored == 2
    assert tree_of(photos.parent) == before

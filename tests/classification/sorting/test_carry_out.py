import errno
import os
import stat
import sys
from collections.abc import Callable, Sequence
from io import FileIO
from pathlib import Path
from typing import NamedTuple

import pytest

from resnet_desktop.classification import Entry
from resnet_desktop.classification.sorting import (
    Outcome,
    SortingError,
    SortingOptions,
    SortingPlan,
    State,
    carry_out,
    continue_sorting,
    plan_sorting,
    undo,
    undoable,
)
from resnet_desktop.classification.sorting.carrier import CHANGED_MEANWHILE, CHANGED_SINCE_PLANNED, COPY_DIFFERS
from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import APPEARED
from resnet_desktop.classification.sorting.transfer import CHUNK
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.paths import sessions_dir
from tests.helpers.dying_disk import DyingDisk
from tests.helpers.trees import Tree, seen, tree_of, write

MOVE = SortingOptions(move=True)


class Failing(DyingDisk):
    """A disk on which some changes fail, as those that the system refuses."""

    def __init__(self, number: int, when: Callable[[str, Path], bool], *, is_split: bool = False) -> None:
        super().__init__(is_split=is_split)
        self._number = number
        self._when = when

    def _refuse(self, change: str, path: Path) -> None:
        if self._when(change, path):
            raise OSError(self._number, os.strerror(self._number), str(path))

    def make_folder(self, path: Path) -> None:
        self._refuse("make_folder", path)
        super().make_folder(path)

    def create(self, path: Path) -> FileIO:
        self._refuse("create", path)
        return super().create(path)

    def write(self, file: FileIO, content: bytes) -> None:
        self._refuse("write", Path(str(file.name)))
        super().write(file, content)

    def link(self, source: Path, target: Path) -> None:
        self._refuse("link", target)
        super().link(source, target)

    def remove(self, path: Path) -> None:
        self._refuse("remove", path)
        super().remove(path)

    def write_record(self, path: Path, content: bytes) -> None:
        self._refuse("write_record", path)
        super().write_record(path, content)


class Scene(NamedTuple):
    """Three dogs and where they are sorted to."""

    photos: Path
    target: Path
    entries: Sequence[Entry]

    def plan(self, options: SortingOptions | None = None) -> SortingPlan:
        return plan_sorting(self.entries, self.target, options or SortingOptions(), Control())

    def tree(self) -> Tree:
        return tree_of(self.photos.parent)

    def sorted(self) -> list[str]:
        return sorted(path.name for path in (self.target / "dog").glob("*"))

    def copy(self, disk: Disk) -> Outcome:
        return carry_out(self.plan(), Control(), disk)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    photos = tmp_path / "photos"
    entries = [seen(write(photos / f"{name}.jpg", name * 100), "dog") for name in ("ada", "bob", "cleo")]
    return Scene(photos, tmp_path / "sorted", entries)


def test_copies_are_the_same_with_their_times_and_permissions(scene: Scene) -> None:
    (scene.photos / "bob.jpg").chmod(0o440)
    outcome = carry_out(scene.plan(), Control())
    tree = scene.tree()
    for name in ("ada.jpg", "bob.jpg", "cleo.jpg"):
        assert tree[f"sorted/dog/{name}"] == tree[f"photos/{name}"]
    assert (outcome.pictures, outcome.problems, outcome.stopped) == (3, (), "")
    assert outcome.undoable is not None
    assert outcome.undoable.state == State.FINISHED


@pytest.mark.parametrize("is_split", [False, True])
def test_moved_files_are_the_same_and_gone_from_their_old_place(scene: Scene, is_split: bool) -> None:
    before = scene.tree()
    outcome = carry_out(scene.plan(MOVE), Control(), DyingDisk(is_split=is_split))
    tree = scene.tree()
    assert [tree[f"sorted/dog/{name}.jpg"] for name in ("ada", "bob", "cleo")] == [
        before[f"photos/{name}.jpg"] for name in ("ada", "bob", "cleo")
    ]
    assert list(scene.photos.iterdir()) == []
    assert outcome.pictures == 3


def test_the_record_lies_in_the_target_and_is_known_to_the_program(scene: Scene) -> None:
    outcome = carry_out(scene.plan(), Control())
    (known,) = undoable()
    assert known == outcome.undoable
    assert known.manifest.parent == scene.target
    assert known.is_reachable
    assert (known.what, known.target, known.pictures, known.done) == ("copy", scene.target, 3, 3)
    assert list((sessions_dir() / "sorting").iterdir()) != []


def test_every_step_is_in_the_record_before_anything_happens(scene: Scene) -> None:
    seen_at_first_folder: list[str] = []

    def look(change: str, path: Path) -> bool:
        if (change, path) == ("make_folder", scene.target / "dog"):
            (record,) = scene.target.glob("*.jsonl")
            seen_at_first_folder.extend(record.read_text().splitlines())
        return False

    scene.copy(Failing(0, look))
    steps = [line for line in seen_at_first_folder if line.startswith('{"do"')]
    assert len(steps) == 4
    assert seen_at_first_folder[-1] == '{"begin":[0,3]}'


def test_nothing_is_overwritten_by_what_appeared_since_the_plan(scene: Scene) -> None:
    plan = scene.plan()
    write(scene.target / "dog" / "bob.jpg", "mine")
    outcome = carry_out(plan, Control())
    assert (scene.target / "dog" / "bob.jpg").read_text() == "mine"
    assert [(problem.path.name, problem.reason) for problem in outcome.problems] == [("bob.jpg", APPEARED)]
    assert scene.sorted() == ["ada.jpg", "bob.jpg", "cleo.jpg"]


@pytest.mark.parametrize("options", [SortingOptions(), MOVE])
def test_nothing_is_overwritten_by_what_appears_in_the_last_moment(scene: Scene, options: SortingOptions) -> None:
    bob = scene.target / "dog" / "bob.jpg"

    def appear(change: str, path: Path) -> bool:
        if change == "link" and path == bob:
            bob.write_text("mine")
        return False

    outcome = carry_out(scene.plan(options), Control(), Failing(0, appear))
    assert bob.read_text() == "mine"
    assert [problem.reason for problem in outcome.problems] == [APPEARED]
    assert (scene.photos / "bob.jpg").read_text() == "bob" * 100
    assert not list(scene.target.rglob("*.partial"))


def test_a_file_that_vanished_or_changed_is_told_and_the_rest_goes_on(scene: Scene) -> None:
    plan = scene.plan(MOVE)
    (scene.photos / "ada.jpg").unlink()
    write(scene.photos / "bob.jpg", "edited")
    outcome = carry_out(plan, Control())
    assert [(problem.path.name, problem.reason) for problem in outcome.problems] == [
        ("ada.jpg", "The file does not exist."),
        ("bob.jpg", CHANGED_SINCE_PLANNED),
    ]
    assert scene.sorted() == ["cleo.jpg"]
    assert outcome.pictures == 1


def test_a_file_that_changes_while_it_is_copied_is_told(scene: Scene) -> None:
    def edit(change: str, path: Path) -> bool:
        if change == "write" and path.suffix == ".partial":
            write(scene.photos / "ada.jpg", "edited")
        return False

    outcome = scene.copy(Failing(0, edit))
    assert outcome.problems[0].reason == CHANGED_MEANWHILE
    assert scene.sorted() == ["bob.jpg", "cleo.jpg"]


def test_what_goes_along_with_a_picture_stays_where_the_picture_stays(scene: Scene) -> None:
    write(scene.photos / "ada.jpg.xmp", "sidecar")
    plan = scene.plan(MOVE)
    write(scene.photos / "ada.jpg", "edited")
    outcome = carry_out(plan, Control())
    assert [problem.path.name for problem in outcome.problems] == ["ada.jpg"]
    assert sorted(path.name for path in scene.photos.iterdir()) == ["ada.jpg", "ada.jpg.xmp"]


def test_a_full_disk_stops_the_work_and_loses_nothing(scene: Scene) -> None:
    before = scene.tree()
    full = Failing(errno.ENOSPC, lambda change, path: change == "write" and path.name.endswith("-2.partial"))
    outcome = scene.copy(full)
    assert outcome.stopped == "The disk is full."
    assert [(problem.path.name, problem.reason) for problem in outcome.problems] == [("bob.jpg", "The disk is full.")]
    assert scene.sorted() == ["ada.jpg"], "neither a part of one file nor the files after it"
    assert outcome.undoable is not None
    assert outcome.undoable.state == State.STOPPED
    assert undo(outcome.undoable, Control()).is_complete
    assert scene.tree() == before


def test_a_disk_that_is_too_full_for_the_record_stops_the_work(scene: Scene) -> None:
    before = scene.tree()
    lines = 0

    def third_line(change: str, path: Path) -> bool:
        nonlocal lines
        lines += change == "write" and path.suffix == ".jsonl"
        return lines > 4

    outcome = scene.copy(Failing(errno.ENOSPC, third_line))
    assert outcome.stopped == "The disk is full."
    for each in undoable():
        assert undo(each, Control()).is_complete
    assert scene.tree() == before


def test_after_a_full_disk_the_work_can_go_on(scene: Scene) -> None:
    stopped = scene.copy(
        Failing(errno.ENOSPC, lambda change, path: change == "write" and path.name.endswith("-2.partial"))
    )
    assert stopped.undoable is not None
    outcome = continue_sorting(stopped.undoable, Control())
    assert (outcome.pictures, outcome.problems, outcome.stopped) == (3, (), "")
    assert scene.sorted() == ["ada.jpg", "bob.jpg", "cleo.jpg"]
    assert outcome.undoable is not None
    assert outcome.undoable.state == State.FINISHED
    with pytest.raises(SortingError, match="finished"):
        continue_sorting(outcome.undoable, Control())


def test_a_target_without_room_is_refused_before_anything_happens(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scene.tree()

    class Usage(NamedTuple):
        free: int = 1000

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage())
    with pytest.raises(SortingError, match=r"has 1\.0 kB left, and sorting needs 3\.0 kB"):
        carry_out(scene.plan(), Control())
    assert scene.tree() == before
    assert undoable() == []


@pytest.mark.parametrize("changes", ["make_folder", "create", "write", "create remove"])
def test_a_target_that_cannot_be_written_to_is_refused_and_nothing_is_left(scene: Scene, changes: str) -> None:
    before = scene.tree()
    with pytest.raises(SortingError, match=r"cannot be written to, so nothing was sorted\. The disk cannot be written"):
        scene.copy(Failing(errno.EROFS, lambda did, path: did in changes.split() and path.is_relative_to(scene.target)))
    assert scene.tree() == before
    assert undoable() == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_read_only_folder_is_refused(scene: Scene) -> None:
    scene.target.mkdir()
    scene.target.chmod(0o555)
    with pytest.raises(SortingError, match="There is no permission"):
        carry_out(scene.plan(), Control())


def test_without_a_place_for_the_record_nothing_is_sorted(scene: Scene) -> None:
    before = scene.tree()
    with pytest.raises(SortingError, match="no record of it can be kept"):
        scene.copy(Failing(errno.EACCES, lambda change, _: change == "write_record"))
    assert scene.tree() == before


def test_there_must_be_something_to_sort(scene: Scene) -> None:
    with pytest.raises(SortingError, match="nothing to sort"):
        carry_out(plan_sorting([], scene.target, SortingOptions(), Control()), Control())


def test_where_nothing_could_be_sorted_nothing_is_left_behind(scene: Scene) -> None:
    plan = scene.plan()
    for entry in scene.entries:
        write(entry.path, "edited")
    before = scene.tree()
    outcome = carry_out(plan, Control())
    assert (outcome.pictures, outcome.undoable, len(outcome.problems)) == (0, None, 3)
    assert scene.tree() == before
    assert undoable() == []


def test_a_file_that_cannot_leave_its_old_disk_stays_there_only(scene: Scene) -> None:
    before = scene.tree()
    outcome = carry_out(
        scene.plan(MOVE),
        Control(),
        Failing(errno.EACCES, lambda change, path: change == "remove" and path.parent == scene.photos, is_split=True),
    )
    assert {problem.reason[:29] for problem in outcome.problems} == {"It could not be moved away, s"}
    assert scene.tree() == before


def test_a_disk_that_writes_something_else_keeps_the_original(scene: Scene) -> None:
    class Broken(DyingDisk):
        def keep_facts(self, source: Path, path: Path) -> None:
            path.write_bytes(b"x" + path.read_bytes()[1:])
            super().keep_facts(source, path)

    before = scene.tree()
    outcome = carry_out(scene.plan(MOVE), Control(), Broken(is_split=True))
    assert outcome.stopped == COPY_DIFFERS
    assert scene.tree() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows renames without links")
def test_a_disk_without_links_works_as_well(scene: Scene) -> None:
    outcome = carry_out(scene.plan(MOVE), Control(), DyingDisk(has_links=False))
    assert outcome.pictures == 3
    assert scene.sorted() == ["ada.jpg", "bob.jpg", "cleo.jpg"]


def test_cancelling_within_a_large_file_leaves_whole_files_only(scene: Scene) -> None:
    write(scene.photos / "bob.jpg", bytes(5 * CHUNK))
    told: list[Progress] = []

    def cancel_in_bob(progress: Progress) -> None:
        told.append(progress)
        if progress.done > 2 * CHUNK:
            control.cancel()

    control = Control(cancel_in_bob)
    with pytest.raises(Cancelled):
        carry_out(scene.plan(), control)
    assert told[-1].total == 5 * CHUNK + 700
    assert told[-1].done < 4 * CHUNK
    assert told[-1].message == "1 of 3 files"
    assert scene.sorted() == ["ada.jpg"]
    (stopped,) = undoable()
    assert (stopped.state, stopped.done, stopped.can_be_continued) == (State.STOPPED, 1, True)
    assert continue_sorting(stopped, Control()).pictures == 3


def test_cancelling_before_the_first_file_leaves_nothing(scene: Scene) -> None:
    before, control = scene.tree(), Control()
    control.cancel()
    with pytest.raises(Cancelled):
        carry_out(scene.plan(), control)
    assert scene.tree() == before
    assert undoable() == []


def test_progress_ends_at_the_whole(scene: Scene) -> None:
    told: list[Progress] = []
    carry_out(scene.plan(), Control(told.append))
    assert told[-1] == Progress(1000, 1000, "3 of 3 files")
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_record_can_be_read_by_its_owner(scene: Scene) -> None:
    carry_out(scene.plan(), Control())
    assert undoable()[0].manifest.stat().st_mode & stat.S_IRUSR

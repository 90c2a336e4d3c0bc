import threading
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.classification.sorting import SortingOptions, carry_out, plan_sorting, undoable
from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.desktop.classify.sorting.plan_dialog import SortDialog
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.classify.sorting.sortings import Sortings
from resnet_desktop.desktop.classify.sorting.undo_dialog import UndoSortingDialog
from resnet_desktop.jobs import Control
from tests.helpers.dying_disk import DyingDisk, Killed
from tests.helpers.trees import tree_of

Press = Callable[[SortingDialog, QPushButton], None]
MOVE = SortingOptions(move=True)


@pytest.fixture
def opened(sortings: Sortings, qtbot: QtBot) -> Callable[[], UndoSortingDialog]:
    def make() -> UndoSortingDialog:
        dialog = sortings.undo()
        qtbot.waitUntil(lambda: not dialog.is_busy)
        return dialog

    return make


def column(dialog: UndoSortingDialog, place: int) -> list[str]:
    rows = dialog.sortings.rows
    return [str(rows.index(row, place).data()) for row in range(rows.rowCount())]


def test_sortings_of_earlier_starts_are_listed_and_undone(
    opened: Callable[[], UndoSortingDialog],
    press: Press,
    entries: list[Entry],
    tmp_path: Path,
    moves: list[tuple[Path, Path]],
) -> None:
    before = tree_of(tmp_path)
    carry_out(plan_sorting(entries, tmp_path / "first", SortingOptions(), Control()), Control())
    plan = plan_sorting(entries, tmp_path / "second", MOVE, Control())
    carry_out(plan, Control())
    dialog = opened()
    assert column(dialog, 1) == ["4 pictures moved", "4 pictures copied"]
    assert [Path(place).name for place in column(dialog, 2)] == ["second", "first"]
    press(dialog, dialog.undo_button)
    assert dialog.report.title.text() == "4 files moved back"
    assert sorted(moves) == sorted((step.target, step.source) for step in plan.pairs)
    dialog = opened()
    assert column(dialog, 1) == ["4 pictures copied"]
    press(dialog, dialog.undo_button)
    assert tree_of(tmp_path) == before
    assert not undoable()


def test_a_sorting_in_which_the_program_was_killed_can_go_on(
    opened: Callable[[], UndoSortingDialog], press: Press, entries: list[Entry], tmp_path: Path
) -> None:
    plan = plan_sorting(entries, tmp_path / "sorted", MOVE, Control())
    with pytest.raises(Killed):
        carry_out(plan, Control(), DyingDisk(12))
    dialog = opened()
    assert column(dialog, 3) == ["Stopped before its end"]
    press(dialog, dialog.continue_button)
    assert dialog.report.title.text() == "4 pictures moved"
    assert {path.name for path in (tmp_path / "sorted").rglob("*.jpg")} == {step.target.name for step in plan.pairs}


def test_a_sorting_whose_disk_is_not_connected_waits(
    opened: Callable[[], UndoSortingDialog], entries: list[Entry], tmp_path: Path
) -> None:
    carry_out(plan_sorting(entries, tmp_path / "stick", SortingOptions(), Control()), Control())
    (tmp_path / "stick").rename(tmp_path / "elsewhere")
    dialog = opened()
    assert column(dialog, 3) == ["Its disk is not connected"]
    assert not dialog.undo_button.isEnabled()
    assert not dialog.continue_button.isEnabled()


def test_without_sortings_it_says_so(opened: Callable[[], UndoSortingDialog]) -> None:
    dialog = opened()
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert "There is nothing to undo" in said


def test_a_damaged_record_is_told_and_the_list_stays(
    opened: Callable[[], UndoSortingDialog], press: Press, entries: list[Entry], tmp_path: Path
) -> None:
    outcome = carry_out(plan_sorting(entries, tmp_path / "sorted", SortingOptions(), Control()), Control())
    assert outcome.undoable is not None
    outcome.undoable.manifest.write_text("no record\n")
    dialog = opened()
    press(dialog, dialog.undo_button)
    assert dialog.message.text == f"Line 1 of the record {outcome.undoable.manifest} is damaged."
    assert column(dialog, 1) == ["4 pictures copied"]


def test_what_runs_now_cannot_be_undone_yet(
    opened: Callable[[], UndoSortingDialog],
    previewed: Callable[..., SortDialog],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    is_reached, may_go, create = threading.Event(), threading.Event(), Disk.create

    def wait_and_create(disk: Disk, path: Path) -> FileIO:
        if path.suffix == ".partial":
            is_reached.set()
            assert may_go.wait(10)
        return create(disk, path)

    monkeypatch.setattr(Disk, "create", wait_and_create)
    sorting = previewed(tmp_path / "sorted")
    QTest.mouseClick(sorting.preview.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(is_reached.is_set)
    sorting.reject()
    dialog = opened()
    assert column(dialog, 3) == ["Runs now"]
    assert not dialog.undo_button.isEnabled()
    assert not dialog.continue_button.isEnabled()
    may_go.set()
    qtbot.waitUntil(lambda: not sorting.is_busy)

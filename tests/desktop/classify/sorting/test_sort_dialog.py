import errno
import os
import threading
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from resnet_desktop.classification.sorting import undoable
from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.desktop.classify.sorting.plan_dialog import SortDialog
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sort_form import SortForm
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.classify.sorting.sortings import Sortings
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.text_table import TextTable
from tests.helpers.trees import tree_of

LEFT = Qt.MouseButton.LeftButton
Press = Callable[[SortingDialog, QPushButton], None]
Previewed = Callable[..., SortDialog]


def cells(table: TextTable) -> list[list[str]]:
    model = table.rows
    return [
        [str(model.index(row, place).data()) for place in range(model.columnCount())] for row in range(model.rowCount())
    ]


def words_of(dialog: SortingDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def pictures_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.jpg"))


class Gate:
    """Holds the work at its third file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_reached, self.may_go = threading.Event(), threading.Event()
        self._files = 0
        create = Disk.create

        def wait_and_create(disk: Disk, path: Path) -> FileIO:
            if path.suffix == ".partial":
                self._files += 1
                if self._files == 3:
                    self.is_reached.set()
                    assert self.may_go.wait(10)
            return create(disk, path)

        monkeypatch.setattr(Disk, "create", wait_and_create)


def test_the_preview_says_from_where_to_where_and_what_is_left_out(
    previewed: Previewed, library: Path, tmp_path: Path
) -> None:
    dialog = previewed(tmp_path / "sorted")
    preview = dialog.preview
    assert preview.title.text() == "4 pictures will be copied into 3 folders"
    assert cells(preview.groups) == [["All folders", "4"], ["cat", "2"], ["cow", "1"], ["unsure", "1"]]
    assert cells(preview.files) == [
        ["one.jpg", str(library / "a"), str(Path("cat", "one.jpg")), ""],
        ["one.jpg", str(library / "b"), str(Path("cat", "one (2).jpg")), "Numbered"],
        ["two.jpg", str(library / "a"), str(Path("cow", "two.jpg")), ""],
        ["three.jpg", str(library / "b"), str(Path("unsure", "three.jpg")), ""],
    ]
    QTest.mouseClick(preview.parts.buttons[1], LEFT)
    assert cells(preview.left_out) == [["broken.jpg", "The picture data is damaged.", str(library / "b")]]
    assert not (tmp_path / "sorted").exists()


def test_a_folder_that_is_chosen_shows_its_files_only(previewed: Previewed, tmp_path: Path) -> None:
    preview = previewed(tmp_path / "sorted").preview
    preview.groups.choose(1)
    assert [row[2] for row in cells(preview.files)] == [str(Path("cat", name)) for name in ("one.jpg", "one (2).jpg")]
    preview.groups.choose(0)
    assert len(cells(preview.files)) == 4


def test_pictures_are_copied_and_undo_takes_the_copies_away(
    previewed: Previewed, press: Press, library: Path, tmp_path: Path, moves: list[tuple[Path, Path]]
) -> None:
    before = tree_of(tmp_path)
    dialog = previewed(tmp_path / "sorted")
    press(dialog, dialog.preview.do)
    assert dialog.report.title.text() == "4 pictures copied"
    assert pictures_in(tmp_path / "sorted") == ["cat/one (2).jpg", "cat/one.jpg", "cow/two.jpg", "unsure/three.jpg"]
    assert len(pictures_in(library)) == 5
    press(dialog, dialog.report.undo)
    assert dialog.report.title.text() == "4 copied files removed"
    assert tree_of(tmp_path) == before
    assert not moves


def test_enter_on_back_goes_back_and_moves_nothing(previewed: Previewed, library: Path, tmp_path: Path) -> None:
    before = tree_of(library)
    dialog = previewed(tmp_path / "sorted", moves=True)
    dialog.preview.back.setFocus()
    QTest.keyClick(dialog.preview.back, Qt.Key.Key_Return)
    assert dialog.page is dialog.form
    assert tree_of(library) == before


def test_moved_pictures_are_told_and_so_is_their_way_back(
    previewed: Previewed, press: Press, library: Path, tmp_path: Path, moves: list[tuple[Path, Path]]
) -> None:
    before, target = tree_of(library), tmp_path / "sorted"
    dialog = previewed(target, moves=True)
    press(dialog, dialog.preview.do)
    expected = [
        (library / "a/one.jpg", target / "cat/one.jpg"),
        (library / "b/one.jpg", target / "cat/one (2).jpg"),
        (library / "a/two.jpg", target / "cow/two.jpg"),
        (library / "b/three.jpg", target / "unsure/three.jpg"),
    ]
    assert moves == expected
    assert pictures_in(library) == ["b/broken.jpg"]
    moves.clear()
    (target / "cow/two.jpg").write_bytes(b"edited")
    press(dialog, dialog.report.undo)
    assert moves == [(new, old) for old, new in expected if new.name != "two.jpg"]
    assert dialog.report.title.text() == "3 files moved back"
    assert [row[0] for row in cells(dialog.report.problems)] == ["two.jpg"]
    assert (target / "cow/two.jpg").read_bytes() == b"edited"
    assert tree_of(library) == {name: facts for name, facts in before.items() if name != "a/two.jpg"}


def test_a_stopped_sorting_can_go_on(
    previewed: Previewed,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    tasks: Tasks,
) -> None:
    gate = Gate(monkeypatch)
    dialog = previewed(tmp_path / "sorted")
    QTest.mouseClick(dialog.preview.do, LEFT)
    qtbot.waitUntil(gate.is_reached.is_set)
    assert [task.title for task in tasks.listed] == ["Copying pictures"]
    QTest.mouseClick(dialog.work.cancel, LEFT)
    gate.may_go.set()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.report.title.text() == "2 of 4 pictures copied"
    assert "You stopped it." in dialog.report.text.text()
    press(dialog, dialog.report.go_on)
    assert dialog.report.title.text() == "4 pictures copied"
    assert len(pictures_in(tmp_path / "sorted")) == 4
    assert not dialog.report.go_on.isVisible()


def test_a_stopped_move_tells_only_what_was_moved_and_then_the_rest(
    previewed: Previewed,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    moves: list[tuple[Path, Path]],
) -> None:
    reached, may_go, link = threading.Event(), threading.Event(), Disk.link
    begun: list[Path] = []

    def wait_and_link(disk: Disk, source: Path, target: Path) -> None:
        begun.append(source)
        if len(begun) == 2:
            reached.set()
            assert may_go.wait(10)
        link(disk, source, target)

    monkeypatch.setattr(Disk, "link", wait_and_link)
    dialog = previewed(tmp_path / "sorted", moves=True)
    QTest.mouseClick(dialog.preview.do, LEFT)
    qtbot.waitUntil(reached.is_set)
    dialog.work.cancel.click()
    may_go.set()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert [old.name for old, _ in moves] == ["one.jpg", "one.jpg"]
    press(dialog, dialog.report.go_on)
    assert [old.name for old, _ in moves] == ["one.jpg", "one.jpg", "two.jpg", "three.jpg"]


def test_a_full_disk_ends_the_work_and_what_is_done_stays(
    previewed: Previewed, press: Press, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Disk.write

    def refuse(disk: Disk, file: FileIO, content: bytes) -> None:
        if str(file.name).endswith(".partial") and b"a/two" in content:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(disk, file, content)

    monkeypatch.setattr(Disk, "write", refuse)
    before = tree_of(library)
    dialog = previewed(tmp_path / "sorted")
    press(dialog, dialog.preview.do)
    assert dialog.report.title.text() == "2 of 4 pictures copied"
    assert "It ended early: The disk is full." in dialog.report.text.text()
    assert tree_of(library) == before
    assert pictures_in(tmp_path / "sorted") == ["cat/one (2).jpg", "cat/one.jpg"]
    monkeypatch.setattr(Disk, "write", write)
    press(dialog, dialog.report.go_on)
    assert dialog.report.title.text() == "4 pictures copied"


def test_a_target_that_cannot_be_written_to_is_told_on_the_preview(
    previewed: Previewed, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_disk: Disk, path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Disk, "make_folder", refuse)
    dialog = previewed(tmp_path / "sorted")
    press(dialog, dialog.preview.do)
    assert dialog.page is dialog.preview
    assert dialog.preview.message.text == (
        f"{tmp_path / 'sorted'} cannot be written to, so nothing was sorted. The disk cannot be written to."
    )
    assert not undoable()


def test_a_target_that_is_a_file_is_told_where_it_was_chosen(previewed: Previewed, library: Path) -> None:
    dialog = previewed(library / "a/one.jpg")
    assert isinstance(dialog.form, SortForm)
    assert dialog.page is dialog.form
    assert dialog.form.message.text == f"{library / 'a/one.jpg'} is a file; choose a folder to sort into."


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Choose the folder to sort into first."),
        ("pictures", "Give the whole path of the folder, from the top."),
    ],
)
def test_a_target_that_is_missing_is_asked_for(
    sortings: Sortings, request_for_all: SortRequest, typed: str, words: str
) -> None:
    dialog = sortings.sort(request_for_all)
    assert isinstance(dialog.form, SortForm)
    dialog.form.target.set_path(typed)
    QTest.mouseClick(dialog.form.preview, LEFT)
    assert dialog.form.message.text == words
    assert not dialog.is_busy


def test_everything_that_is_chosen_reaches_the_plan(
    sortings: Sortings, request_for_all: SortRequest, press: Press, tmp_path: Path, library: Path
) -> None:
    dialog = sortings.sort(request_for_all)
    form = dialog.form
    assert isinstance(form, SortForm)
    form.target.set_path(str(tmp_path / "sorted"))
    QTest.mouseClick(form.classes.source.buttons[1], LEFT)
    QTest.mouseClick(form.classes.has_threshold, LEFT)
    QTest.mouseClick(form.subfolders, LEFT)
    QTest.mouseClick(form.keywords, LEFT)
    QTest.mouseClick(form.keyword_lines.name.buttons[1], LEFT)
    form.keyword_lines.root.setText("Mine")
    press(dialog, form.preview)
    press(dialog, dialog.preview.do)
    target = tmp_path / "sorted"
    assert pictures_in(target) == ["cat/a/one.jpg", "cat/b/one.jpg", "dog/a/two.jpg", "rocket/b/three.jpg"]
    assert "Mine|dog" in (target / "dog/a/two.xmp").read_text("utf-8")
    assert not list(library.rglob("*.xmp"))


def test_work_goes_on_while_the_dialog_is_closed_and_its_report_can_be_opened(
    sortings: Sortings,
    previewed: Previewed,
    tmp_path: Path,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    actions: list[tuple[str, Callable[[], None]]] = []
    sortings.noticed.connect(lambda _words, offered: actions.extend(offered))
    gate = Gate(monkeypatch)
    dialog = previewed(tmp_path / "sorted")
    QTest.mouseClick(dialog.preview.do, LEFT)
    qtbot.waitUntil(gate.is_reached.is_set)
    QTest.mouseClick(dialog.work.hide_button, LEFT)
    assert not dialog.isVisible()
    gate.may_go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["4 pictures copied."]
    actions[0][1]()
    assert dialog.isVisible()
    assert "4 pictures copied" in words_of(dialog)


def test_nothing_to_sort_shows_why(
    sortings: Sortings, press: Press, request_for_all: SortRequest, library: Path
) -> None:
    dialog = sortings.sort(request_for_all)
    assert isinstance(dialog.form, SortForm)
    dialog.form.target.set_path(str(library))
    for path in library.rglob("*.jpg"):
        path.unlink()
    press(dialog, dialog.form.preview)
    assert dialog.preview.title.text() == "There is nothing to sort"
    assert not dialog.preview.do.isEnabled()
    assert cells(dialog.preview.groups)[1] == ["The file does not exist.", "4"]
    press(dialog, dialog.preview.back)
    assert dialog.page is dialog.form


def test_without_pictures_it_says_so(sortings: Sortings) -> None:
    dialog = sortings.sort(SortRequest(()))
    assert "There is nothing to sort yet" in words_of(dialog)

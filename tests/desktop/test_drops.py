"""Drops as the window system delivers them: real events to the native window, at real places."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.app import Program

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Hand:
    """Drags something over a window and drops it."""

    def __init__(self, window: QWidget, mime: QMimeData) -> None:
        self.native = window.windowHandle()
        self.mime = mime

    def enter(self, place: QPoint) -> bool:
        event = QDragEnterEvent(place, COPY, self.mime, LEFT, NO_KEY)
        QCoreApplication.sendEvent(self.native, event)
        return event.isAccepted()

    def move(self, place: QPoint) -> bool:
        event = QDragMoveEvent(place, COPY, self.mime, LEFT, NO_KEY)
        QCoreApplication.sendEvent(self.native, event)
        return event.isAccepted()

    def drop(self, place: QPoint) -> bool:
        event = QDropEvent(QPointF(place), COPY, self.mime, LEFT, NO_KEY)
        QCoreApplication.sendEvent(self.native, event)
        return event.isAccepted()

    def leave(self) -> None:
        QCoreApplication.sendEvent(self.native, QDragLeaveEvent())


def places(program: Program) -> dict[str, QPoint]:
    """A point in each part of the window."""
    window = program.window
    parts: dict[str, QWidget] = {
        "rail": window.rail,
        "header": window.classify.add_button,
        "status bar": window.status,
        "page": window.classify,
    }
    return {name: part.mapTo(window, part.rect().center()) for name, part in parts.items()}


def listed(program: Program) -> list[Path]:
    return [entry.path for entry in program.window.classify.session.pictures.store]


@pytest.mark.parametrize("part", ["rail", "header", "status bar", "page"])
def test_a_file_dropped_anywhere_is_classified(
    program: Program, photos: list[Path], part: str, wait_until_idle: Callable[[Program], None]
) -> None:
    place = places(program)[part]
    hand = Hand(program.window, mime_of(photos[0]))
    assert hand.enter(place)
    assert hand.move(place)
    assert hand.drop(place)
    wait_until_idle(program)
    assert listed(program) == [photos[0]]
    assert program.window.classify.session.work.waiting == 0


def test_files_and_folders_together_come_in_the_order_dropped(
    program: Program, photos: list[Path], tmp_path: Path, wait_until_idle: Callable[[Program], None]
) -> None:
    alone = photos[0].rename(tmp_path / "zebra.jpg")
    inner = photos[1].parent / "inner"
    inner.mkdir()
    deep = photos[1].rename(inner / "deep.jpg")
    hand = Hand(program.window, mime_of(alone, photos[2].parent))
    hand.enter(QPoint(400, 400))
    assert hand.drop(QPoint(400, 400))
    wait_until_idle(program)
    assert listed(program) == [alone, *photos[2:], deep]


def test_a_drop_onto_the_full_list_adds_to_it_and_doubles_nothing(
    program: Program, photos: list[Path], wait_until_idle: Callable[[Program], None]
) -> None:
    program.window.classify.add(photos[:2])
    wait_until_idle(program)
    view = program.window.classify.browser.gallery
    place = view.mapTo(program.window, view.rect().center())
    hand = Hand(program.window, mime_of(*photos[1:4]))
    assert hand.enter(place)
    assert hand.drop(place)
    wait_until_idle(program)
    assert listed(program) == photos[:4]
    assert program.window.classify.notice.text == "1 picture was in the list already."


def test_the_overlay_counts_what_would_be_classified_and_goes_when_the_hand_leaves(
    program: Program, photos: list[Path], qtbot: QtBot
) -> None:
    overlay = program.window.drops.overlay
    (photos[0].parent / "notes.txt").write_text("no picture")
    hand = Hand(program.window, mime_of(photos[0].parent))
    assert not overlay.isVisible()
    hand.enter(QPoint(300, 300))
    assert overlay.isVisible()
    assert overlay.geometry() == program.window.rect()
    qtbot.waitUntil(lambda: overlay.headline == f"Drop to classify {len(photos)} pictures")
    hand.leave()
    assert not overlay.isVisible()
    assert listed(program) == []


def test_a_folder_without_pictures_says_so_before_and_after_the_drop(
    program: Program, tmp_path: Path, qtbot: QtBot, wait_until_idle: Callable[[Program], None]
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear reader")
    hand = Hand(program.window, mime_of(folder))
    hand.enter(QPoint(300, 300))
    overlay = program.window.drops.overlay
    qtbot.waitUntil(lambda: overlay.headline == "There are no pictures in this")
    hand.drop(QPoint(300, 300))
    wait_until_idle(program)
    assert program.window.classify.notice.text == "There are no pictures in “letters”."


def make_text() -> QMimeData:
    mime = QMimeData()
    mime.setText("just words")
    return mime


def make_address() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    return mime


@pytest.mark.parametrize("make", [make_text, make_address, QMimeData], ids=["text", "address on the web", "nothing"])
def test_what_cannot_be_classified_is_refused(program: Program, make: Callable[[], QMimeData]) -> None:
    hand = Hand(program.window, make())
    assert not hand.enter(QPoint(300, 300))
    assert not program.window.drops.overlay.isVisible()
    assert listed(program) == []


def test_a_picture_that_comes_as_pixels_is_kept_and_classified(
    program: Program, own_home: Path, qtbot: QtBot, wait_until_idle: Callable[[Program], None]
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#3457D5"))
    mime = QMimeData()
    mime.setImageData(image)
    hand = Hand(program.window, mime)
    assert hand.enter(QPoint(300, 300))
    assert hand.drop(QPoint(300, 300))
    qtbot.waitUntil(lambda: len(listed(program)) == 1)
    wait_until_idle(program)
    (path,) = listed(program)
    assert own_home in path.parents
    assert QImage(str(path)).size() == image.size()


def test_the_next_drag_starts_with_a_fresh_count(program: Program, photos: list[Path], qtbot: QtBot) -> None:
    overlay = program.window.drops.overlay
    first = Hand(program.window, mime_of(photos[0].parent))
    first.enter(QPoint(300, 300))
    first.leave()
    second = Hand(program.window, mime_of(photos[0]))
    second.enter(QPoint(300, 300))
    qtbot.waitUntil(lambda: overlay.headline == "Drop to classify 1 picture")
    second.leave()


def test_files_of_models_are_added_to_the_library(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[Path] = []
    monkeypatch.setattr(program.window.pages.models.content.adding, "add", added.extend)
    model = tmp_path / "shapes.resnet"
    model.touch()
    hand = Hand(program.window, mime_of(model))
    assert hand.enter(places(program)["page"])
    assert program.window.drops.overlay.headline == "Drop to add 1 model"
    assert hand.drop(places(program)["page"])
    assert added == [model]
    assert program.window.pages.currentWidget() is program.window.pages.models

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.labels import ElidedLabel, breakable
from resnet_desktop.desktop.widgets.notice import Notice

LONG = "a class whose name has just over forty letters"


def test_a_label_without_room_is_shortened_and_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.resize(80, 20)
    label.show()
    assert label.shown_text.endswith("…")
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5))))
    assert label.toolTip() == LONG
    label.resize(800, 20)
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5))))
    assert label.shown_text == LONG
    assert label.toolTip() == ""


def test_names_of_files_keep_their_beginning_and_their_end(qtbot: QtBot) -> None:
    label = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.setText("holiday-in-the-mountains-0001.jpg")
    label.resize(120, 20)
    assert label.shown_text.startswith("holi")
    assert label.shown_text.endswith(".jpg")


def test_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("<b>bold.jpg</b>")
    label.resize(400, 20)
    assert label.shown_text == "<b>bold.jpg</b>"


def test_paths_may_wrap_after_each_separator() -> None:
    assert breakable("/home/ada/cat.jpg").replace("\u200b", "|") == "/|home/|ada/|cat.jpg"


def test_a_notice_stays_inside_its_page_and_goes_when_it_is_closed(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    notice = Notice(page)
    acted = []
    notice.complain(f"Classifying stopped: {LONG * 5}", (("Try again", lambda: acted.append(1)),))
    for size in ((500, 300), (360, 240), (1200, 700)):
        page.resize(*size)
        qtbot.waitUntil(lambda: page.rect().contains(notice.geometry()))
    button = next(each for each in notice._actions if each.text() == "Try again")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert acted == [1]
    assert not notice.isVisible()


def test_only_a_notice_without_actions_goes_by_itself(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    notice = Notice(page)
    page.show()
    notice.say("3 pictures were in the list already.")
    assert notice._timer.isActive()
    notice.complain("Classifying stopped.", (("Try again", lambda: None),))
    assert not notice._timer.isActive()

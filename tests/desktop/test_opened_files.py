from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.opened_files import OpenedFiles


def asking_for(path: Path) -> QFileOpenEvent:
    return QFileOpenEvent(QUrl.fromLocalFile(str(path)))


def test_files_that_come_before_the_window_wait_for_it(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001
    opened_files = OpenedFiles()
    got: list[list[Path]] = []
    opened_files.opened.connect(got.append)
    assert opened_files.take(asking_for(tmp_path / "räksmörgås 1.jpg"))
    assert not got
    opened_files.begin()
    assert got == [[tmp_path / "räksmörgås 1.jpg"]]


def test_files_that_come_one_after_another_are_handed_on_as_one_list(qtbot: QtBot, tmp_path: Path) -> None:
    opened_files = OpenedFiles()
    opened_files.begin()
    with qtbot.waitSignal(opened_files.opened) as waited:
        opened_files.take(asking_for(tmp_path / "1.jpg"))
        opened_files.take(asking_for(tmp_path / "2.resnet"))
    assert waited.args == [[tmp_path / "1.jpg", tmp_path / "2.resnet"]]
    with qtbot.waitSignal(opened_files.opened) as waited:
        opened_files.take(asking_for(tmp_path / "3.jpg"))
    assert waited.args == [[tmp_path / "3.jpg"]]


def test_what_is_no_file_is_left_to_others() -> None:
    opened_files = OpenedFiles()
    assert not opened_files.take(QEvent(QEvent.Type.ApplicationStateChange))
    assert not opened_files.take(QFileOpenEvent(QUrl("https://example.org/")))

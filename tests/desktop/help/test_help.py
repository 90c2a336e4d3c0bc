import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop import __version__, paths
from resnet_desktop.desktop import app, opening, picking
from resnet_desktop.desktop.help import about_dialog
from resnet_desktop.desktop.help.about_dialog import AboutDialog
from resnet_desktop.desktop.help.menu import make_help_menu
from resnet_desktop.desktop.help.report_dialog import ReportDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    app.set_up(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def report(window: QWidget, tasks: Tasks, qtbot: QtBot) -> ReportDialog:
    made = ReportDialog(tasks, window)
    made.open()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    return made


def test_about_tells_versions_and_copies_them(window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = AboutDialog(tasks, window)
    dialog.open()
    assert isinstance(ringed := dialog.focusWidget(), Button)
    assert ringed.isDefault(), "Enter presses what it seems to press"
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert ("Version", f"{__version__}, from source") in dialog.facts.told
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert f"Version: {__version__}" in QGuiApplication.clipboard().text()


def test_licences_are_shown_where_they_are_packed(
    window: QWidget, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AboutDialog(tasks, window).licences.isHidden()
    opened: list[Path] = []
    monkeypatch.setattr(about_dialog, "packed_licences", lambda: tmp_path)
    monkeypatch.setattr(opening, "open_path", opened.append)
    dialog = AboutDialog(tasks, window)
    dialog.licences.click()
    assert not dialog.licences.isHidden()
    assert opened == [tmp_path]


def test_licences_lie_in_the_packaged_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert about_dialog.packed_licences() is None
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert about_dialog.packed_licences() is None
    (tmp_path / "licences").mkdir()
    assert about_dialog.packed_licences() == tmp_path / "licences"


def test_the_report_is_shown_before_it_is_saved(report: ReportDialog) -> None:
    assert '"program": ' in report.text.toPlainText()
    assert report.save.isEnabled()


def test_the_report_is_saved_as_it_was_shown(
    report: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tasks: Tasks, qtbot: QtBot
) -> None:
    target = tmp_path / "report.zip"
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: target)
    QTest.mouseClick(report.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    with zipfile.ZipFile(target) as archive:
        assert archive.read("facts.json").decode() in report.text.toPlainText() + "\n"
    assert report.message.text == f"Saved as {target}."


def test_a_report_that_cannot_be_saved_says_why(
    report: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tasks: Tasks, qtbot: QtBot
) -> None:
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: tmp_path / "nowhere" / "report.zip")
    QTest.mouseClick(report.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert report.message.text.startswith("The report cannot be written to ")


def test_the_log_folder_is_opened_or_named(window: QWidget, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    complaints: list[str] = []

    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(opening, "open_path", open_path)
    menu = make_help_menu(window, tasks, QAction("Keys", window), complaints.append)
    entry = next(action for action in menu.actions() if action.text() == "Open the log folder")
    entry.trigger()
    assert complaints == [f"The folder of the log cannot be shown: {paths.logs_dir()}"]
    paths.logs_dir().mkdir(parents=True)
    entry.trigger()
    assert opened == [paths.logs_dir()]

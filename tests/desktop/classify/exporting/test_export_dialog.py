import csv
import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.exporting.export_dialog import ExportDialog
from resnet_desktop.desktop.classify.exporting.exports import Exports
from resnet_desktop.desktop.classify.exporting.formats import FORMATS
from resnet_desktop.desktop.classify.exporting.request import ExportRequest
from resnet_desktop.desktop.classify.scope import Scope
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog

LEFT = Qt.MouseButton.LeftButton
Answer = Callable[[Path | None], list[Path]]


class Slow(list[Entry]):
    """Entries of which the second one waits."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(entries)
        self.gate = threading.Event()
        self.is_waiting = threading.Event()

    def __iter__(self) -> Iterator[Entry]:
        for number, entry in enumerate(super().__iter__()):
            if number == 1:
                self.is_waiting.set()
                assert self.gate.wait(10)
            yield entry


def rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def words_of(dialog: ExportDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def choose(dialog: ExportDialog, scope: str, form: str) -> None:
    for buttons, wanted in ((dialog.form.scope.buttons, scope), (dialog.form.format.buttons, form)):
        QTest.mouseClick(next(button for button in buttons if button.text() == wanted), LEFT)


def test_what_is_shown_is_exported_with_the_model_s_facts(
    dialog: ExportDialog, entries: list[Entry], told: list[str], answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "out" / "classes.csv"
    path.parent.mkdir()
    proposed = answer(path)
    dialog.form.decimal_comma.setChecked(False)
    dialog.form.top_k.set_number(3)
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    assert [each.name for each in proposed] == ["classes.csv"]
    assert told == ["Exported 2 pictures to “classes.csv”."]
    written = rows(path)
    assert [row["path"] for row in written] == [str(entry.path) for entry in entries[:2]]
    assert {row["model_sha256"] for row in written} == {"ab" * 32}
    assert "probability_3" in written[0]
    assert "probability_4" not in written[0]


@pytest.mark.parametrize("number", range(len(FORMATS)), ids=[form.key for form in FORMATS])
def test_every_format_is_written(
    dialog: ExportDialog,
    entries: list[Entry],
    told: list[str],
    answer: Answer,
    tmp_path: Path,
    qtbot: QtBot,
    number: int,
) -> None:
    form = FORMATS[number]
    path = tmp_path / f"classes{form.suffix}"
    answer(path)
    choose(dialog, f"All {len(entries)}", form.title)
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    text = path.read_text("utf-8-sig")
    read: dict[str, Callable[[], int]] = {
        "csv": lambda: text.count("\n") - 1,
        "jsonl": lambda: len([json.loads(line) for line in text.splitlines()]),
        "json": lambda: len(json.loads(text)),
        "html": lambda: text.count("<figure"),
    }
    assert read[form.key]() == len(entries)


def test_a_decimal_comma_comes_with_semicolons_and_only_in_csv(
    dialog: ExportDialog, told: list[str], answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    answer(tmp_path / "out.csv")
    dialog.form.decimal_comma.setChecked(True)
    choose(dialog, "1 selected", "JSON")
    assert not dialog.form.decimal_comma.isEnabled()
    assert not dialog.form.chosen(tmp_path).has_decimal_comma
    choose(dialog, "1 selected", "CSV")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    (row,) = rows(tmp_path / "out.csv", ";")
    assert "," in row["probability_1"]


def test_the_folder_and_the_format_are_told_to_be_remembered(
    exports: Exports, dialog: ExportDialog, answer: Answer, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    kept: list[str] = []
    exports.folder_chosen.connect(kept.append)
    exports.form_chosen.connect(kept.append)
    answer(tmp_path / "out.jsonl")
    choose(dialog, "2 shown", "JSON lines")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    assert kept == [str(tmp_path), "jsonl"]


def test_what_was_remembered_is_proposed(
    exports: Exports, request_for: Callable[..., ExportRequest], answer: Answer, tmp_path: Path
) -> None:
    proposed = answer(None)
    dialog = exports.open(request_for(folder=str(tmp_path), form="html"))
    QTest.mouseClick(dialog.form.export, LEFT)
    assert proposed == [tmp_path / "classes.html"]
    assert dialog.isVisible()
    assert not dialog.is_busy


def test_cancelling_keeps_the_old_file_and_the_choices(
    exports: Exports,
    request_for: Callable[..., ExportRequest],
    entries: list[Entry],
    answer: Answer,
    tmp_path: Path,
    tasks: Tasks,
    qtbot: QtBot,
) -> None:
    slow = Slow(entries)
    dialog = exports.open(request_for(scopes=(Scope("all", len(slow), lambda: slow),)))
    path = tmp_path / "classes.csv"
    path.write_text("old")
    answer(path)
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(slow.is_waiting.is_set)
    assert [task.title for task in tasks.listed] == ["Exporting pictures"]
    QTest.mouseClick(dialog.work.cancel, LEFT)
    assert dialog.work.line.text() == "Stopping…"
    slow.gate.set()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.form.message.text == "The export was cancelled; no file was changed."
    assert dialog.page is dialog.form
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["classes.csv"]


def test_work_goes_on_while_the_dialog_is_closed_and_tells_its_end(
    exports: Exports,
    request_for: Callable[..., ExportRequest],
    entries: list[Entry],
    told: list[str],
    answer: Answer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    slow = Slow(entries)
    dialog = exports.open(request_for(scopes=(Scope("all", len(slow), lambda: slow),)))
    answer(tmp_path / "classes.csv")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(slow.is_waiting.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not told
    slow.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"Exported {len(entries)} pictures to “classes.csv”."]


def test_a_failure_is_one_sentence_and_another_place_can_be_chosen(
    dialog: ExportDialog, told: list[str], answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    answer(tmp_path / "nowhere" / "classes.csv")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.form.message.text))
    assert dialog.form.message.text == (
        f"Nothing was exported to {tmp_path / 'nowhere' / 'classes.csv'}: "
        "No such file or directory. Choose another place or another name."
    )
    answer(tmp_path / "classes.csv")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Exported 2 pictures to “classes.csv”."]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_full_disk_is_told_also_when_the_dialog_is_closed(
    exports: Exports,
    request_for: Callable[..., ExportRequest],
    entries: list[Entry],
    told: list[str],
    answer: Answer,
    qtbot: QtBot,
) -> None:
    slow = Slow(entries)
    dialog = exports.open(request_for(scopes=(Scope("all", len(slow), lambda: slow),)))
    answer(Path("/dev/full"))
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(slow.is_waiting.is_set)
    dialog.reject()
    slow.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("complaint: Nothing was exported to /dev/full")
    assert "No space left on device" in told[0]
    dialog.show_again()
    assert dialog.form.message.text in told[0]


def test_without_pictures_or_model_or_results_it_says_what_is_missing(
    exports: Exports, request_for: Callable[..., ExportRequest], entries: list[Entry]
) -> None:
    count = len(entries)
    for changes, words in (
        ({"scopes": (Scope("all", 0, list), Scope("shown", 0, list))}, "There is nothing to export yet"),
        ({"model": None}, "There is no model yet"),
        ({"waiting": count}, "Nothing is classified yet"),
    ):
        dialog = exports.open(request_for(**changes))
        assert words in words_of(dialog)
        assert not dialog.form.isVisible()
        dialog.reject()


def test_pictures_that_wait_are_told_before(exports: Exports, request_for: Callable[..., ExportRequest]) -> None:
    dialog = exports.open(request_for(waiting=1))
    assert dialog.form.message.text == ("1 picture of the list is not classified yet, and will be marked as waiting.")


def test_an_export_can_be_opened_long_after_its_dialog_is_gone(
    exports: Exports,
    dialog: ExportDialog,
    answer: Answer,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    opened: list[Path] = []
    actions: list[tuple[str, Callable[[], None]]] = []
    exports.noticed.connect(lambda _words, offered: actions.extend(offered))
    answer(tmp_path / "classes.csv")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def find_no_program(path: Path) -> bool:
        opened.append(path)
        return False

    monkeypatch.setattr(opening, "open_path", find_no_program)
    assert [words for words, _ in actions] == ["Open", "Show in folder"]
    actions[1][1]()
    if sys.platform == "linux":
        assert opened == [tmp_path]
        assert told[-1].startswith("complaint: No program was found that opens this.")


def test_the_keyboard_is_enough(
    dialog: ExportDialog, told: list[str], answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    answer(tmp_path / "classes.jsonl")
    dialog.form.format.buttons[0].setFocus()
    QTest.keyClick(dialog.form.format.buttons[0], Qt.Key.Key_Right)
    assert dialog.form.chosen_format.key == "jsonl"
    dialog.form.top_k.edit.setFocus()
    QTest.keyClick(dialog.form.top_k.edit, Qt.Key.Key_Down)
    assert dialog.form.top_k.number == 4
    QTest.keyClick(dialog.form.top_k.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    line = json.loads((tmp_path / "classes.jsonl").read_text("utf-8").splitlines()[0])
    assert len(line["predictions"]) == 4


def test_enter_on_close_closes_and_exports_nothing(dialog: ExportDialog, answer: Answer, tmp_path: Path) -> None:
    asked = answer(tmp_path / "classes.csv")
    dialog.form.close_button.setFocus()
    QTest.keyClick(dialog.form.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert not asked


def test_an_error_that_nobody_expected_has_details(
    exports: Exports, request_for: Callable[..., ExportRequest], answer: Answer, tmp_path: Path, qtbot: QtBot
) -> None:
    class Broken(list[Entry]):
        def __iter__(self) -> Iterator[Entry]:
            raise RuntimeError("the shelf is empty")

    dialog = exports.open(request_for(scopes=(Scope("all", 3, Broken),)))
    answer(tmp_path / "classes.csv")
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.form.message.text))
    assert dialog.form.message.text == "Something unexpected happened (the shelf is empty)."
    assert not list(tmp_path.glob("*.csv"))
    QTest.mouseClick(dialog.form.message.details, LEFT)
    details = dialog.findChild(DetailsDialog)
    assert details is not None
    assert "RuntimeError" in details.text.toPlainText()
    details.accept()
    dialog.form.message.say("Something else.")
    assert not dialog.form.message.details.isVisible()

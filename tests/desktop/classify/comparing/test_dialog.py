import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.dialog import CompareDialog
from resnet_desktop.desktop.classify.comparing.request import CompareRequest
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from tests.desktop.classify.comparing.conftest import TwoModels

LISTED = (ListedModel("pets", "Pets", classes=3), ListedModel("zoo", "Zoo", classes=3))
DAMAGED = ListedModel("old", "old", problem="card.json: the file is missing")
PICTURES = ("cat-dog-1.jpg", "cat-ship-2.jpg", "cat-dog-3.jpg", "dog-dog-4.jpg")

Make = Callable[..., list[Entry]]
Open = Callable[..., CompareDialog]
Wait = Callable[[], None]


@pytest.fixture
def open_dialog(
    two_models: TwoModels,
    tasks: Tasks,
    request_for: Callable[..., CompareRequest],
    tmp_path: Path,
    qtbot: QtBot,
) -> Open:
    """Opens the dialog for some pictures and waits until it knows the models."""

    def make(entries: list[Entry], models: tuple[ListedModel, ...] = LISTED, folder: str = "") -> CompareDialog:
        cache = ThumbnailCache(tmp_path / "thumbnails")
        dialog = CompareDialog(request_for(entries, folder), two_models, tasks, cache, None, lambda _control: models)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not tasks.is_busy)
        return dialog

    return make


@pytest.fixture
def compared(open_dialog: Open, entries: Make, qtbot: QtBot) -> CompareDialog:
    """A dialog that shows three differences."""
    dialog = open_dialog(entries(*PICTURES))
    click(dialog.choice.compare)
    qtbot.waitUntil(lambda: dialog.results.table.count == 3)
    return dialog


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(dialog: CompareDialog) -> list[str]:
    differences = dialog.results.table.differences
    return [differences.path(row).name for row in range(differences.rowCount())]


def test_the_other_model_is_proposed_and_a_click_compares(compared: CompareDialog) -> None:
    assert compared.choice.second == LISTED[1]
    assert compared.results.isVisible()
    assert shown(compared) == ["cat-dog-1.jpg", "cat-ship-2.jpg", "cat-dog-3.jpg"]
    agreement = compared.results.summary.agreement
    assert (agreement.value.text(), agreement.line.text()) == ("25.0 %", "1 of 4 pictures")
    assert not compared.results.summary.first.isVisible(), "no folder is a class"


def test_enter_begins_and_escape_stops_what_runs_and_then_closes(
    open_dialog: Open, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.stops_after = 2
    dialog = open_dialog(entries(*PICTURES))
    assert dialog.focusWidget() is dialog.choice.compare
    QTest.keyClick(dialog.choice.compare, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.busy.line.text().startswith("2 of 4"))
    assert dialog.busy.isVisible()
    assert not dialog.choice.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(dialog.results.isVisible)
    qtbot.waitUntil(lambda: shown(dialog) == ["cat-dog-1.jpg", "cat-ship-2.jpg"])
    assert dialog.results._partial_line.text() == "Stopped after 2 of 4 pictures; only these are counted."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_rest_can_be_compared_after_a_stop(
    open_dialog: Open, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.stops_after = 2
    dialog = open_dialog(entries(*PICTURES))
    click(dialog.choice.compare)
    qtbot.waitUntil(lambda: dialog.busy.line.text().startswith("2 of 4"))
    click(dialog.busy.cancel)
    qtbot.waitUntil(lambda: dialog.results.table.count == 2)
    two_models.stops_after = None
    (rest,) = [each for each in dialog.results.findChildren(QAbstractButton) if each.text() == "Compare the rest"]
    click(rest)
    qtbot.waitUntil(lambda: dialog.results.table.count == 3)
    assert not rest.isVisible()


def test_a_stop_before_anything_was_compared_leaves_the_last_comparison(
    compared: CompareDialog, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.stops_after = 0
    click(compared.choice.compare)
    qtbot.waitUntil(compared.busy.isVisible)
    click(compared.busy.cancel)
    qtbot.waitUntil(compared.results.isVisible)
    assert len(shown(compared)) == 3


def test_a_pair_of_classes_is_chosen_and_sorted(compared: CompareDialog, qtbot: QtBot) -> None:
    compared.results.pairs.choose(1)
    qtbot.waitUntil(lambda: shown(compared) == ["cat-dog-1.jpg", "cat-dog-3.jpg"])
    assert compared.results._shown.text() == "2 differences: cat or dog"
    compared.results.table.header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(compared) == ["cat-dog-3.jpg", "cat-dog-1.jpg"])
    compared.results.pairs.choose(0)
    qtbot.waitUntil(lambda: shown(compared) == ["cat-ship-2.jpg", "cat-dog-3.jpg", "cat-dog-1.jpg"])


def test_a_picture_that_is_looked_at_is_told_and_stays_chosen_when_the_order_changes(
    compared: CompareDialog, qtbot: QtBot
) -> None:
    table = compared.results.table
    with qtbot.waitSignal(compared.picture_chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [Path("/pictures/cat-dog-1.jpg")]
    assert table.differences.path(table.currentIndex().row()).name == "cat-ship-2.jpg"
    table.header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(compared)[0] == "cat-ship-2.jpg")
    assert table.currentIndex().row() == 0


def test_typing_a_name_goes_to_it(compared: CompareDialog) -> None:
    table = compared.results.table
    QTest.keyClicks(table, "cat-ship")
    assert table.differences.path(table.currentIndex().row()).name == "cat-ship-2.jpg"


def test_the_pictures_of_the_table_can_be_selected_in_the_list(compared: CompareDialog, qtbot: QtBot) -> None:
    compared.results.pairs.choose(2)
    qtbot.waitUntil(lambda: len(shown(compared)) == 1)
    with qtbot.waitSignal(compared.shown_asked) as asked:
        click(compared.results.select)
    assert asked.args == [[Path("/pictures/cat-ship-2.jpg")]]


def test_only_the_pictures_that_are_wanted_are_compared(open_dialog: Open, entries: Make, qtbot: QtBot) -> None:
    dialog = open_dialog(entries(*PICTURES))
    texts = {action.text(): action for action in dialog.choice.scope_button.menu_opened.actions()}
    assert list(texts) == ["All 4 pictures", "The picture selected"]
    texts["The picture selected"].trigger()
    assert dialog.choice.scope_button.text() == "the picture selected"
    click(dialog.choice.compare)
    qtbot.waitUntil(lambda: shown(dialog) == ["cat-dog-1.jpg"])


def test_models_that_agree_are_said_to(open_dialog: Open, entries: Make, qtbot: QtBot) -> None:
    dialog = open_dialog(entries("dog-dog-1.jpg", "cat-cat-2.jpg"))
    click(dialog.choice.compare)
    qtbot.waitUntil(dialog.results.agreed.isVisible)
    assert dialog.results.agreed.text.text() == "There is no difference in 2 pictures."
    assert not dialog.results.export.isVisible()


def test_where_no_picture_counts_it_is_said_why(open_dialog: Open, entries: Make, qtbot: QtBot) -> None:
    dialog = open_dialog(entries("bad-bad-1.jpg"))
    click(dialog.choice.compare)
    qtbot.waitUntil(dialog.results.nothing.isVisible)
    assert dialog.results.nothing.text.text().startswith("1 picture not counted: could not be read.")


def test_without_a_second_model_it_is_said_how_to_get_one(open_dialog: Open, entries: Make) -> None:
    dialog = open_dialog(entries(*PICTURES), (LISTED[0], DAMAGED))
    assert dialog.message.title.text() == wording.NO_SECOND_TITLE
    assert "Train one" in dialog.message.text.text()
    assert "“old” cannot be used: card.json: the file is missing." in dialog.message.text.text()
    assert not dialog.choice.isVisible()


def test_without_a_second_model_a_button_leads_to_the_models(open_dialog: Open, entries: Make, qtbot: QtBot) -> None:
    dialog = open_dialog(entries(*PICTURES), LISTED[:1])
    assert dialog.open_models.hasFocus()
    assert not dialog.add_pictures.isVisible()
    with qtbot.waitSignal(dialog.models_asked):
        click(dialog.open_models)
    assert not dialog.isVisible()


def test_without_pictures_it_is_said_to_add_some_with_a_button_that_does(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog([])
    assert dialog.message.title.text() == wording.NO_PICTURES_TITLE
    with qtbot.waitSignal(dialog.pictures_asked):
        click(dialog.add_pictures)
    assert not dialog.isVisible()


def test_a_library_that_cannot_be_read_is_told(
    two_models: TwoModels, tasks: Tasks, request_for: Callable[..., CompareRequest], entries: Make, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    def fail(_control: Control) -> tuple[ListedModel, ...]:
        raise UserError("the folder cannot be read (Permission denied)")

    dialog = CompareDialog(request_for(entries(*PICTURES)), two_models, tasks, ThumbnailCache(tmp_path), None, fail)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.message.title.text() == wording.UNLISTED_TITLE)
    assert dialog.message.text.text().replace("\u200b", "") == "The folder cannot be read (Permission denied)."


def test_an_engine_that_gives_up_is_told_with_another_try(
    open_dialog: Open, entries: Make, two_models: TwoModels, qtbot: QtBot
) -> None:
    two_models.engine_error = UserError("the device ran out of memory")
    dialog = open_dialog(entries(*PICTURES))
    click(dialog.choice.compare)
    qtbot.waitUntil(dialog.failure.isVisible)
    assert dialog.failure.text.text() == "The device ran out of memory."
    two_models.engine_error = None
    (again,) = [each for each in dialog.failure.findChildren(QAbstractButton) if each.text() == "Try again"]
    click(again)
    qtbot.waitUntil(lambda: dialog.results.table.count == 3)


def test_closing_stops_what_runs_and_tells_nothing_any_more(
    open_dialog: Open, entries: Make, two_models: TwoModels, tasks: Tasks, qtbot: QtBot
) -> None:
    two_models.stops_after = 2
    dialog = open_dialog(entries(*PICTURES))
    click(dialog.choice.compare)
    qtbot.waitUntil(lambda: dialog.busy.line.text().startswith("2 of 4"))
    dialog.close()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert dialog.results.table.count == 0


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Answers the save dialog with a name; gives what it proposed."""
    proposed: list[str] = []

    def answer(name: str) -> list[str]:
        def get(_parent: object, _title: str, offered: str, _filter: str) -> tuple[str, str]:
            proposed.append(offered)
            return name, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", get)
        return proposed

    return answer


def test_the_differences_are_exported_as_they_are_shown(
    open_dialog: Open, entries: Make, save_to: Callable[[str], list[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(entries(*PICTURES), folder=str(tmp_path))
    click(dialog.choice.compare)
    qtbot.waitUntil(lambda: dialog.results.table.count == 3)
    dialog.results.table.header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(dialog)[0] == "cat-ship-2.jpg")
    proposed = save_to(str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.folder_chosen) as chosen:
        click(dialog.results.export)
    qtbot.waitUntil(lambda: dialog.notice.text == "Exported 3 differences to “out.csv”.")
    assert (proposed, chosen.args) == ([str(tmp_path / "differences.csv")], [str(tmp_path)])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [Path(row["path"]).name for row in rows] == shown(dialog)
    assert (rows[0]["first_model"], rows[0]["second_model"], rows[0]["second_label"]) == ("pets", "zoo", "ship")


def test_a_target_that_cannot_be_written_is_told_in_one_sentence(
    compared: CompareDialog, save_to: Callable[[str], list[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    save_to(str(tmp_path / "missing" / "out.csv"))
    click(compared.results.export)
    qtbot.waitUntil(lambda: compared.notice.text.startswith("Nothing was exported to "))
    assert "Choose another place or another name." in compared.notice.text
    assert len(shown(compared)) == 3


def test_a_save_dialog_that_is_cancelled_does_nothing(
    compared: CompareDialog, save_to: Callable[[str], list[str]], tasks: Tasks
) -> None:
    save_to("")
    click(compared.results.export)
    assert not tasks.listed
    assert compared.notice.text == ""

"""Search line, switch, copy and export."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.network.tables import summary


def test_typing_searches_a_moment_later(qtbot: QtBot, listing: NetworkListing) -> None:
    with qtbot.waitSignal(listing.finder.found_changed):
        QTest.keyClicks(listing.search, "projection")
    assert listing.found.words.text() == "8 of 178 layers"


def test_enter_goes_through_what_is_found_and_begins_again(listing: NetworkListing, state: ArchitectureState) -> None:
    listing.search.ask("projection conv")
    seen = []
    for _ in range(5):
        QTest.keyClick(listing.search, Qt.Key.Key_Return)
        seen.append(state.selected)
    assert seen == [f"res{stage}a_branch1" for stage in (2, 3, 4, 5, 2)]
    QTest.keyClick(listing.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert state.selected == "res5a_branch1"


def test_enter_goes_on_from_where_somebody_is(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("res3c_branch2a")
    listing.search.ask("projection conv")
    QTest.keyClick(listing.search, Qt.Key.Key_Return)
    assert state.selected == "res4a_branch1"


def test_escape_empties_the_line(listing: NetworkListing) -> None:
    listing.search.ask("relu")
    QTest.keyClick(listing.search, Qt.Key.Key_Escape)
    assert listing.search.text() == ""
    assert not listing.finder.is_searching


def test_what_is_not_understood_is_said_with_a_correction(listing: NetworkListing) -> None:
    listing.search.ask("relu parms>1e6")
    assert listing.found.words.text() == "There is no number called parms."
    assert listing.found.correct.text() == "params>1e6"
    listing.found.correct.click()
    assert listing.search.text() == "relu params>1e6"
    assert listing.found.words.text() == "Nothing found"


def test_a_second_problem_is_counted_and_said_to_a_screen_reader(listing: NetworkListing) -> None:
    listing.search.ask("foo=1 stride=x")
    words = listing.found.words
    assert words.text().startswith("1 of 2: There is no number called foo; there are ")
    assert "After stride= comes a number" in words.accessibleName()


def test_a_problem_has_two_lines_and_is_whole_where_there_is_room(listing: NetworkListing) -> None:
    words = listing.found.words
    listing.search.ask("stride=x")
    words.setFixedWidth(words.sizeHint().width() * 2 // 3)
    first, second = words.lines
    assert f"{first} {second}" == words.text()
    words.setFixedWidth(words.sizeHint().width() // 3)
    assert words.lines[1].endswith("…")


def test_blocks_and_stages_are_counted_too(listing: NetworkListing) -> None:
    listing.search.ask("identity block")
    assert listing.found.words.text() == "12 blocks"
    listing.search.ask("stage")
    assert listing.found.words.text() == "6 stages"


def test_search_has_the_focus_when_it_is_asked_for(qtbot: QtBot, listing: NetworkListing) -> None:
    listing.search.setText("relu")
    listing.focus_search()
    qtbot.waitUntil(listing.search.hasFocus)
    assert listing.search.selectedText() == "relu"


def test_the_switch_tells_and_the_page_can_set_it(listing: NetworkListing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listing.view_changed) as told:
        listing.views.buttons[1].click()
    assert told.args == ["table"]
    assert listing.table.isVisible()
    listing.show_view("tree")
    assert listing.tree.isVisible()


def test_a_row_of_the_tree_is_copied_with_its_numbers(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("3b")
    listing.copy_action.trigger()
    header, row = (line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    record = dict(zip(header, row, strict=True))
    assert (record["name"], record["kind"], record["output_shape"]) == ("3b", "identity block", "28x28x512")


def test_the_selected_rows_of_the_table_are_copied(listing: NetworkListing, state: ArchitectureState) -> None:
    listing.show_view("table")
    listing.table.view.selectAll()
    listing.copy_action.trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + len(state.graph.layers)


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: path)


def test_the_table_is_saved_as_it_is_shown(
    qtbot: QtBot, listing: NetworkListing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing.show_view("table")
    listing.search.ask("projection conv")
    save_to(monkeypatch, tmp_path / "table.csv")
    with qtbot.waitSignal(listing.told) as told:
        listing.csv_action.trigger()
    assert told.args == ["Saved table.csv"]
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [record["name"] for record in csv.DictReader(file)] == [f"res{each}a_branch1" for each in (2, 3, 4, 5)]


def test_the_summary_is_saved(
    qtbot: QtBot, listing: NetworkListing, state: ArchitectureState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "summary.txt")
    with qtbot.waitSignal(listing.told):
        listing.summary_action.trigger()
    assert (tmp_path / "summary.txt").read_text("utf-8").strip() == summary(state.graph).strip()


def test_a_file_that_cannot_be_written_is_named(
    qtbot: QtBot, listing: NetworkListing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    save_to(monkeypatch, tmp_path / "file" / "summary.txt")
    with qtbot.waitSignal(listing.told) as told:
        listing.summary_action.trigger()
    assert told.args[0].startswith("The table could not be saved as")


def test_the_usual_keys_copy(listing: NetworkListing, state: ArchitectureState) -> None:
    state.select("res3b_branch2b")
    for name, view in (("tree", listing.tree), ("table", listing.table.view)):
        QGuiApplication.clipboard().clear()
        listing.show_view(name)
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text().splitlines()[1].startswith("res3b_branch2b\tconv3_block2_2_conv\t")

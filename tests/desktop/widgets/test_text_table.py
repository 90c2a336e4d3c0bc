from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable


class Reads:
    """Counts how many records were read for painting."""

    def __init__(self) -> None:
        self.count = 0

    def name(self, record: Path) -> str:
        self.count += 1
        return record.name


@pytest.fixture
def reads() -> Reads:
    return Reads()


@pytest.fixture
def table(qtbot: QtBot, reads: Reads) -> TextTable:
    columns = (TextColumn("Name", reads.name, is_path=True), TextColumn("Folder", lambda record: str(record.parent)))
    made = TextTable("Files", columns)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_of_very_many_records_few_are_read(table: TextTable, reads: Reads, qtbot: QtBot) -> None:
    table.show_records([Path(f"/a/{number}.jpg") for number in range(100_000)])
    qtbot.waitUntil(lambda: reads.count > 0)
    table.grab()
    assert reads.count < 400
    assert table.rows.rowCount() == 100_000


def test_the_chosen_record_is_given_and_others_begin_at_the_top(table: TextTable) -> None:
    table.show_records([Path(f"/a/{number}.jpg") for number in range(100)])
    assert table.chosen is None
    table.choose(70)
    assert table.chosen == Path("/a/70.jpg")
    assert table.verticalScrollBar().value() > 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen == Path("/a/71.jpg")
    table.show_records([Path("/b/1.jpg")])
    assert table.chosen is None
    assert table.verticalScrollBar().value() == 0


def test_the_last_column_takes_what_is_left_and_gives_way(table: TextTable, qtbot: QtBot) -> None:
    for width in (400, 240, 500):
        table.resize(width, 300)
        table.show_records([Path(f"/a/{number}.jpg") for number in range(100)])
        qtbot.waitUntil(lambda: table.header.length() == table.viewport().width())
        assert table.horizontalScrollBar().maximum() == 0


def test_a_column_is_as_wide_as_its_texts_until_somebody_changes_it(table: TextTable) -> None:
    table.show_records([Path("/a/a-rather-long-name-of-a-picture-file.jpg")])
    needed = table.header.sectionSize(0)
    assert needed > 240
    table.resize(600, 300)
    assert table.header.sectionSize(0) == needed
    table.show_records([Path("/a/1.jpg")])
    assert table.header.sectionSize(0) == 160
    table.header.resizeSection(0, 333)
    table.show_records([Path("/a/2.jpg")])
    assert table.header.sectionSize(0) == 333


def test_a_screen_reader_and_the_tooltip_say_all_of_a_row(table: TextTable) -> None:
    table.show_records([Path("/a/1.jpg")])
    index = table.rows.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1.jpg, /a"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "1.jpg\n/a"


def test_a_column_can_be_headed_otherwise(table: TextTable) -> None:
    table.rows.set_title(0, "Reason")
    assert table.rows.headerData(0, Qt.Orientation.Horizontal) == "Reason"


def test_the_row_that_the_keys_would_move_from_has_a_ring(table: TextTable, qtbot: QtBot) -> None:
    table.show_records([Path("/a/b.jpg"), Path("/a/c.jpg")])
    table.clearFocus()
    before = table.grab().toImage()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    assert table.grab().toImage() != before

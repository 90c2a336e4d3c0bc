from itertools import chain, pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QStringListModel, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.grid_view import GridView

WIDTH, EXTRA, COLUMNS = 50, 10, 4
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYS = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> GridView:
    """A hundred tiles, four in a line, three lines and a half in sight."""
    made = GridView(WIDTH, EXTRA)
    made.setItemDelegate(QStyledItemDelegate(made))
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setModel(QStringListModel([str(number) for number in range(100)], made))
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.resize(COLUMNS * WIDTH + made.verticalScrollBar().sizeHint().width(), 210)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setCurrentIndex(made.model().index(0, 0))
    return made


def middle(view: GridView, row: int) -> QPoint:
    return view.cell_rect(row).center()


def click(view: GridView, row: int, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, middle(view, row))


def drag(view: GridView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, keys, start)
    left = Qt.MouseButton.LeftButton
    for part in range(1, 5):
        place = QPointF(start + (end - start) * part / 4)
        event = QMouseEvent(QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place), left, left, keys)
        QApplication.sendEvent(view.viewport(), event)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, keys, end)


def chosen(view: GridView) -> list[int]:
    return sorted(view.selected_rows())


def test_tiles_stand_in_lines_that_fill_the_view(view: GridView) -> None:
    assert view.columns == COLUMNS
    assert view.cell_rect(0) == QRect(0, 0, WIDTH, WIDTH + EXTRA)
    assert view.cell_rect(5) == QRect(WIDTH, WIDTH + EXTRA, WIDTH, WIDTH + EXTRA)
    lines = 100 // COLUMNS
    assert view.verticalScrollBar().maximum() == lines * (WIDTH + EXTRA) - view.viewport().height()


@pytest.mark.parametrize("width", [171, 200, 213, 305])
def test_tiles_cover_a_line_without_gaps_and_are_found_where_they_are(view: GridView, width: int) -> None:
    view.resize(width + view.verticalScrollBar().sizeHint().width(), 210)
    line = [view.cell_rect(row) for row in range(view.columns)]
    assert line[0].left() == 0
    assert line[-1].right() + 1 == width
    for left, right in pairwise(line):
        assert right.left() == left.right() + 1
    for x in range(width):
        row = view.row_at(QPoint(x, 5))
        assert line[row].contains(x, 5)
    assert view.row_at(QPoint(width, 5)) == -1


def test_a_scroll_bar_that_comes_moves_no_tile(view: GridView, qtbot: QtBot) -> None:
    model = view.model()
    assert isinstance(model, QStringListModel)
    model.setStringList(["a"] * 3)
    qtbot.waitUntil(lambda: not view.verticalScrollBar().isVisible())
    before = [view.cell_rect(row) for row in range(3)]
    model.setStringList(["a"] * 300)
    qtbot.waitUntil(view.verticalScrollBar().isVisible)
    assert [view.cell_rect(row) for row in range(3)] == before


def test_what_a_rectangle_touches_is_found_line_by_line(view: GridView) -> None:
    def rows(place: QRect) -> list[int]:
        return list(chain(*view.rows_in(place)))

    assert rows(QRect(WIDTH + 5, 5, 2 * WIDTH - 10, WIDTH + EXTRA)) == [1, 2, 5, 6]
    assert list(view.rows_in(QRect(0, 5, COLUMNS * WIDTH, 2 * (WIDTH + EXTRA)))) == [range(12)]
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.model().removeRows(98, 2)
    last = view.cell_rect(97)
    assert rows(QRect(last.left(), last.top() + 5, 3 * WIDTH, WIDTH)) == [97]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([KEYS.Key_Right, KEYS.Key_Down], 5),
        ([KEYS.Key_Down, KEYS.Key_Left], 3),
        ([KEYS.Key_End, KEYS.Key_Up], 95),
        ([KEYS.Key_PageDown], 12),
        ([KEYS.Key_PageDown, KEYS.Key_PageUp], 0),
        ([KEYS.Key_End, KEYS.Key_Home], 0),
    ],
)
def test_arrows_move_in_two_dimensions_and_what_is_current_is_in_sight(
    view: GridView, keys: list[Qt.Key], row: int
) -> None:
    for key in keys:
        QTest.keyClick(view, key)
    assert view.currentIndex().row() == row
    assert view.viewport().rect().contains(view.cell_rect(row))


def test_shift_chooses_everything_between_as_one_reads(view: GridView) -> None:
    click(view, 6)
    click(view, 9, SHIFT)
    assert chosen(view) == [6, 7, 8, 9]
    click(view, 2, SHIFT)
    assert chosen(view) == [2, 3, 4, 5, 6]
    click(view, 1)
    QTest.keyClick(view, KEYS.Key_Down, SHIFT)
    assert chosen(view) == [1, 2, 3, 4, 5]
    QTest.keyClick(view, KEYS.Key_Left, SHIFT)
    assert chosen(view) == [1, 2, 3, 4]


def test_control_adds_and_takes_away(view: GridView) -> None:
    click(view, 6)
    click(view, 9, CONTROL)
    assert chosen(view) == [6, 9]
    click(view, 6, CONTROL)
    assert chosen(view) == [9]
    QTest.keyClick(view, KEYS.Key_A, CONTROL)
    assert len(chosen(view)) == 100


def test_a_band_chooses_what_it_touches(view: GridView) -> None:
    drag(view, middle(view, 1), middle(view, 10))
    assert chosen(view) == [1, 2, 5, 6, 9, 10]
    drag(view, middle(view, 7), middle(view, 4))
    assert chosen(view) == [4, 5, 6, 7]
    drag(view, middle(view, 0), middle(view, 1), CONTROL)
    assert chosen(view) == [0, 1, 4, 5, 6, 7]


def test_a_band_is_drawn_while_it_is_pulled_and_gone_afterwards(view: GridView) -> None:
    plain = view.grab().toImage()
    start, end = QPoint(5, 5), QPoint(100, 100)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(view.viewport(), QPoint(50, 50))
    QTest.mouseMove(view.viewport(), end)
    assert view._band() == QRect(start, end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, end)
    assert not view._band().isValid()
    assert plain.size() == view.grab().size()


def test_the_current_tile_stays_in_sight_when_tiles_grow_and_when_the_view_narrows(view: GridView) -> None:
    view.setCurrentIndex(view.model().index(50, 0))
    view.set_width(100)
    assert view.columns == 2
    assert view.viewport().rect().contains(view.cell_rect(50))
    view.set_width(WIDTH)
    view.resize(130, 210)
    assert view.viewport().rect().contains(view.cell_rect(50))


def test_what_was_first_in_sight_stays_there_when_tiles_shrink(view: GridView) -> None:
    view.verticalScrollBar().setValue(10 * (WIDTH + EXTRA))
    assert view.rows_in_sight().start == 40
    view.set_width(25)
    assert 40 in view.rows_in_sight()

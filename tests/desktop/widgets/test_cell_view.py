import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.cell_view import CellView

ROW = 20
KEYS = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> CellView:
    made = CellView(ROW)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setModel(QStringListModel([str(number) for number in range(100)], made))
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.resize(200, 10 * ROW)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setCurrentIndex(made.model().index(0, 0))
    return made


def current(view: CellView) -> int:
    return view.currentIndex().row()


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([KEYS.Key_Down], 1),
        ([KEYS.Key_Down] * 3 + [KEYS.Key_Up], 2),
        ([KEYS.Key_Up], 0),
        ([KEYS.Key_End], 99),
        ([KEYS.Key_End, KEYS.Key_Down], 99),
        ([KEYS.Key_End, KEYS.Key_Home], 0),
        ([KEYS.Key_PageDown], 10),
        ([KEYS.Key_PageDown, KEYS.Key_PageDown, KEYS.Key_PageUp], 10),
    ],
)
def test_keys_move_through_the_rows_and_what_is_current_is_in_sight(
    view: CellView, keys: list[Qt.Key], row: int
) -> None:
    for key in keys:
        QTest.keyClick(view, key)
    assert current(view) == row
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_a_click_chooses_the_row_under_it_also_after_scrolling(view: CellView) -> None:
    view.verticalScrollBar().setValue(30 * ROW)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 3 * ROW + 5))
    assert current(view) == 33
    assert view.selected_rows() == [33]


def test_shift_extends_and_control_toggles_the_selection(view: CellView) -> None:
    def click(row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(50, row * ROW + 5))

    click(2)
    click(5, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(view.selected_rows()) == [2, 3, 4, 5]
    click(3, Qt.KeyboardModifier.ControlModifier)
    click(8, Qt.KeyboardModifier.ControlModifier)
    assert sorted(view.selected_rows()) == [2, 4, 5, 8]
    QTest.keyClick(view, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.selected_rows()) == 100
    click(1)
    QTest.keyClick(view, KEYS.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(view.selected_rows()) == [1, 2]


def test_below_the_last_row_there_is_none(view: CellView) -> None:
    view.model().removeRows(3, 97)
    assert view.indexAt(QPoint(50, 2 * ROW + 1)).row() == 2
    assert not view.indexAt(QPoint(50, 3 * ROW + 1)).isValid()


def test_the_scroll_bar_knows_rows_that_come_and_go(view: CellView) -> None:
    bar, height = view.verticalScrollBar(), view.viewport().height()
    assert bar.maximum() == 100 * ROW - height
    model = view.model()
    model.insertRows(50, 20)
    assert bar.maximum() == 120 * ROW - height
    model.removeRows(0, 115)
    assert bar.maximum() == 0
    assert isinstance(model, QStringListModel)
    model.setStringList(["a"] * 40)
    assert bar.maximum() == 40 * ROW - height


@pytest.mark.parametrize(
    ("hint", "top"),
    [
        (QAbstractItemView.ScrollHint.PositionAtTop, 0),
        (QAbstractItemView.ScrollHint.PositionAtBottom, 9 * ROW),
        (QAbstractItemView.ScrollHint.EnsureVisible, 9 * ROW),
    ],
)
def test_a_row_is_scrolled_to_where_it_is_wanted(view: CellView, hint: QAbstractItemView.ScrollHint, top: int) -> None:
    index = view.model().index(50, 0)
    view.scrollTo(index, hint)
    assert view.visualRect(index) == QRect(0, top, view.viewport().width(), ROW)


def test_rows_that_were_taken_out_are_no_longer_selected(view: CellView) -> None:
    view.select_ranges([range(3)], QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert view.selected_rows() == [0, 1, 2]
    view.model().removeRows(0, 2)
    assert view.selected_rows() == [0]


def test_what_is_typed_quickly_is_told_as_one_beginning(view: CellView) -> None:
    typed: list[str] = []
    view.name_typed.connect(typed.append)
    QTest.keyClicks(view, "im g")
    assert typed == ["i", "im", "im ", "im g"]


def test_a_letter_that_is_a_shortcut_goes_on_with_a_name_but_begins_none(view: CellView, qtbot: QtBot) -> None:
    typed: list[str] = []
    view.name_typed.connect(typed.append)
    shortcut = QShortcut(QKeySequence("H"), view)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(view, KEYS.Key_H)
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keyClicks(view, "sh")
    assert typed == ["s", "sh"]


@pytest.mark.parametrize(
    ("current_row", "scrolled", "held"),
    [
        (0, 0, None),
        (3, 0, (3, 3 * ROW)),
        (50, 0, None),
        (35, 30 * ROW + 5, (35, 5 * ROW - 5)),
        (0, 30 * ROW + 5, (30, -5)),
    ],
)
def test_the_row_to_hold_on_to_is_the_current_one_in_sight_or_the_first(
    view: CellView, current_row: int, scrolled: int, held: tuple[int, int] | None
) -> None:
    view.setCurrentIndex(view.model().index(current_row, 0))
    view.verticalScrollBar().setValue(scrolled)
    assert view.held_row() == held


def test_a_held_row_comes_back_to_its_place(view: CellView) -> None:
    view.hold_row(40, 3 * ROW - 7)
    assert view.cell_rect(40).top() == 3 * ROW - 7


def test_a_notch_of_the_wheel_glides_three_steps_and_notches_add_up(view: CellView, qtbot: QtBot) -> None:
    bar = view.verticalScrollBar()
    for _ in range(2):
        turn(view, -120)
    assert bar.value() < 6 * bar.singleStep()
    qtbot.waitUntil(lambda: bar.value() == 6 * bar.singleStep())
    turn(view, 12 * 120)
    qtbot.waitUntil(lambda: bar.value() == 0)


def turn(view: CellView, angle: int) -> None:
    """Turn a mouse's wheel."""
    place, none = QPointF(50, 50), QPoint()
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        none,
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_only_what_is_seen_is_painted_again(view: CellView, qtbot: QtBot) -> None:
    painted: list[int] = []

    class Delegate(QStyledItemDelegate):
        def paint(self, _painter: object, _option: object, index: QModelIndex | QPersistentModelIndex) -> None:
            painted.append(index.row())

    view.setItemDelegate(Delegate(view))
    view.repaint()
    model = view.model()
    painted.clear()
    model.setData(model.index(50, 0), "far below")
    model.setData(model.index(3, 0), "seen")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) <= set(view.rows_in_sight())
    painted.clear()
    model.setData(model.index(50, 0), "again")
    QApplication.processEvents()
    assert painted == []

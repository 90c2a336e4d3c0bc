import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.table_header import HEIGHT_PX
from resnet_desktop.desktop.widgets.table_view import TableView

ROW = 20
WIDTHS = (100, 80, 60)


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    made = TableView(ROW)
    model = QStandardItemModel(0, 3, made)
    model.setHorizontalHeaderLabels(["Name", "Class", "Folder"])
    for row in range(50):
        model.appendRow([QStandardItem(f"{row}.{column}") for column in range(3)])
    made.setItemDelegate(QStyledItemDelegate(made))
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setModel(model)
    for column, width in enumerate(WIDTHS):
        made.header.resizeSection(column, width)
    made.resize(400, 10 * ROW + HEIGHT_PX)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def click_title(view: TableView, column: int) -> tuple[int, Qt.SortOrder]:
    header = view.header
    place = QPoint(header.sectionViewportPosition(column) + 30, HEIGHT_PX // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    return header.sortIndicatorSection(), header.sortIndicatorOrder()


def test_the_header_stands_above_the_rows_and_its_last_column_takes_what_is_left(view: TableView) -> None:
    viewport = view.viewport().geometry()
    assert view.header.geometry() == QRect(viewport.left(), viewport.top() - HEIGHT_PX, viewport.width(), HEIGHT_PX)
    assert view.header.length() == viewport.width()
    assert view.columns_in_sight()[1] == (1, 100, 80)


def test_columns_that_do_not_fit_are_scrolled_together_with_their_titles(view: TableView) -> None:
    view.resize(150, 200)
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert view.header.offset() == bar.maximum()
    column, left, width = view.columns_in_sight()[-1]
    assert (column, left + width) == (2, view.viewport().width())
    assert 0 not in [each for each, _, _ in view.columns_in_sight()]
    assert view.cell_rect(0).width() == view.header.length()


def test_a_title_sorts_up_then_down_then_not_at_all(view: TableView) -> None:
    assert click_title(view, 0) == (0, Qt.SortOrder.AscendingOrder)
    assert click_title(view, 0) == (0, Qt.SortOrder.DescendingOrder)
    assert click_title(view, 0)[0] == -1
    assert click_title(view, 1) == (1, Qt.SortOrder.AscendingOrder)


def test_a_model_can_say_that_a_column_begins_with_the_largest(view: TableView) -> None:
    view.model().setHeaderData(
        1, Qt.Orientation.Horizontal, Qt.SortOrder.DescendingOrder, Qt.ItemDataRole.InitialSortOrderRole
    )
    assert click_title(view, 1) == (1, Qt.SortOrder.DescendingOrder)
    assert click_title(view, 1) == (1, Qt.SortOrder.AscendingOrder)
    assert click_title(view, 1)[0] == -1


def test_a_click_anywhere_in_a_row_chooses_the_row(view: TableView) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(250, 3 * ROW + 5))
    assert view.currentIndex().row() == 3
    assert view.selected_rows() == [3]


def test_the_arrow_shows_what_is_sorted_by(view: TableView) -> None:
    plain = view.header.grab().toImage()
    view.header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    up = view.header.grab().toImage()
    view.header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    down = view.header.grab().toImage()
    assert plain != up
    assert up != down

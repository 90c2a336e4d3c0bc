from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.listing import arranging
from resnet_desktop.desktop.classify.listing.browser import PictureBrowser
from resnet_desktop.desktop.classify.listing.columns import COLUMNS
from resnet_desktop.desktop.classify.listing.gallery import SIDES_PX
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.widgets.table_header import HEIGHT_PX
from tests.desktop.fakes import made_up_result

PATHS = [Path(f"/photos/img{number:03}.jpg") for number in range(300)]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def browser(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PictureBrowser:
    """A page with 300 pictures that are classified and not there."""
    monkeypatch.setattr(arranging, "LEAST_PAUSE_S", 0.01)
    program.window.resize(1200, 760)  # as large as it begins where the screen is large enough
    page = program.window.classify
    page.session.pictures.add(Entry(path, made_up_result(path)) for path in PATHS)
    page.session.changed.emit()
    qtbot.waitUntil(page.browser.isVisible)
    return page.browser


@pytest.fixture
def pictures(program: Program) -> PictureModel:
    return program.window.classify.session.pictures


def is_in_sight(browser: PictureBrowser) -> bool:
    row = browser.selection.currentIndex().row()
    return browser.view.viewport().rect().contains(QPoint(5, browser.view.cell_rect(row).center().y()))


def is_sorted(pictures: PictureModel, key: Callable[[Entry], float]) -> bool:
    values = [key(entry) for entry in pictures.all_shown()]
    return values == sorted(values)


def test_tiles_and_table_are_one_selection_and_the_switch_keeps_the_picture_in_sight(
    browser: PictureBrowser, program: Program
) -> None:
    assert browser.is_grid
    browser.selection.choose(PATHS[200])
    assert is_in_sight(browser)
    QTest.mouseClick(browser.tools.list, Qt.MouseButton.LeftButton)
    assert browser.table.isVisible()
    assert browser.table.selected_rows() == [200]
    assert is_in_sight(browser)
    QTest.keyClick(browser.table, Qt.Key.Key_Down)
    QTest.mouseClick(browser.tools.grid, Qt.MouseButton.LeftButton)
    assert browser.gallery.isVisible()
    assert browser.gallery.selected_rows() == [201]
    assert is_in_sight(browser)
    assert program.window.classify.panel.details.name.text() == PATHS[201].name


def test_the_switch_passes_the_focus_on(browser: PictureBrowser) -> None:
    browser.gallery.setFocus()
    browser.show_view(False, SIDES_PX[1])
    assert browser.table.hasFocus()


def test_a_click_on_a_title_sorts_and_the_third_one_ends_it(
    browser: PictureBrowser, pictures: PictureModel, qtbot: QtBot
) -> None:
    browser.show_view(False, SIDES_PX[1])
    header = browser.table.header
    column = next(place for place, each in enumerate(COLUMNS) if each.sort_key == "confidence")
    place = QPoint(header.sectionViewportPosition(column) + 40, HEIGHT_PX // 2)

    def click() -> None:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    click()
    qtbot.waitUntil(lambda: is_sorted(pictures, lambda entry: -entry.confidence))
    assert browser.tools.sort.text() == "Confidence"
    click()
    qtbot.waitUntil(lambda: is_sorted(pictures, lambda entry: entry.confidence))
    click()
    assert not pictures.is_arranged
    assert browser.tools.sort.text() == "Order added"


def test_the_menu_sorts_too_and_the_header_shows_it(
    browser: PictureBrowser, pictures: PictureModel, qtbot: QtBot
) -> None:
    actions = {action.text(): action for action in browser.tools.sort.menu_opened.actions()}
    assert not actions["Largest first"].isEnabled()
    actions["Margin"].trigger()
    qtbot.waitUntil(lambda: is_sorted(pictures, lambda entry: entry.margin))
    actions["Largest first"].trigger()
    qtbot.waitUntil(lambda: is_sorted(pictures, lambda entry: -entry.margin))
    header = browser.table.header
    assert COLUMNS[header.sortIndicatorSection()].title == "Margin"
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_sorting_keeps_the_picture_and_brings_it_to_where_one_looks(
    browser: PictureBrowser, pictures: PictureModel, program: Program, qtbot: QtBot
) -> None:
    browser.selection.choose(PATHS[150])
    program.window.classify.session.arranging.sort_by("confidence")
    qtbot.waitUntil(lambda: pictures.is_arranged)
    assert browser.selection.chosen == PATHS[150]
    assert browser.gallery.selected_rows() == [pictures.index_of(PATHS[150]).row()]
    assert is_in_sight(browser)


def test_new_results_move_nothing_that_is_looked_at(
    browser: PictureBrowser, pictures: PictureModel, program: Program, qtbot: QtBot
) -> None:
    program.window.classify.session.arranging.sort_by("name", is_descending=True)
    qtbot.waitUntil(lambda: pictures.is_arranged)
    browser.selection.choose(PATHS[100])
    top = browser.gallery.cell_rect(pictures.index_of(PATHS[100]).row()).top()
    others = [Path(f"/photos/zebra{number:03}.jpg") for number in range(browser.gallery.columns * 10)]
    pictures.add(map(Entry, others))
    qtbot.waitUntil(lambda: pictures.rowCount() == 300 + len(others))
    assert browser.selection.chosen == PATHS[100]
    assert browser.gallery.cell_rect(pictures.index_of(PATHS[100]).row()).top() == top


def test_new_results_leave_the_top_at_the_top(
    browser: PictureBrowser, pictures: PictureModel, program: Program, qtbot: QtBot
) -> None:
    program.window.classify.session.arranging.sort_by("name", is_descending=True)
    qtbot.waitUntil(lambda: pictures.is_arranged)
    QTest.keyClick(browser.gallery, Qt.Key.Key_Home)
    pictures.add([Entry(Path("/photos/zebra.jpg"))])
    qtbot.waitUntil(lambda: pictures.rowCount() == 301)
    assert browser.gallery.verticalScrollBar().value() == 0


def test_a_filter_is_counted_in_the_state_line(browser: PictureBrowser, program: Program, qtbot: QtBot) -> None:
    page = program.window.classify
    count = sum(entry.label == "dog" for entry in page.session.pictures.store)
    page.session.arranging.set_filter(None, "class:dog")
    qtbot.waitUntil(lambda: page.state_line.text.text() == f"{count} of 300 shown")
    assert browser.gallery.count == count
    page.session.arranging.set_filter(None, "")
    assert page.state_line.text.text() == "300 pictures"


def test_typing_goes_to_the_name_that_begins_so(browser: PictureBrowser, qtbot: QtBot) -> None:
    browser.gallery.setFocus()
    QTest.keyClicks(browser.gallery, "img25")
    qtbot.waitUntil(lambda: browser.selection.chosen == PATHS[250])
    assert is_in_sight(browser)


def test_typing_what_no_name_begins_with_changes_nothing(
    browser: PictureBrowser, qtbot: QtBot, program: Program
) -> None:
    browser.selection.choose(PATHS[7])
    QTest.keyClicks(browser.gallery, "xyz")
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert browser.selection.chosen == PATHS[7]


def test_the_wheel_with_control_and_the_keys_change_the_size_within_bounds(browser: PictureBrowser) -> None:
    def turn(angle: int) -> None:
        place, none = QPointF(50, 50), QPoint()
        everywhere = browser.gallery.viewport().mapToGlobal(place)
        event = QWheelEvent(
            place,
            everywhere,
            none,
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(browser.gallery.viewport(), event)

    before = browser.gallery.side
    turn(120)
    assert browser.gallery.side > before
    assert browser.tools.slider.value() == 2
    for _ in range(9):
        QTest.keyClick(browser.gallery, Qt.Key.Key_Plus, CONTROL)
    assert browser.tools.slider.value() == len(SIDES_PX) - 1
    for _ in range(9):
        QTest.keyClick(browser.gallery, Qt.Key.Key_Minus, CONTROL)
    assert browser.tools.slider.value() == 0
    browser.tools.slider.setValue(1)
    assert browser.gallery.side == before


def test_a_change_of_size_keeps_the_picture_in_sight(browser: PictureBrowser) -> None:
    browser.selection.choose(PATHS[200])
    for side in (256, 96, 160):
        browser.show_view(True, side)
        assert is_in_sight(browser)


def test_marks_are_painted_on_tiles_and_rows(browser: PictureBrowser, pictures: PictureModel) -> None:
    def shows(name: str) -> bool:
        wanted = theme_colour(name)
        image = browser.view.viewport().grab().toImage()
        rect = browser.view.cell_rect(0)
        return any(
            image.pixel(x, y) & 0xFFFFFF == wanted
            for x in range(max(0, rect.left()), min(rect.right(), image.width() - 1))
            for y in range(rect.top(), rect.bottom())
        )

    def theme_colour(name: str) -> int:
        from resnet_desktop.desktop.theme import colour

        return colour(name).rgb() & 0xFFFFFF

    browser.selection.choose(PATHS[290])
    browser.selection.clearSelection()
    for is_grid in (True, False):
        browser.show_view(is_grid, SIDES_PX[1])
        browser.view.verticalScrollBar().setValue(0)
        pictures.give([PATHS[0]], "")
        pictures.set_threshold(0)
        assert not shows("warn")
        pictures.set_threshold(1)
        assert shows("warn")
        pictures.give([PATHS[0]], pictures.store.entries[0].predicted)
        assert shows("good")
        assert not shows("warn")


def test_size_view_and_columns_come_back(
    make_program: Callable[[], Program], photos: list[Path], wait_until_idle: Callable[[Program], None]
) -> None:
    first = make_program()
    first.window.classify.add(photos)
    wait_until_idle(first)
    browser = first.window.classify.browser
    browser.show_view(False, 192)
    browser.table.header.resizeSection(0, 234)
    first.window.close()
    again = make_program().window.classify.browser
    assert not again.is_grid
    assert again.tools.slider.value() == SIDES_PX.index(192)
    assert again.table.header.sectionSize(0) == 234


@pytest.mark.parametrize("is_grid", [True, False])
def test_only_cells_whose_thumbnails_came_are_painted_again(
    browser: PictureBrowser, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_grid: bool
) -> None:
    browser.show_view(is_grid, SIDES_PX[1])
    thumbnails = browser.gallery._thumbnails
    qtbot.waitUntil(lambda: not thumbnails._running)
    view, painted = browser.view, QRect()

    def note(event: QPaintEvent) -> None:
        nonlocal painted
        painted = painted.united(event.rect())

    qtbot.waitUntil(lambda: bool(view.rows_in_sight()))
    QApplication.sendPostedEvents()
    monkeypatch.setattr(view, "paintEvent", note)
    view.viewport().repaint()
    assert painted == view.viewport().rect()
    painted = QRect()
    thumbnails.latest = (PATHS[1], PATHS[290], Path("/photos/removed.jpg"))
    thumbnails.arrived.emit()
    qtbot.waitUntil(lambda: not painted.isEmpty())
    assert painted == view.cell_rect(1) & view.viewport().rect()


def test_the_button_of_orders_is_as_wide_for_each_of_them(browser: PictureBrowser, qtbot: QtBot) -> None:
    for key in ("state", "confidence", ""):
        browser.tools.show_order(key, False)
        qtbot.waitUntil(lambda: browser.tools.sort.sizeHint().width() <= browser.tools.sort.width())
        assert browser.tools.sort.width() == browser.tools.sort.maximumWidth()

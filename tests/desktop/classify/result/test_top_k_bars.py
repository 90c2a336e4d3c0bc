import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Prediction
from resnet_desktop.desktop import theme
from resnet_desktop.desktop.classify.result.top_k_bars import ROW_PX, ROWS, TopKBars
from resnet_desktop.desktop.theme import colour, font

WIDTH = 400
PREDICTIONS = tuple(Prediction(f"class {number}", 100 + number, 0.5**number) for number in range(1, 8))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bars(qapp: QApplication, qtbot: QtBot) -> TopKBars:
    theme.apply_theme(qapp, "light")
    made = TopKBars()
    qtbot.addWidget(made)
    made.resize(WIDTH, made.height())
    made.make_room_for(tuple(each.label for each in PREDICTIONS))
    made.show()
    return made


def filled_px(bars: TopKBars, row: int, ink: str) -> int:
    """How many pixels of a row's bar have a colour of the theme, in the middle of the bar."""
    image = bars.grab().toImage()
    y = ROW_PX * row + ROW_PX // 2
    return sum(image.pixelColor(x, y).rgb() == colour(ink).rgb() for x in range(image.width()))


def middle_of(row: int) -> QPoint:
    return QPoint(WIDTH // 2, ROW_PX * row + ROW_PX // 2)


def test_the_best_five_are_shown_and_spoken(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    assert bars.predictions == PREDICTIONS[:5]
    assert bars.accessibleDescription().startswith("class 1 50.0 %, class 2 25.0 %, ")


def test_more_or_fewer_are_shown_at_once_of_those_that_are_there(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    bars.set_count(3)
    assert bars.predictions == PREDICTIONS[:3]
    assert bars.height() == 3 * ROW_PX
    bars.set_count(10)
    assert bars.predictions == PREDICTIONS


def test_bars_are_as_long_as_they_are_probable(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    best, second = filled_px(bars, 0, "accent"), filled_px(bars, 1, "line_strong")
    track = best + filled_px(bars, 0, "track")
    assert best == pytest.approx(track / 2, abs=3)
    assert second == pytest.approx(track / 4, abs=3)


def test_without_a_result_the_rows_keep_their_place(bars: TopKBars) -> None:
    height = bars.height()
    bars.show_predictions(PREDICTIONS)
    bars.show_predictions(())
    assert bars.height() == height == ROWS * ROW_PX
    assert bars.accessibleDescription() == ""
    assert filled_px(bars, 0, "accent") == 0
    assert filled_px(bars, 0, "track") > 100


def test_long_names_leave_room_for_the_bars(bars: TopKBars) -> None:
    bars.make_room_for(("a class whose name has just over forty letters" * 3,))
    bars.show_predictions(PREDICTIONS)
    assert filled_px(bars, 0, "accent") + filled_px(bars, 0, "track") > WIDTH / 4


def test_short_names_leave_their_room_to_the_bars(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    names = QFontMetrics(font(13, is_strong=True)).horizontalAdvance("class 1")
    assert filled_px(bars, 0, "accent") + filled_px(bars, 0, "track") > WIDTH - names - 64 - 64


def test_a_model_of_two_classes_has_two_rows(bars: TopKBars) -> None:
    bars.make_room_for(("class 1", "class 2"))
    bars.show_predictions(PREDICTIONS[:2])
    assert filled_px(bars, 1, "track") > 100
    assert filled_px(bars, 2, "track") == 0


def test_a_click_chooses_a_class_and_asks_about_it(bars: TopKBars, qtbot: QtBot) -> None:
    bars.show_predictions(PREDICTIONS)
    with qtbot.waitSignals([bars.chosen, bars.asked]):
        QTest.mouseClick(bars, LEFT, pos=middle_of(2))
    assert filled_px(bars, 2, "selected") > 50
    assert filled_px(bars, 1, "selected") == 0


def test_a_click_where_there_is_no_class_does_nothing(bars: TopKBars, qtbot: QtBot) -> None:
    bars.show_predictions(PREDICTIONS[:2])
    with qtbot.assertNotEmitted(bars.asked):
        QTest.mouseClick(bars, LEFT, pos=middle_of(3))


def test_arrows_go_from_class_to_class_and_enter_asks(bars: TopKBars, qtbot: QtBot) -> None:
    chosen: list[int] = []
    bars.chosen.connect(chosen.append)
    bars.show_predictions(PREDICTIONS)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home):
        QTest.keyClick(bars, key)
    assert chosen == [102, 103, 102, 105, 105, 101]
    with qtbot.waitSignal(bars.asked) as heard:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert heard.args == [101]


@pytest.mark.parametrize(
    ("reason", "row"), [(QContextMenuEvent.Reason.Mouse, 3), (QContextMenuEvent.Reason.Keyboard, 1)]
)
def test_the_menu_is_of_the_class_under_the_mouse_and_by_keys_of_the_chosen_one(
    bars: TopKBars, reason: QContextMenuEvent.Reason, row: int, qtbot: QtBot
) -> None:
    bars.show_predictions(PREDICTIONS)
    bars.show_chosen(102)
    with qtbot.waitSignal(bars.menu_asked) as heard:
        QApplication.sendEvent(bars, QContextMenuEvent(reason, middle_of(3), bars.mapToGlobal(middle_of(3))))
    assert heard.args is not None
    assert heard.args[0] == PREDICTIONS[row]


def test_both_classes_of_a_comparison_are_marked_in_the_maps_colours(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    bars.show_chosen(101, 103)
    image = bars.grab().toImage()
    marks = [image.pixelColor(4, middle_of(row).y()) for row in range(3)]
    assert marks[0].red() > marks[0].blue() + 50
    assert marks[2].blue() > marks[2].red() + 50
    assert marks[1] == image.pixelColor(4, middle_of(4).y())


def test_without_classes_keys_are_left_to_the_page(bars: TopKBars, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bars.chosen):
        QTest.keyClick(bars, Qt.Key.Key_Down)
        QTest.keyClick(bars, Qt.Key.Key_Return)

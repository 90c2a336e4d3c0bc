import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Prediction
from resnet_desktop.desktop.classify.top_k_bars import ROWS, TopKBars
from resnet_desktop.desktop.theme import colour, font

WIDTH = 400
PREDICTIONS = tuple(Prediction(f"class {number}", number, 0.5**number) for number in range(1, 8))


@pytest.fixture
def bars(qtbot: QtBot) -> TopKBars:
    made = TopKBars()
    qtbot.addWidget(made)
    made.resize(WIDTH, made.height())
    made.make_room_for(tuple(each.label for each in PREDICTIONS))
    made.show()
    return made


def filled_px(bars: TopKBars, row: int, ink: str) -> int:
    """How many pixels of a row's bar have a colour of the theme, in the middle of the bar."""
    image = bars.grab().toImage()
    y = bars.height() // ROWS * row + bars.height() // ROWS // 2
    return sum(image.pixelColor(x, y).rgb() == colour(ink).rgb() for x in range(image.width()))


def test_the_best_five_are_shown_and_spoken(bars: TopKBars) -> None:
    bars.show_predictions(PREDICTIONS)
    assert bars.predictions == PREDICTIONS[:5]
    assert bars.accessibleDescription().startswith("class 1 50.0 %, class 2 25.0 %, ")


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
    assert bars.height() == height
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
    assert filled_px(bars, 0, "accent") + filled_px(bars, 0, "track") > WIDTH - names - 64 - 48


def test_a_model_of_two_classes_has_two_rows(bars: TopKBars) -> None:
    bars.make_room_for(("class 1", "class 2"))
    bars.show_predictions(PREDICTIONS[:2])
    assert filled_px(bars, 1, "track") > 100
    assert filled_px(bars, 2, "track") == 0

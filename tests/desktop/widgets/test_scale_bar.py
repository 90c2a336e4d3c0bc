import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.scale_bar import ScaleBar, two_decimals

GREYS = [(level, level, level) for level in range(256)]
BAR_Y = 26
TIP_Y = 18


@pytest.fixture
def bar(qapp: QApplication, qtbot: QtBot) -> ScaleBar:
    theme.apply_theme(qapp, "light")
    made = ScaleBar()
    qtbot.addWidget(made)
    made.resize(300, made.height())
    made.show_scale(GREYS, -1, 3, "evidence for cat")
    made.show()
    return made


def levels(bar: ScaleBar) -> list[int]:
    image = bar.grab().toImage()
    return [image.pixelColor(x, BAR_Y).lightness() for x in range(4, 296)]


def marker(bar: ScaleBar) -> list[int]:
    image = bar.grab().toImage()
    return [x for x in range(300) if image.pixelColor(x, TIP_Y) == theme.colour("text")]


def test_colours_go_from_the_lowest_at_the_left_to_the_highest_at_the_right(bar: ScaleBar) -> None:
    shown = levels(bar)
    assert shown == sorted(shown)
    assert shown[0] < 12
    assert shown[-1] > 243
    assert shown[len(shown) // 2] == pytest.approx(128, abs=3)


def test_the_values_below_are_the_ends_and_the_middle(bar: ScaleBar) -> None:
    assert bar.words == ("\u22121.00", "1.00", "3.00")
    assert bar.accessibleDescription() == "evidence for cat: from \u22121.00 over 1.00 to 3.00"


def test_values_are_written_as_the_owner_wants(bar: ScaleBar) -> None:
    bar.show_scale(GREYS, 0, 0.5, write=lambda value: f"{100 * value:.0f} %")
    assert bar.words == ("0 %", "25 %", "50 %")


@pytest.mark.parametrize(("value", "x"), [(-1, 3), (0, 75), (1, 150), (3, 297), (99, 297), (-99, 3)])
def test_a_value_is_marked_where_it_is_on_the_scale(bar: ScaleBar, value: float, x: int) -> None:
    bar.show_value(value)
    wings = marker(bar)
    assert (wings[0] + wings[-1]) / 2 == pytest.approx(x, abs=1)


def test_no_value_has_no_mark_and_a_new_scale_forgets_it(bar: ScaleBar) -> None:
    assert marker(bar) == []
    bar.show_value(1)
    bar.show_value(None)
    assert marker(bar) == []
    bar.show_value(1)
    bar.show_scale(GREYS, 0, 1)
    assert marker(bar) == []


def test_a_scale_of_one_value_marks_its_middle(bar: ScaleBar) -> None:
    bar.show_scale(GREYS, 2, 2)
    bar.show_value(2)
    assert marker(bar)[0] == pytest.approx(148, abs=2)


def test_a_disabled_scale_is_faint_and_marks_nothing(bar: ScaleBar) -> None:
    bar.show_value(1)
    bar.setEnabled(False)
    assert marker(bar) == []
    assert levels(bar)[0] > 120


def test_nothing_is_painted_before_there_is_a_scale(qtbot: QtBot) -> None:
    made = ScaleBar()
    qtbot.addWidget(made)
    made.resize(300, made.height())
    image = made.grab().toImage()
    assert len({QColor(image.pixelColor(x, y)).rgba() for x in range(0, 300, 3) for y in range(image.height())}) == 1


@pytest.mark.parametrize(("value", "words"), [(0.421, "0.42"), (-0.1, "\u22120.10"), (-0.001, "0.00"), (0, "0.00")])
def test_values_have_two_decimals_and_a_true_minus(value: float, words: str) -> None:
    assert two_decimals(value) == words

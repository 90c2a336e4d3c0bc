import re
import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from resnet_desktop.desktop import theme
from resnet_desktop.resources import resource_path

NAMES = ("light", "dark")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def luminance(name: str) -> float:
        parts = [part / 255 for part in (QColor(name).red(), QColor(name).green(), QColor(name).blue())]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_all_text_stands_out_from_every_ground_it_is_written_on(name: str) -> None:
    colours = theme.derived(theme.load_tokens(name))
    grounds = ("window", "surface", "raised", "hover", "selected")
    pairs = [(ink, ground) for ink in ("text", "text2") for ground in grounds]
    pairs += [(ink, ground) for ink in ("good", "warn", "bad", "accent") for ground in ("window", "surface")]
    pairs += [("bad", "selected"), ("accent", "selected")]
    pairs += [("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_names_only_colours_that_there_are(name: str) -> None:
    sheet = resource_path("themes", "window.qss").read_text("utf-8")
    filled = string.Template(sheet).substitute(theme.derived(theme.load_tokens(name)))
    assert "$" not in filled
    assert set(re.findall(r"#\w+", filled)) <= set(theme.derived(theme.load_tokens(name)).values())


def test_the_tables_say_which_is_dark() -> None:
    assert theme.load_tokens("dark").is_dark
    assert not theme.load_tokens("light").is_dark


@pytest.mark.parametrize(("share", "expected"), [(0, "#000000"), (1, "#FFFFFF"), (0.5, "#808080")])
def test_colours_are_mixed_in_proportion(share: float, expected: str) -> None:
    assert theme.mix("#000000", "#FFFFFF", share) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_chosen_theme_reaches_palette_and_painted_colours(qapp: QApplication, name: str) -> None:
    theme.apply_theme(qapp, name)
    window = theme.load_tokens(name).window
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == window
    assert theme.tokens() == theme.load_tokens(name)
    assert theme.colour("window").name().upper() == window


@pytest.mark.usefixtures("qapp")
def test_a_colour_is_its_caller_s_to_change() -> None:
    theme.colour("window").setAlphaF(0.5)
    assert theme.colour("window").alphaF() == 1


def test_system_follows_what_the_system_says(qapp: QApplication) -> None:
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    theme.apply_theme(qapp, "system")
    assert theme.tokens().is_dark == (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)


def test_even_digits_are_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    theme.set_up_type(qapp)
    metrics = QFontMetricsF(theme.font(13, has_even_digits=True))
    assert len({round(metrics.horizontalAdvance(digit * 10), 3) for digit in "0123456789"}) == 1

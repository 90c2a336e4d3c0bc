"""Colours and type of the window: two tables of colours, one style sheet, following the system or chosen."""

import json
import string
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resnet_desktop.resources import resource_path

_FAMILIES = ("Inter", "Noto Sans")
_PLAIN_FAMILIES = ("DejaVu Sans", "Bitstream Vera Sans", "Sans Serif")
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, ``#RRGGBB``; what each is for stands in the comments of the style sheet's rules.

    Attributes:
        window: behind everything.
        surface: cards, lists, fields.
        raised: rail, status bar, hover.
        line: borders.
        text: what is read first.
        text2: what is read second.
        accent: selection, primary button, progress.
        on_accent: text on the accent.
        good: a state that is well.
        warn: a state that wants attention.
        bad: a state that is wrong.
    """

    window: str
    surface: str
    raised: str
    line: str
    text: str
    text2: str
    accent: str
    on_accent: str
    good: str
    warn: str
    bad: str

    @property
    def is_dark(self) -> bool:
        """True where light text stands on a dark window."""
        return QColor(self.window).lightness() < 128


def mix(base: str, other: str, share: float) -> str:
    """Blend two colours.

    Args:
        base: ``#RRGGBB``.
        other: ``#RRGGBB``.
        share: how much of ``other``, 0 to 1.
    """
    a, b = QColor(base), QColor(other)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in parts)


@cache
def load_tokens(name: str) -> Tokens:
    """Read a theme's colours.

    Args:
        name: ``"light"`` or ``"dark"``.
    """
    return Tokens(**json.loads(resource_path("themes", f"{name}.json").read_text("utf-8")))


def tokens() -> Tokens:
    """The colours of the theme that the application shows now."""
    return load_tokens(shown())


def shown() -> str:
    """Which theme the application shows now: ``"light"`` or ``"dark"``."""
    return "dark" if QGuiApplication.palette().window().color().lightness() < 128 else "light"


def derived(table: Tokens) -> dict[str, str]:
    """All colours that the style sheet may name: the table's own and those mixed from them."""
    own = {field.name: getattr(table, field.name) for field in fields(table)}
    return own | {
        "hover": mix(table.raised, table.text, 0.06),
        "pressed": mix(table.raised, table.text, 0.12),
        "selected": mix(table.surface, table.accent, 0.14),
        "track": mix(table.raised, table.text, 0.06),
        "line_strong": mix(table.line, table.text, 0.22),
        "disabled": mix(table.surface, table.text2, 0.55),
        "accent_hover": mix(table.accent, table.text, 0.12),
        "accent_pressed": mix(table.accent, table.text, 0.24),
    }


def colour(name: str) -> QColor:
    """Give a colour of the theme shown now, by its name in `derived`; the caller's own, who may change it."""
    return QColor(_colour(name, shown()))


@cache
def _colour(name: str, theme_name: str) -> QColor:
    return QColor(derived(load_tokens(theme_name))[name])


def palette(table: Tokens) -> QPalette:
    """Make Qt's palette from a theme, for everything that no rule of the style sheet reaches."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: table.window,
        QPalette.ColorRole.WindowText: table.text,
        QPalette.ColorRole.Base: table.surface,
        QPalette.ColorRole.AlternateBase: table.raised,
        QPalette.ColorRole.Text: table.text,
        QPalette.ColorRole.PlaceholderText: table.text2,
        QPalette.ColorRole.Button: table.surface,
        QPalette.ColorRole.ButtonText: table.text,
        QPalette.ColorRole.ToolTipBase: table.surface,
        QPalette.ColorRole.ToolTipText: table.text,
        QPalette.ColorRole.Highlight: table.accent,
        QPalette.ColorRole.HighlightedText: table.on_accent,
        QPalette.ColorRole.Link: table.accent,
        QPalette.ColorRole.LinkVisited: table.accent,
        QPalette.ColorRole.Mid: table.line,
        QPalette.ColorRole.Accent: table.accent,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    faint = QColor(derived(table)["disabled"])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def apply_theme(application: QApplication, choice: str) -> None:
    """Show a theme at once, everywhere.

    Args:
        application: the one application.
        choice: ``"system"``, ``"light"`` or ``"dark"``.
    """
    hints = application.styleHints()
    hints.setColorScheme(_SCHEMES[choice])
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
    table = load_tokens("dark" if dark else "light")
    application.setPalette(palette(table))
    sheet = resource_path("themes", "window.qss").read_text("utf-8")
    application.setStyleSheet(string.Template(sheet).substitute(derived(table)))


def set_up_type(application: QApplication) -> None:
    """Set the body font: the system's own, or a better one that is installed where the system's is only a fallback."""
    body = application.font()
    if body.family() in _PLAIN_FAMILIES:
        installed = set(QFontDatabase.families())
        body.setFamily(next((name for name in _FAMILIES if name in installed), body.family()))
    body.setPixelSize(13)
    application.setFont(body)


def font(pixel_size: int, *, is_strong: bool = False, has_even_digits: bool = False) -> QFont:
    """Make a font of the type scale.

    Args:
        pixel_size: 20, 15, 13 or 12.
        is_strong: semibold.
        has_even_digits: digits of one width, for numbers that stand below each other or change in place.
    """
    made = QFont(QGuiApplication.font())
    made.setPixelSize(pixel_size)
    if is_strong:
        made.setWeight(QFont.Weight.DemiBold)
    if has_even_digits:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made

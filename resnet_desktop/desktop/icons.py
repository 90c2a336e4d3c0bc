"""The program's icons: drawn once as outlines, tinted with the theme's colours when they are painted."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resnet_desktop.desktop.theme import Tokens, colour, tokens
from resnet_desktop.resources import resource_path

SIZE_PX = 20
_LARGEST_SMALL_PX = 24
"""Up to this side the program's own icon is its simplified drawing, whose edges lie on whole pixels there."""


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = resource_path("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", ink)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    if not renderer.isValid():
        raise ValueError(f"the icon {name} is no drawing")
    return renderer


def paint(painter: QPainter, name: str, place: QRectF, ink: QColor) -> None:
    """Draw an icon.

    Args:
        painter: where.
        name: of the file in ``resources/icons``, without its suffix.
        place: the square it fills.
        ink: its colour.
    """
    renderer = _renderer(name, ink.name())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, place)
    painter.restore()


def pixmap(name: str, ink: QColor, size: int = SIZE_PX, scale: float = 1) -> QPixmap:
    """Draw an icon on a transparent ground.

    Args:
        name: of the file in ``resources/icons``, without its suffix.
        ink: its colour.
        size: side, px of the window.
        scale: pixels of the screen for one of the window.
    """
    renderer = _renderer(name, ink.name())
    made = QPixmap(QSize(round(size * scale), round(size * scale)))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def icon(name: str, ink: str = "text2", chosen_ink: str = "") -> QIcon:
    """Make an icon for a button or a menu, in the colours of the theme shown now.

    Args:
        name: of the file in ``resources/icons``, without its suffix.
        ink: the theme's name for its colour.
        chosen_ink: the same where the button is checked; empty for no difference.
    """
    return _icon(name, ink, chosen_ink or ink, tokens())


@cache
def _icon(name: str, ink: str, chosen_ink: str, _theme: Tokens) -> QIcon:
    made = QIcon()
    for scale in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        made.addPixmap(pixmap(name, colour(ink), scale=scale))
        made.addPixmap(pixmap(name, colour("disabled"), scale=scale), QIcon.Mode.Disabled)
        if chosen_ink != ink:
            made.addPixmap(pixmap(name, colour(chosen_ink), scale=scale), QIcon.Mode.Normal, QIcon.State.On)
    return made


def program_icon() -> QIcon:
    """Make the program's own icon, which keeps its colours."""
    made = QIcon()
    small, large = (QSvgRenderer(str(resource_path("icons", f"{name}.svg"))) for name in ("program-small", "program"))
    for side in (16, 24, 32, 48, 64, 128, 256):
        renderer = small if side <= _LARGEST_SMALL_PX else large
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(QPoint(0, 0), QSize(side, side)))
        painter.end()
        made.addPixmap(drawn)
    return made

"""How a row of the tree is painted: arrow, swatch, name, kind, and the shape at the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.architecture.listing.nodes import Node
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.network.tables import shape_text

Index = QModelIndex | QPersistentModelIndex
INDENT_PX = 16
HEIGHT_PX = 28
_ARROW_PX = 16
_SWATCH_PX = 10
_GAP_PX = 8
_DIM = 0.35


class TreeRow(QStyledItemDelegate):
    """Says how high a row is; the tree paints it as a whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)


def paint_tree_row(
    painter: QPainter,
    place: QRect,
    left: int,
    node: Node,
    ink: str,
    *,
    is_open: bool | None,
    is_selected: bool,
    is_hovered: bool,
    has_focus: bool,
) -> None:
    """Paint a row.

    Args:
        painter: of the tree's viewport.
        place: the whole row.
        left: where its contents begin, px; an arrow stands before.
        node: what it shows.
        ink: the theme's name for the colour of its words; ``disabled`` dims its swatch too.
        is_open: whether what is in it is shown; None where nothing is in it.
        is_selected: whether it is what the page is about.
        is_hovered: whether the mouse is on it.
        has_focus: whether keys go to the tree.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_selected or is_hovered:
        painter.setPen(QPen(colour("accent"), 1) if is_selected and has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(colour("selected" if is_selected else "raised"))
        painter.drawRoundedRect(QRectF(place).adjusted(4.5, 1.5, -4.5, -1.5), 4, 4)
    if is_open is not None:
        _paint_arrow(painter, QRectF(left - _ARROW_PX, place.top(), _ARROW_PX, place.height()), is_open=is_open)
    left += 4
    if node.inks:
        painter.setOpacity(_DIM if ink == "disabled" else 1)
        _paint_swatch(painter, QRectF(left, place.center().y() - _SWATCH_PX / 2 + 0.5, _SWATCH_PX, _SWATCH_PX), node)
        painter.setOpacity(1)
        left += _SWATCH_PX + _GAP_PX
    _paint_words(painter, QRect(left, place.top(), place.right() - 12 - left, place.height()), node, ink)
    painter.restore()


def _paint_arrow(painter: QPainter, room: QRectF, *, is_open: bool) -> None:
    painter.save()
    painter.translate(room.center())
    painter.rotate(0 if is_open else -90)
    half = _ARROW_PX / 2
    icons.paint(painter, "down", QRectF(-half, -half, _ARROW_PX, _ARROW_PX), colour("text2"))
    painter.restore()


def _paint_swatch(painter: QPainter, place: QRectF, node: Node) -> None:
    """A square in one colour, or a stripe for each block of a stage."""
    painter.setPen(Qt.PenStyle.NoPen)
    if len(node.inks) == 1:
        painter.setBrush(QColor(node.inks[0]))
        painter.drawRoundedRect(place, 2, 2)
        return
    height = place.height() / len(node.inks)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for number, ink in enumerate(node.inks):
        top, bottom = round(place.top() + number * height), round(place.top() + (number + 1) * height)
        gap = 1 if bottom - top > 2 else 0
        painter.fillRect(QRectF(place.left(), top, place.width(), bottom - top - gap), QColor(ink))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_words(painter: QPainter, room: QRect, node: Node, ink: str) -> None:
    strong, plain = face(13, is_strong=node.is_part), face(12, has_even_digits=True)
    second = "text2" if ink == "text" else ink
    shape = shape_text(node.shape)
    shape_px = plain.metrics.horizontalAdvance(shape) + 1
    name_px = strong.metrics.horizontalAdvance(node.title) + 1
    detail_px = plain.metrics.horizontalAdvance(node.detail) + 1
    if name_px + _GAP_PX + shape_px <= room.width():
        draw_line(painter, room, shape, plain, colour(second), side=Qt.AlignmentFlag.AlignRight)
        room = room.adjusted(0, 0, -shape_px - _GAP_PX, 0)
    draw_line(painter, room, node.title, strong, colour(ink))
    if node.detail and name_px + _GAP_PX + detail_px <= room.width():
        draw_line(painter, room.adjusted(name_px + _GAP_PX, 0, 0, 0), node.detail, plain, colour(second))

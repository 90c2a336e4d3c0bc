"""How one row of the list is painted: thumbnail, name, best class, confidence; or why there is none."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop import formatting
from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.picture_store import Entry
from resnet_desktop.desktop.classify.pictures import Role
from resnet_desktop.desktop.classify.thumbnails import SIDE_PX, Thumbnails
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.track import fill_track

HEIGHT_PX = 64
_GAP_PX = 8
_BAR_PX = 56
_NUMBER_PX = 64


class PictureRow(QStyledItemDelegate):
    """Paints rows of one height."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        entry: Entry = index.data(Role.ENTRY)
        place: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _paint_ground(painter, place, state)
        square = QRect(place.left() + _GAP_PX, place.center().y() - SIDE_PX // 2 + 1, SIDE_PX, SIDE_PX)
        self._paint_thumbnail(painter, square, entry)
        room = QRect(square.right() + 1 + 12, place.top() + 10, 0, place.height() - 20)
        room.setRight(place.right() - 12)
        if entry.result is not None and not entry.error:
            best = entry.result.top(1)[0]
            _paint_confidence(painter, room, best.probability)
            room.setRight(room.right() - _NUMBER_PX - 12)
            second, ink = best.label, "text2"
        else:
            second, ink = (entry.error, "bad") if entry.error else ("Waiting", "text2")
        _paint_lines(painter, room, entry.path.name, second, ink)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, square: QRect, entry: Entry) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(square), 4, 4)
        painter.fillPath(shape, colour("raised"))
        image = None if entry.error else self._thumbnails.get(entry.path)
        if image is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(square, image)
            painter.restore()
        elif entry.error:
            icons.paint(painter, "unreadable", QRectF(square).adjusted(14, 14, -14, -14), colour("bad"))


def _paint_ground(painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if is_selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("selected" if is_selected else "raised"))
        painter.drawRoundedRect(place, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 6, 6)


def _paint_lines(painter: QPainter, room: QRect, first: str, second: str, ink: str) -> None:
    align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    half = room.height() // 2
    for number, (text, face, tint, mode) in enumerate(
        (
            (first, font(13), "text", Qt.TextElideMode.ElideMiddle),
            (second, font(12), ink, Qt.TextElideMode.ElideRight),
        )
    ):
        line = QRect(room.left(), room.top() + number * half, room.width(), half)
        painter.setFont(face)
        painter.setPen(colour(tint))
        painter.drawText(line, align, _elided(text, face, mode, line.width()))


def _paint_confidence(painter: QPainter, room: QRect, probability: float) -> None:
    face = font(13, is_strong=True, has_even_digits=True)
    half = room.height() // 2
    painter.setFont(face)
    painter.setPen(colour("text"))
    number = QRect(room.right() - _NUMBER_PX, room.top(), _NUMBER_PX, half)
    align = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(number, align, formatting.percent(probability))
    track = QRectF(room.right() - _BAR_PX, room.top() + half + half / 2 - 2, _BAR_PX, 4)
    fill_track(painter, track, probability, colour("accent"))


def _elided(text: str, face: QFont, mode: Qt.TextElideMode, width: int) -> str:
    return QFontMetrics(face).elidedText(text, mode, max(0, width))

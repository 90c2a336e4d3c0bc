"""One preset as a card that is chosen: what it does, and what it takes here."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.pressing import PaintedButton

_PADDING_PX = 12
_RADIO_PX = 16
_GAP_PX = 8
_LINE_PX = 18
_LONGEST_COSTS = "10.0 to 17.0 min · 12.5 GB memory · 888 MB disk"
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class PresetCard(PaintedButton):
    """A card of a title with a time, a sentence, and a line of costs whose room is kept while they are not known.

    Args:
        title: of the preset.
        text: one sentence about it.
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text
        self._time, self._costs = "", ""
        self.setCheckable(True)
        self.setText(title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_costs("", "")

    def show_costs(self, time: str, costs: str) -> None:
        """Say what it takes.

        Args:
            time: two or three words.
            costs: everything else; may be empty.
        """
        self._time, self._costs = time, costs
        said = ", ".join(each for each in (self._title, time) if each)
        self.setAccessibleName(said)
        self.setAccessibleDescription(". ".join(each for each in (self._text.rstrip("."), costs) if each))
        self.setToolTip(costs)
        self.update()

    @property
    def said(self) -> tuple[str, str]:
        """The time and the costs that it shows."""
        return self._time, self._costs

    def sizeHint(self) -> QSize:
        """Room for a sentence of two lines."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """It can be as narrow as a few words."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the title, the sentence and the costs."""
        return 2 * _PADDING_PX + _LINE_PX + 4 + self._text_height(width) + 4 + self._costs_height(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; the one that holds has the accent's border and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_radio(painter)
        left = _PADDING_PX + _RADIO_PX + _GAP_PX
        room = QRect(left, _PADDING_PX, self._words_width(self.width()), _LINE_PX)
        strong, plain, small = face(13, is_strong=True), face(13), face(12, has_even_digits=True)
        ink, quiet = (colour("text"), colour("text2")) if self.isEnabled() else (colour("disabled"),) * 2
        draw_line(painter, room, self._title, strong, ink)
        beside = room.adjusted(strong.metrics.horizontalAdvance(self._title) + _GAP_PX, 0, 0, 0)
        draw_line(painter, beside, self._time, plain, ink, side=Qt.AlignmentFlag.AlignRight)
        painter.setFont(plain.font)
        painter.setPen(quiet)
        words = QRect(left, room.bottom() + 5, room.width(), self.height())
        painter.drawText(words, _WRAPS, self._text)
        painter.setFont(small.font)
        last = words.translated(0, self._text_height(self.width()) + 4)
        painter.drawText(last, _WRAPS, self._costs)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        has_ring = self.hasFocus() or self.isChecked()
        edge = "accent" if has_ring else "line_strong" if self.underMouse() and self.isEnabled() else "line"
        width = 2 if has_ring else 1
        inset = width / 2
        painter.setPen(QPen(colour(edge), width))
        painter.setBrush(colour("selected" if self.isChecked() else "raised" if self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        if self.hasFocus() and self.isChecked():
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 5, 5)

    def _paint_radio(self, painter: QPainter) -> None:
        centre = QPointF(_PADDING_PX + _RADIO_PX / 2, _PADDING_PX + _LINE_PX / 2)
        ink = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "text2"
        painter.setPen(QPen(colour(ink), 1.5))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(centre, _RADIO_PX / 2 - 1, _RADIO_PX / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ink))
            painter.drawEllipse(centre, 4, 4)

    def _text_height(self, width: int) -> int:
        return face(13).metrics.boundingRect(0, 0, self._words_width(width), 1000, _WRAPS, self._text).height()

    def _costs_height(self, width: int) -> int:
        metrics = face(12, has_even_digits=True).metrics
        return metrics.boundingRect(0, 0, self._words_width(width), 1000, _WRAPS, _LONGEST_COSTS).height()

    def _words_width(self, width: int) -> int:
        return max(1, width - 2 * _PADDING_PX - _RADIO_PX - _GAP_PX)

"""The best classes of a picture as bars."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.track import fill_track

if TYPE_CHECKING:
    from resnet_desktop.classification import Prediction

ROWS = 5
_ROW_PX = 28
_NUMBER_PX = 64
_GAP_PX = 12
_LABEL_SHARE = 0.4


class TopKBars(QWidget):
    """One row for each class: its name, a bar, its probability in percent. Without classes the rows stay, empty."""

    def __init__(self) -> None:
        super().__init__()
        self._predictions: tuple[Prediction, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._widest_px = 0
        self.setFixedHeight(ROWS * _ROW_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Most likely classes")

    @property
    def predictions(self) -> "tuple[Prediction, ...]":
        """What is shown, best first."""
        return self._predictions

    def show_predictions(self, predictions: "tuple[Prediction, ...]") -> None:
        """Show at most `ROWS` predictions, best first; none while they are on their way."""
        self._predictions = predictions[:ROWS]
        spoken = (f"{each.label} {formatting.percent(each.probability)}" for each in self._predictions)
        self.setAccessibleDescription(", ".join(spoken))
        self.update()

    def make_room_for(self, labels: tuple[str, ...]) -> None:
        """Give the names as much room as the longest of a model's classes needs, so that no bar moves later."""
        if labels is not self._labels:
            self._labels = labels
            metrics = QFontMetrics(font(13, is_strong=True))
            self._widest_px = max(map(metrics.horizontalAdvance, labels), default=0)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(360, ROWS * _ROW_PX)

    def event(self, event: QEvent) -> bool:
        """Say the whole class name in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // _ROW_PX
            if row < len(self._predictions):
                QToolTip.showText(event.globalPos(), self._predictions[row].label, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(min(ROWS, len(self._labels) or ROWS)):  # a model of two classes has two rows
            place = QRect(0, row * _ROW_PX, self.width(), _ROW_PX)
            self._paint_row(painter, place, row)
        painter.end()

    def _paint_row(self, painter: QPainter, place: QRect, row: int) -> None:
        label_width = min(self._widest_px + _GAP_PX, round(place.width() * _LABEL_SHARE))
        left = place.left() + label_width + _GAP_PX
        track = QRectF(left, place.center().y() - 3, place.width() - left - _NUMBER_PX - _GAP_PX, 8)
        if row >= len(self._predictions):
            fill_track(painter, track, 0, colour("track"))
            return
        prediction, is_best = self._predictions[row], row == 0
        fill_track(painter, track, prediction.probability, colour("accent" if is_best else "line_strong"))
        face = font(13, is_strong=is_best, has_even_digits=True)
        painter.setFont(face)
        painter.setPen(colour("text" if is_best else "text2"))
        words = QFontMetrics(face).elidedText(prediction.label, Qt.TextElideMode.ElideRight, label_width)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(place.left(), place.top(), label_width, _ROW_PX), int(middle), words)
        number = QRect(place.right() + 1 - _NUMBER_PX, place.top(), _NUMBER_PX, _ROW_PX)
        painter.drawText(number, int(middle | Qt.AlignmentFlag.AlignRight), formatting.percent(prediction.probability))

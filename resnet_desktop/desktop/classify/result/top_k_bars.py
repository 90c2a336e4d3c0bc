"""The best classes of a picture as bars, one of which can be chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.track import fill_track

if TYPE_CHECKING:
    from resnet_desktop.classification import Prediction

ROWS = 5
"""Rows there are until somebody wants more or fewer."""
ROW_PX = 28
INDENT_PX = 8
"""Air at both ends of a row, for the ground of the one that is chosen."""
_NUMBER_PX = 60
_GAP_PX = 12
_LABEL_SHARE = 0.4
_MARK_PX = 4
_FIRST_INK, _SECOND_INK = QColor("#E69F00"), QColor("#0072B2")  # data colours: the same in both themes


class TopKBars(QWidget):
    """One row for each class: its name, a bar, its probability in percent. Without classes the rows stay, empty.

    Attributes:
        predictions: what is shown, best first.
    Signals:
        chosen: the index of the class that keys or the mouse went to.
        asked: the index of a class that somebody wants to know more about: a click, or Enter.
        menu_asked: a `Prediction` and where its menu should open, px of the screen.
        approached: the mouse or the keys came here, so that something may be asked soon.
    """

    chosen = Signal(int)
    asked = Signal(int)
    menu_asked = Signal(object, QPoint)
    approached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.predictions: tuple[Prediction, ...] = ()
        self._all: tuple[Prediction, ...] = ()
        self._count = ROWS
        self._labels: tuple[str, ...] = ()
        self._widest_px = 0
        self._chosen: int | None = None
        self._compared: int | None = None
        self._hovered = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Most likely classes")
        self.set_count(ROWS)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show more or fewer rows, from 1."""
        self._count = count
        self.setFixedHeight(count * ROW_PX)
        self._show()

    def show_predictions(self, predictions: "tuple[Prediction, ...]") -> None:
        """Show predictions, best first, as many as there are rows; none while they are on their way."""
        self._all = predictions
        self._show()

    def show_chosen(self, chosen: int | None, compared: int | None = None) -> None:
        """Mark a class, and one that it is compared with, by their indices; None for none."""
        self._chosen, self._compared = chosen, compared
        self.update()

    def make_room_for(self, labels: tuple[str, ...]) -> None:
        """Give the names as much room as the longest of a model's classes needs, so that no bar moves later."""
        if labels is not self._labels:
            self._labels = labels
            metrics = face(13, is_strong=True).metrics
            self._widest_px = max(map(metrics.horizontalAdvance, labels), default=0)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(360, self._count * ROW_PX)

    def event(self, event: QEvent) -> bool:
        """Say the whole class name in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // ROW_PX
            if row < len(self.predictions):
                QToolTip.showText(event.globalPos(), f"{self.predictions[row].label}\nClick to see why", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Something may be asked soon."""
        super().enterEvent(event)
        self.approached.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the mouse."""
        self._hover(int(event.position().y()) // ROW_PX)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a class, and ask about it."""
        row = int(event.position().y()) // ROW_PX
        if event.button() == Qt.MouseButton.LeftButton and row < len(self.predictions):
            self._go_to(row)
            self.asked.emit(self.predictions[row].index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, Home and End; ask by Enter."""
        last, row = len(self.predictions) - 1, self._row()
        places = {
            Qt.Key.Key_Up: max(0, row - 1),
            Qt.Key.Key_Down: min(last, row + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last < 0:
            event.ignore()
        elif event.key() in places:
            self._go_to(places[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit(self.predictions[row].index)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a class: the one under the mouse, or by keys the chosen one."""
        is_by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self._row() if is_by_keys else event.pos().y() // ROW_PX
        if row < len(self.predictions):
            place = self.mapToGlobal(QPoint(INDENT_PX, (row + 1) * ROW_PX)) if is_by_keys else event.globalPos()
            self.menu_asked.emit(self.predictions[row], place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.approached.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(min(self._count, len(self._labels) or self._count)):  # a model of two classes has two rows
            self._paint_row(painter, QRect(0, row * ROW_PX, self.width(), ROW_PX), row)
        painter.end()

    def _paint_row(self, painter: QPainter, place: QRect, row: int) -> None:
        inner = place.adjusted(INDENT_PX, 0, -INDENT_PX, 0)
        label_width = min(self._widest_px + _GAP_PX, round(inner.width() * _LABEL_SHARE))
        left = inner.left() + label_width + _GAP_PX
        track = QRectF(left, place.center().y() - 3, inner.right() + 1 - left - _NUMBER_PX - _GAP_PX, 8)
        if row >= len(self.predictions):
            fill_track(painter, track, 0, colour("track"))
            return
        self._paint_ground(painter, place, row)
        prediction, is_best = self.predictions[row], row == 0
        fill_track(painter, track, prediction.probability, colour("accent" if is_best else "line_strong"))
        look = face(13, is_strong=is_best, has_even_digits=True)
        ink = colour("text" if is_best or prediction.index == self._chosen else "text2")
        name = QRect(inner.left(), place.top(), label_width, ROW_PX)
        draw_line(painter, name, prediction.label, look, ink)
        number = QRect(inner.right() + 1 - _NUMBER_PX, place.top(), _NUMBER_PX, ROW_PX)
        words = formatting.percent(prediction.probability)
        draw_line(painter, number, words, look, ink, side=Qt.AlignmentFlag.AlignRight)

    def _paint_ground(self, painter: QPainter, place: QRect, row: int) -> None:
        """Show which row is chosen, compared with, under the mouse, or has the keys."""
        index = self.predictions[row].index
        ground = QRectF(place).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if index == self._chosen:
            painter.setBrush(colour("selected"))
            painter.drawRoundedRect(ground, 4, 4)
        elif row == self._hovered:
            painter.setBrush(colour("raised"))
            painter.drawRoundedRect(ground, 4, 4)
        if self._compared is not None and index in {self._chosen, self._compared}:
            painter.setBrush(_FIRST_INK if index == self._chosen else _SECOND_INK)
            mark = QRectF(2, place.top() + 6, _MARK_PX, place.height() - 12)
            painter.drawRoundedRect(mark, _MARK_PX / 2, _MARK_PX / 2)
        if self.hasFocus() and row == self._row():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 0, -1, 0), 4, 4)

    def _show(self) -> None:
        self.predictions = self._all[: self._count]
        spoken = (f"{each.label} {formatting.percent(each.probability)}" for each in self.predictions)
        self.setAccessibleDescription(", ".join(spoken))
        self.update()

    def _row(self) -> int:
        """The row of the chosen class; the first one where none is, or it is not shown."""
        places = (row for row, each in enumerate(self.predictions) if each.index == self._chosen)
        return next(places, 0)

    def _go_to(self, row: int) -> None:
        self._chosen = self.predictions[row].index
        self.update()
        self.chosen.emit(self._chosen)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

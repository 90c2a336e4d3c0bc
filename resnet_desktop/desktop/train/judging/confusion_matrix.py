"""The confusion matrix, painted by hand: rows are true classes, columns what the model says."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy

from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.matrix_cells import cell_words, paint_cells, paint_names, paint_ring
from resnet_desktop.desktop.train.judging.matrix_layout import MatrixLayout
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble
from resnet_desktop.training.judgement import Judgement

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ZOOM = 1.25


class ConfusionMatrix(QAbstractScrollArea):
    """Class names stay in sight while the cells scroll; Ctrl and the wheel, + and - zoom.

    Attributes:
        current: the chosen cell: row and column; None for none.
        shows_share: cells say percent of their row, else counts.
    Signals:
        cell_chosen: true class and predicted class, by click or Enter.
    """

    cell_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.current: tuple[int, int] | None = None
        self.shows_share = False
        self._judgement: Judgement | None = None
        self._layout = MatrixLayout((), QSize(1, 1), 1.0)
        self._hovered: tuple[int, int] | None = None
        self._mouse = QPointF()
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(240, 240)
        self.setAccessibleName("Confusion matrix")

    def show_judgement(self, judgement: Judgement) -> None:
        """Show another one."""
        self._judgement, self.current, self._hovered = judgement, None, None
        self._lay_out()

    def show_share(self, is_share: bool) -> None:
        """Show percent of the row, or counts."""
        self.shows_share = is_share
        self._lay_out()

    def choose(self, truth: int, predicted: int) -> None:
        """Choose a cell, bring it into sight and say so."""
        self._go(truth, predicted)
        self.cell_chosen.emit(truth, predicted)

    def zoom(self, factor: float) -> None:
        """Make cells larger or smaller, never smaller than they fit."""
        self._layout = self._layout.zoomed(factor)
        self._fit()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is, px of the viewport."""
        return self._layout.seen(self.viewport().rect(), *self._offset()).cell(row, column)

    def sizeHint(self) -> QSize:
        """Square, as large as is pleasant."""
        return QSize(440, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._layout = self._layout.in_room(self.viewport().size())
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, open by Enter or Space, zoom by + and -."""
        key, size = Qt.Key(event.key()), len(self._layout.names)
        if key in _STEPS and size:
            row, column = self.current or (0, 0)
            down, right = _STEPS[key] if self.current is not None else (0, 0)
            self._go(min(size - 1, max(0, row + down)), min(size - 1, max(0, column + right)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.cell_chosen.emit(*self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.choose(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self._hovered, self._mouse = self._cell_at(event.position()), event.position()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint what has come into sight."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint cells, names and what is under the mouse."""
        if self._judgement is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter)
        if self._hovered is not None:
            words = wording.cell_words(self._judgement, *self._hovered)
            paint_bubble(painter, words, bubble_place(words, self._mouse, QRectF(self.viewport().rect())))
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        seen = self._layout.seen(self.viewport().rect(), *self._offset())
        if self._judgement is not None:
            paint_cells(painter, seen, self._judgement.confusion, self.shows_share, self._hovered)
        if self.current is not None:
            painter.save()
            painter.setClipRect(seen.area)
            paint_ring(painter, seen.cell(*self.current), has_focus=self.hasFocus())
            painter.restore()
        paint_names(painter, seen, self._hovered or self.current or (-1, -1))

    def _offset(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        if point.x() < self._layout.left or point.y() < self._layout.top:
            return None
        x, y = self._offset()
        return self._layout.cell_at(int(point.x()) + x, int(point.y()) + y)

    def _go(self, row: int, column: int) -> None:
        self.current = row, column
        place, layout = self.cell_rect(row, column), self._layout
        for bar, low, high, least, most in (
            (self.horizontalScrollBar(), place.left(), place.right(), layout.left, self.viewport().width()),
            (self.verticalScrollBar(), place.top(), place.bottom(), layout.top, self.viewport().height()),
        ):
            bar.setValue(bar.value() + min(0, low - least) + max(0, high + 1 - most))
        if self._judgement is not None:
            self.setAccessibleDescription(wording.cell_words(self._judgement, row, column))
        self.viewport().update()

    def _lay_out(self) -> None:
        if self._judgement is not None:
            confusion = self._judgement.confusion
            words = cell_words(confusion, is_share=self.shows_share)
            self._layout = MatrixLayout(self._judgement.classes, self.viewport().size(), 1.0, words)
        self._fit()

    def _fit(self) -> None:
        size, layout = self.viewport().size(), self._layout
        for bar, room, start in (
            (self.horizontalScrollBar(), size.width(), layout.left),
            (self.verticalScrollBar(), size.height(), layout.top),
        ):
            bar.setPageStep(max(1, room - start))
            bar.setSingleStep(layout.side)
            bar.setRange(0, max(0, start + layout.side * len(layout.names) + 1 - room))
        self.viewport().update()

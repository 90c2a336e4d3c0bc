"""The network as a row of blocks, and the line that divides what stays from what is trained."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.network_strip import STRIP_PX, NetworkStrip
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.network.drawing.strip import ARC_PX, BOX_PX

_PAD_PX = 6
_LINE_PX = ARC_PX + BOX_PX + 5
_GRIP_PX = 5.0
_NEAR_PX = 8


class FreezeLine(NetworkStrip):
    """A click, a drag or the arrow keys put the line between two stages; what lies before it is hatched.

    Attributes:
        freeze: how many stages stay as they are, the stem among them, 0 to 5.
    Signals:
        freeze_moved: somebody moved the line; the new number.
    """

    freeze_moved = Signal(int)
    top_px = _PAD_PX

    def __init__(self) -> None:
        super().__init__()
        self.freeze = 0
        self._pointed: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(STRIP_PX + 2 * _PAD_PX)
        self._describe()

    def set_freeze(self, freeze: int) -> None:
        """Put the line somewhere; nobody is told."""
        self.freeze = freeze
        self.show_frozen(freeze)
        self._describe()

    def sizeHint(self) -> QSize:
        """The letters of the blocks are seen."""
        return QSize(520, self.height())

    def minimumSizeHint(self) -> QSize:
        """The blocks are told apart."""
        return QSize(200, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by a stage, or to an end."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self._move(self.freeze - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self._move(self.freeze + 1)
            case Qt.Key.Key_Home:
                self._move(0)
            case Qt.Key.Key_End:
                self._move(self._last)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the line to the nearest place between two stages."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._move(self.strip.line_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the line along, or show where a click would put it."""
        x = event.position().x()
        place = self.strip.line_at(x)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(place)
        is_near = abs(self.strip.line_x(self.freeze) - x) <= _NEAR_PX
        self.setCursor(Qt.CursorShape.SplitHCursor if is_near else Qt.CursorShape.PointingHandCursor)
        self._point(None if place == self.freeze else place)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no other place any more."""
        super().leaveEvent(event)
        self._point(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row, the line with its grip, and where a click would put it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_strip(painter)
        if self._pointed is not None and self.isEnabled():
            self._paint_line(painter, self._pointed, colour("line_strong"), 2)
        ink = colour("accent" if self.isEnabled() else "line_strong")
        self._paint_line(painter, self.freeze, ink, 3)
        x = self.strip.line_x(self.freeze)
        painter.setPen(QPen(colour("surface"), 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x, _PAD_PX + _LINE_PX), _GRIP_PX, _GRIP_PX)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    @property
    def _last(self) -> int:
        return len(self.strip.stages) - 1

    def _paint_line(self, painter: QPainter, place: int, ink: QColor, width: float) -> None:
        x = self.strip.line_x(place)
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, _PAD_PX - 2), QPointF(x, _PAD_PX + _LINE_PX))

    def _move(self, freeze: int) -> None:
        freeze = min(max(freeze, 0), self._last)
        if freeze != self.freeze:
            self.set_freeze(freeze)
            self.freeze_moved.emit(freeze)

    def _point(self, place: int | None) -> None:
        if place != self._pointed:
            self._pointed = place
            self.update()

    def _describe(self) -> None:
        name = self.strip.stages[self.freeze][0]
        self.setAccessibleName(f"Freeze line: trained from {'' if name[-1].isdigit() else 'the '}{name} on")
        self.setAccessibleDescription(wording.freeze_words(self.freeze))
        self.setToolTip("Drag the line, or use the arrow keys: what lies before it stays as it is.")

"""Bars that say how much of a whole each of a few things is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.inspector.facts import Share
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.track import fill_track

LINE_PX = 24
_LEAST_NAME_PX = 88
_MOST_NAME_SHARE = 0.55
_TEXT_PX = 56
_BAR_PX = 8


class ShareBars(QWidget):
    """A line for each share; those with a name can be clicked, or reached with Tab, arrows and Enter.

    Attributes:
        shares: what it shows.
    Signals:
        chosen: the name of a share.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shares: Sequence[Share] = ()
        self._name = name
        self._ink = QColor()
        self._line = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share], ink: str = "") -> None:
        """Show others.

        Args:
            shares: from above.
            ink: ``#RRGGBB`` of the bars; empty for the theme's accent.
        """
        self.shares, self._ink, self._line = shares, QColor(ink) if ink else QColor(), -1
        self.setFixedHeight(LINE_PX * len(shares))
        can_choose = any(share.name is not None for share in shares)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can_choose else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{share.title} {share.text}" for share in shares))
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(240, LINE_PX * len(self.shares))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the line under the mouse."""
        self._go_to(self._line_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._line_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        super().leaveEvent(event)
        self._go_to(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down, and choose."""
        match event.key():
            case Qt.Key.Key_Down:
                self._go_to(min(self._line + 1, len(self.shares) - 1))
            case Qt.Key.Key_Up:
                self._go_to(max(self._line - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose(self._line)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, share in enumerate(self.shares):
            self._paint_line(painter, QRect(0, number * LINE_PX, self.width(), LINE_PX), share, number == self._line)
        painter.end()

    def _paint_line(self, painter: QPainter, place: QRect, share: Share, is_lit: bool) -> None:
        if is_lit:
            painter.setPen(QPen(colour("accent"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("raised"))
            painter.drawRoundedRect(QRectF(place).adjusted(-0.5, 0.5, -0.5, -0.5), 4, 4)
        name_px = self._name_width(place.width())
        name = QRect(place.left() + 4, place.top(), name_px - 12, place.height())
        draw_line(painter, name, share.title, face(12), colour("text2"))
        bar = QRectF(
            place.left() + name_px,
            place.center().y() - _BAR_PX / 2 + 1,
            place.width() - name_px - _TEXT_PX,
            _BAR_PX,
        )
        fill_track(painter, bar, share.share, self._ink if self._ink.isValid() else colour("accent"))
        number = QRect(place.right() - _TEXT_PX, place.top(), _TEXT_PX - 3, place.height())
        right = Qt.AlignmentFlag.AlignRight
        draw_line(painter, number, share.text, face(12, has_even_digits=True), colour("text"), side=right)

    def _name_width(self, width: int) -> int:
        """As wide as the longest name, the same for all lines, but never most of the room."""
        metrics = face(12).metrics
        longest = max((metrics.horizontalAdvance(share.title) for share in self.shares), default=0) + 20
        return min(max(longest, _LEAST_NAME_PX), round(width * _MOST_NAME_SHARE))

    def _line_at(self, place: QPointF) -> int:
        line = int(place.y() // LINE_PX)
        can_choose = 0 <= line < len(self.shares) and self.shares[line].name is not None
        return line if can_choose else -1

    def _go_to(self, line: int) -> None:
        if line != self._line:
            self._line = line
            is_link = line >= 0 and self.shares[line].name is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)
            self.update()

    def _choose(self, line: int) -> None:
        if 0 <= line < len(self.shares) and (name := self.shares[line].name) is not None:
            self.chosen.emit(name)

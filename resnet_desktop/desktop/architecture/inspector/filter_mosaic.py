"""The filters that read the picture, in colour, beside and below each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.inspector import weights_wording as wording
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP_PX = 3
_LEAST_PX = 14
_COLUMNS = (8, 4)


class FilterMosaic(QWidget):
    """Shows pictures of filters as large as there is room for, in whole pixels; the mouse reads one.

    Signals:
        opened: somebody wants to see them larger.
    """

    opened = Signal()

    def __init__(self, *, can_open: bool = True) -> None:
        super().__init__()
        self.images: Sequence[QImage] = ()
        self._norms: Sequence[float] = ()
        self._mouse: QPointF | None = None
        self._can_open = can_open
        self.setMouseTracking(True)
        self.setAccessibleName("Filters in colour")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if can_open:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("Click to see them larger")

    def show_filters(self, images: "Sequence[QImage]", norms: "Sequence[float]") -> None:
        """Show filters.

        Args:
            images: a small picture of each, all of one size.
            norms: of each.
        """
        self.images, self._norms, self._mouse = images, norms, None
        self.setAccessibleDescription(f"{len(images)} filters")
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        columns, side = self._layout_for(width)
        lines = -(-len(self.images) // columns)
        return max(0, lines * (side + _GAP_PX) - _GAP_PX)

    def sizeHint(self) -> QSize:
        """Some width and what goes with it."""
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        """It can be made small."""
        return QSize(160, 0)

    def filter_at(self, place: QPointF) -> int:
        """The number of the filter at a place; -1 where there is none."""
        columns, side = self._layout_for(self.width())
        step = side + _GAP_PX
        column, line = int(place.x() // step), int(place.y() // step)
        number = line * columns + column
        return number if 0 <= column < columns and 0 <= number < len(self.images) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the filter under the mouse."""
        self._mouse = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for larger ones."""
        if event.button() == Qt.MouseButton.LeftButton and self._can_open:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for larger ones."""
        if self._can_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is read any more."""
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the filters, every one of their pixels a sharp square."""
        painter = QPainter(self)
        columns, side = self._layout_for(self.width())
        for number, image in enumerate(self.images):
            line, column = divmod(number, columns)
            painter.drawImage(QRectF(column * (side + _GAP_PX), line * (side + _GAP_PX), side, side), image)
        read = self.filter_at(self._mouse) if self._mouse is not None else -1
        if self._mouse is not None and read >= 0:
            line, column = divmod(read, columns)
            place = QRectF(column * (side + _GAP_PX), line * (side + _GAP_PX), side, side)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            words = f"filter {read} · norm {wording.number(float(self._norms[read]))}"
            paint_bubble(painter, words, bubble_place(words, self._mouse, QRectF(self.rect())))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _layout_for(self, width: int) -> tuple[int, int]:
        """Columns, a divisor of the number of filters where one fits, and the side of a filter, px."""
        count = max(1, len(self.images))
        most = max(1, (width + _GAP_PX) // (_LEAST_PX + _GAP_PX))
        wanted = next((columns for columns in _COLUMNS if columns <= most and count % columns == 0), min(most, count))
        own = self.images[0].width() if len(self.images) else 1
        side = (width + _GAP_PX) // wanted - _GAP_PX
        return wanted, max(own, side // own * own)

"""Pictures that belong together, side by side, so that somebody can see that they do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.data.pairs import Pair
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.train.data.tile import GAP_PX, paint_tile
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

_TILE_PX = 64  # wide enough for the longest name of a part
_WORDS_PX = 16
_APART_PX = 12
_ROW_PX = _TILE_PX + 2 * _WORDS_PX + _APART_PX


class PairGrid(QWidget):
    """The first two pictures of each group, with part and class below each."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._pairs: list[Pair] = []
        self._mouse: QPointF | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.changed.connect(self.update)

    @property
    def pairs(self) -> list[Pair]:
        """What is shown."""
        return self._pairs

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show others.

        Args:
            pairs: of one picture or two.
        """
        self._pairs = list(pairs)
        self.setAccessibleName("Pictures that belong together")
        told = (" and ".join(f"{path.name} ({part}, {name})" for path, part, name in pair) for pair in self._pairs)
        self.setAccessibleDescription("; ".join(told))
        self._fit()

    def sizeHint(self) -> QSize:
        """As many rows as it takes."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many beside each other as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the picture under the mouse."""
        self._mouse = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Name nothing."""
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pairs in sight."""
        painter = QPainter(self)
        hovered = ""
        for number, pair in enumerate(self._pairs):
            for place, (path, part, name) in zip(self._places(number, len(pair)), pair, strict=True):
                if not place.toAlignedRect().intersects(event.rect()):
                    continue
                paint_tile(painter, place, self._thumbnails.image(path))
                below = QRect(round(place.left()), round(place.bottom()) + 2, _TILE_PX, _WORDS_PX)
                draw_line(painter, below, name, face(12), colour("text"))
                draw_line(painter, below.translated(0, _WORDS_PX - 2), part, face(12), colour("text2"))
                if self._mouse is not None and place.contains(self._mouse):
                    hovered = f"{path.parent.name}/{path.name}"
        if self._mouse is not None and hovered:
            paint_bubble(painter, hovered, bubble_place(hovered, self._mouse, QRectF(self.rect())))
        painter.end()

    def _places(self, number: int, size: int) -> list[QRectF]:
        column, row = number % self._columns, number // self._columns
        left = column * self._pair_px
        return [QRectF(left + place * (_TILE_PX + GAP_PX), row * _ROW_PX, _TILE_PX, _TILE_PX) for place in range(size)]

    @property
    def _pair_px(self) -> int:
        size = max((len(pair) for pair in self._pairs), default=1)
        return size * (_TILE_PX + GAP_PX) + _APART_PX

    @property
    def _columns(self) -> int:
        return max(1, (self.width() + _APART_PX) // self._pair_px)

    def _fit(self) -> None:
        rows = -(-len(self._pairs) // self._columns)
        self.setFixedHeight(max(1, rows * _ROW_PX - _APART_PX))
        self.update()

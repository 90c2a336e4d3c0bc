"""Squares of pictures in rows, the first one marked as what the others are made of."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.data.tile import GAP_PX, paint_tile
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

VERSIONS = 7
"""Changed pictures beside the one that they are made of."""

_LEAST_PX, _MOST_PX = 64, 128
_WORDS_PX = 18


class VersionGrid(QWidget):
    """Four in a row, or eight where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._images: Sequence[QImage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("A picture as it is, and as training changes it")
        self._fit()

    @property
    def images(self) -> Sequence[QImage]:
        """The picture as it is classified, then its changed versions."""
        return self._images

    def show_images(self, images: Sequence[QImage]) -> None:
        """Show others."""
        self._images = images
        self.update()

    def sizeHint(self) -> QSize:
        """Two rows of four."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take all the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures."""
        painter = QPainter(self)
        side, columns = self._side, self._columns
        for number in range(VERSIONS + 1):
            left, top = number % columns * (side + GAP_PX), number // columns * (side + GAP_PX)
            image = self._images[number] if number < len(self._images) else None
            paint_tile(painter, QRectF(left, top + (0 if number < columns else _WORDS_PX), side, side), image)
        words = QRect(0, side + 2, side, _WORDS_PX)
        draw_line(painter, words, "As it is", face(12), colour("text2"), side=Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    @property
    def _columns(self) -> int:
        return 8 if self.width() >= 8 * (_LEAST_PX + GAP_PX) else 4

    @property
    def _side(self) -> int:
        return max(16, min(_MOST_PX, (self.width() + GAP_PX) // self._columns - GAP_PX))

    def _fit(self) -> None:
        rows = (VERSIONS + 1) // self._columns
        self.setFixedHeight(rows * (self._side + GAP_PX) + _WORDS_PX)
        self.update()

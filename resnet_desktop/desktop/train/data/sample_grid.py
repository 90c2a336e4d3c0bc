"""A few pictures of each class, read when they come into sight."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.train.data.tile import GAP_PX, TILE_PX, paint_tile
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

_NAME_PX = 20
_ROW_PX = _NAME_PX + TILE_PX + 2 * GAP_PX
_STEP_PX = TILE_PX + GAP_PX


class SampleGrid(QWidget):
    """For each class its name and a row of its training pictures, spread over all of them.

    Signals:
        picture_chosen: the path of a picture that was clicked.
    """

    picture_chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._rows: list[tuple[str, Sequence[Path]]] = []
        self._mouse: QPointF | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Some pictures of each class")
        thumbnails.changed.connect(self.update)

    @property
    def rows(self) -> list[tuple[str, Sequence[Path]]]:
        """Classes and their pictures, in order."""
        return self._rows

    def show_samples(self, names: Sequence[str], samples: Sequence[Sequence[Path]]) -> None:
        """Show others.

        Args:
            names: of the classes.
            samples: pictures of each.
        """
        self._rows = list(zip(names, samples, strict=True))
        self.setFixedHeight(_ROW_PX * len(self._rows))
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each class."""
        return QSize(320, _ROW_PX * len(self._rows))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the picture under the mouse."""
        self._mouse = event.position()
        is_picture = self._picture_at(self._mouse) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_picture else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the picture under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and (path := self._picture_at(event.position())) is not None:
            self.picture_chosen.emit(path)

    def leaveEvent(self, event: QEvent) -> None:
        """Name nothing."""
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self)
        for row in range(event.rect().top() // _ROW_PX, event.rect().bottom() // _ROW_PX + 1):
            if row < len(self._rows):
                name, paths = self._rows[row]
                top = row * _ROW_PX
                draw_line(painter, QRect(0, top, self.width(), _NAME_PX), name, face(12), colour("text2"))
                for column, path in enumerate(paths[: self._columns]):
                    place = QRectF(column * _STEP_PX, top + _NAME_PX, TILE_PX, TILE_PX)
                    paint_tile(painter, place, self._thumbnails.image(path))
        if self._mouse is not None and (hovered := self._picture_at(self._mouse)) is not None:
            room = QRectF(self.visibleRegion().boundingRect())
            paint_bubble(painter, hovered.name, bubble_place(hovered.name, self._mouse, room))
        painter.end()

    @property
    def _columns(self) -> int:
        return max(1, (self.width() + GAP_PX) // _STEP_PX)

    def _picture_at(self, place: QPointF) -> Path | None:
        row, column = int(place.y() // _ROW_PX), int(place.x() // _STEP_PX)
        if not 0 <= row < len(self._rows) or place.y() - row * _ROW_PX < _NAME_PX:
            return None
        paths = self._rows[row][1][: self._columns]
        return paths[column] if 0 <= column < len(paths) else None

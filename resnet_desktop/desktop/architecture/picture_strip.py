"""The strip of pictures below the drawing: which of them runs through the network."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.pressing import PaintedButton

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array

MOST = 12
"""Pictures in the strip at once."""

_LANE = "the strip's pictures"
_SIDE_PX = 40
_RING_PX = 2
_THUMBNAIL_PX = 80
_EMPTY = "Choose a picture, and it runs through the network."


class PictureStrip(QWidget):
    """A row of small pictures of which one is alive.

    Signals:
        picture_chosen: the path of the picture that somebody chose.
    """

    picture_chosen = Signal(object)

    def __init__(self, classifier: Classifier, tasks: Tasks) -> None:
        super().__init__()
        self._classifier = classifier
        self._tasks = tasks
        self._squares: dict[Path, _Square] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._name = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self._name.setText(_EMPTY)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label("Alive", "quiet"))
        layout.addLayout(self._row)
        layout.addWidget(self._name, 1)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The pictures in it, in order."""
        return tuple(self._squares)

    @property
    def words(self) -> str:
        """What it says beside the pictures."""
        return self._name.text()

    def square(self, path: Path) -> "_Square":
        """Give the button of a picture that is in it."""
        return self._squares[path]

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show other pictures, the first `MOST` of them; those that stay are not read again."""
        wanted = tuple(dict.fromkeys(paths))[:MOST]
        if wanted == self.paths:
            return
        before = self._squares
        self._squares = {path: before.get(path) or self._make(path) for path in wanted}
        for path, square in before.items():
            if path not in self._squares:
                self._group.removeButton(square)
                square.deleteLater()
        for square in self._squares.values():
            self._row.removeWidget(square)
            self._row.addWidget(square)

    def show_alive(self, path: Path | None) -> None:
        """Mark the picture that runs through the network; it comes first where it was not there."""
        if path is not None and path not in self._squares:
            self.show_paths((path, *self.paths))
        self._group.setExclusive(False)
        for each, square in self._squares.items():
            square.setChecked(each == path)
        self._group.setExclusive(True)
        self._name.setText(path.name if path is not None else _EMPTY)

    def _make(self, path: Path) -> "_Square":
        square = _Square(path)
        self._group.addButton(square)
        square.clicked.connect(lambda _is_on: self.picture_chosen.emit(path))
        task = self._tasks.start(_reading(self._classifier, path), lane=_LANE)
        task.succeeded.connect(partial(self._show_image, path))
        return square

    def _show_image(self, path: Path, image: QImage) -> None:
        if square := self._squares.get(path):
            square.show_image(image)


class _Square(PaintedButton):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setCheckable(True)
        self.setAccessibleName(path.name)
        self.setToolTip(path.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    @property
    def has_image(self) -> bool:
        """Whether the picture has come."""
        return self._image is not None

    def sizeHint(self) -> QSize:
        """The picture and the ring around it."""
        return QSize(_SIDE_PX + 4 * _RING_PX, _SIDE_PX + 4 * _RING_PX)

    def show_image(self, image: QImage) -> None:
        """Put the picture into its place."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, and a ring where it is alive or has the focus."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(*[2 * _RING_PX] * 2, *[-2 * _RING_PX] * 2)
        shape = QPainterPath()
        shape.addRoundedRect(place, 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(place, colour("raised"))
        if self._image is not None:
            painter.drawImage(place, self._image)
        painter.setClipping(False)
        if self.isChecked() or self.hasFocus() or self.underMouse():
            ink = colour("accent" if self.isChecked() or self.hasFocus() else "line_strong")
            painter.setPen(QPen(QColor(ink), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


def _reading(classifier: Classifier, path: Path) -> Callable[[JobControl], QImage]:
    def read(_control: JobControl) -> QImage:
        square: UInt8Array = classifier.thumbnail(path, _THUMBNAIL_PX)
        return pixels.to_image(square)

    return read

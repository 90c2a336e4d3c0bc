"""The pictures as tiles."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.sight import show_latest, wish_for_sight
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.listing.tile import EXTRA_HEIGHT_PX, FRAME_PX, Tile
from resnet_desktop.desktop.widgets.grid_view import GridView

SIDES_PX = (96, 128, 160, 192, 256)
"""About these sizes thumbnails can have; they fill the lines."""

_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Gallery(GridView):
    """Shows a `PictureModel`; only what is seen is asked for and painted.

    Signals:
        resize_asked: thumbnails should be so many steps larger, or smaller where it is negative.
    """

    resize_asked = Signal(int)

    def __init__(self, pictures: PictureModel, thumbnails: Thumbnails, side: int) -> None:
        super().__init__(side + FRAME_PX, EXTRA_HEIGHT_PX)
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._tile = Tile(pictures, thumbnails)
        self.setItemDelegate(self._tile)
        self.setModel(pictures)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Pictures")
        thumbnails.arrived.connect(lambda: show_latest(self, pictures, thumbnails))

    @property
    def side(self) -> int:
        """Of the thumbnails as they are now, px."""
        return self.line_height - EXTRA_HEIGHT_PX - FRAME_PX

    def set_side(self, side: int) -> None:
        """Show thumbnails of about this side, px."""
        self.set_width(side + FRAME_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, and ask for what is missing."""
        super().paintEvent(event)
        wish_for_sight(self, self._pictures, self._thumbnails, self.side)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl a wheel changes the size."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.resize_asked.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Plus and Ctrl+Minus change the size."""
        step = _ZOOM_KEYS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.resize_asked.emit(step)
        else:
            super().keyPressEvent(event)

"""All channels of a layer beside each other; only those in sight are coloured."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.mosaic_tile import MosaicTile, picture_place
from resnet_desktop.desktop.architecture.maps.numbered_rows import NumberedRows
from resnet_desktop.desktop.widgets.grid_view import GridView
from resnet_desktop.desktop.widgets.painted_text import face
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray
    from resnet_desktop.inspection.channels import Channels
    from resnet_desktop.inspection.mosaic import Scale

_TILE_PX = 72
_SMALL_TILE_PX = 56
_SMALL_MAP = 14
_BUBBLE_AIR_PX = 24


class MosaicView(GridView):
    """Shows channels as tiles; a click or the arrow keys choose one.

    Signals:
        channel_chosen: its number, from 0; also when it is chosen by `choose`.
        hovered: the number of the channel under the mouse, its row and its column; None where there is none.
    """

    channel_chosen = Signal(int)
    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__(_TILE_PX, 0)
        self._rows = NumberedRows()
        self._maps: FloatArray | None = None
        self._channels: Channels | None = None
        self._scale: Scale | None = None
        self._tiles: dict[int, QImage] = {}
        self._bubble, self._bubble_at = "", QRectF()
        self._measure = face(12, has_even_digits=True).metrics
        self.setModel(self._rows)
        self._tile = MosaicTile(self._look)
        self.setItemDelegate(self._tile)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Channels of the layer")
        self.selectionModel().currentChanged.connect(self._tell_current)

    @property
    def chosen(self) -> int | None:
        """The number of the chosen channel."""
        index = self.currentIndex()
        return self._rows.numbers[index.row()] if index.isValid() else None

    @property
    def order(self) -> Sequence[int]:
        """The channels' numbers in the order shown."""
        return self._rows.numbers

    def show_maps(self, maps: "FloatArray", channels: "Channels", order: "list[int]", scale: "Scale") -> None:
        """Show a layer; nothing is chosen.

        Args:
            maps: (height, width, channels).
            channels: what is known of them.
            order: their numbers as they shall stand.
            scale: their colours.
        """
        self._maps, self._channels, self._scale = maps, channels, scale
        self._tiles.clear()
        self._say("", None)
        self.set_width(_SMALL_TILE_PX if maps.shape[0] <= _SMALL_MAP else _TILE_PX)
        self._rows.show(order, lambda number: f"Channel {number}: {wording.channel_words(channels, number)}")

    def rescale(self, scale: "Scale") -> None:
        """Colour the same channels otherwise."""
        self._scale = scale
        self._tiles.clear()
        self.viewport().update()

    def choose(self, channel: int) -> None:
        """Choose a channel and bring it into sight."""
        row = self._rows.row_of(channel)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))
            self.scrollTo(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; no band is drawn, because one channel is chosen at a time."""
        super().mousePressEvent(event)
        self._band_start = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        super().mouseMoveEvent(event)
        row = self.row_at(event.position().toPoint())
        if row < 0 or self._maps is None or self._channels is None:
            self._say("", None)
            self.hovered.emit(None)
            return
        channel, place = self._rows.numbers[row], picture_place(self.cell_rect(row))
        height, width, _ = self._maps.shape
        y = min(height - 1, max(0, int((event.position().y() - place.top()) / place.height() * height)))
        x = min(width - 1, max(0, int((event.position().x() - place.left()) / place.width() * width)))
        value = wording.number(float(self._maps[y, x, channel]))
        words = [f"{channel:,}: {value}", *wording.channel_parts(self._channels, channel)]
        room = self.viewport().width() - _BUBBLE_AIR_PX
        while len(words) > 1 and self._measure.horizontalAdvance(wording.DOT.join(words)) > room:
            words.pop()
        self._say(wording.DOT.join(words), event.position())
        self.hovered.emit((channel, y, x))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._say("", None)
        self.hovered.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Colour what has come into sight, then paint it, and the bubble last."""
        self._colour([row for rows in self.rows_in(event.rect()) for row in rows])
        super().paintEvent(event)
        if self._bubble:
            painter = QPainter(self.viewport())
            paint_bubble(painter, self._bubble, self._bubble_at)
            painter.end()

    def _look(self, row: int) -> tuple[QImage, bool]:
        """A row's channel in colours, and whether it says nothing about the picture."""
        channel = self._rows.numbers[row]
        return self._tiles[channel], self._channels is not None and bool(self._channels.dead[channel])

    def _colour(self, rows: list[int]) -> None:
        missing = [self._rows.numbers[row] for row in rows if self._rows.numbers[row] not in self._tiles]
        if not missing or self._maps is None or self._scale is None:
            return
        from resnet_desktop.inspection.mosaic import tiles  # noqa: PLC0415  loads NumPy

        for number, tile in zip(missing, tiles(self._maps, missing, self._scale), strict=True):
            self._tiles[number] = pixels.to_image(tile)

    def _say(self, words: str, at: QPointF | None) -> None:
        if words or self._bubble:
            self.viewport().update(self._bubble_at.toAlignedRect())
            room = QRectF(self.viewport().rect()).adjusted(4, 4, -4, -4)
            self._bubble = words
            self._bubble_at = bubble_place(words, at, room) if at is not None else QRectF()
            self.viewport().update(self._bubble_at.toAlignedRect())

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.channel_chosen.emit(self._rows.numbers[current.row()])

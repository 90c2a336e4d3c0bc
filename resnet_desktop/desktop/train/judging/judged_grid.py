"""Judged pictures beside and below each other: thumbnail, what the model said, how sure it was."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop import formatting
from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.listing.thumbnail_painting import paint_ground
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.widgets.grid_view import GridView
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.training.judgement import JudgedPicture, Judgement

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_WIDTH_PX = 104
_LINE_PX = 18
_PADDING_PX = 6
_CAPTION_PX = 2 * _LINE_PX + 4


class JudgedModel(QAbstractListModel):
    """Judged pictures as Qt's views see them.

    Attributes:
        pictures: one for each row.
    """

    def __init__(self) -> None:
        super().__init__()
        self.judgement: Judgement | None = None
        self.pictures: Sequence[JudgedPicture] = ()

    def show_pictures(self, judgement: Judgement, pictures: Sequence[JudgedPicture]) -> None:
        """Show others."""
        self.beginResetModel()
        self.judgement, self.pictures = judgement, pictures
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of pictures."""
        return 0 if parent.isValid() else len(self.pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a picture."""
        if not index.isValid() or self.judgement is None or index.row() >= len(self.pictures):
            return None
        picture = self.pictures[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.short_words(self.judgement, picture)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{picture.path}\n{wording.picture_words(self.judgement, picture)}"
        return None


class JudgedGrid(GridView):
    """Thumbnails are asked for as they come into sight.

    Args:
        thumbnails: where from.
        mark: what to say of a picture in place of how sure the model was; empty for nothing.
    Attributes:
        pictures: the model.
    Signals:
        picture_chosen: a `JudgedPicture` became the current one.
        picture_opened: a `JudgedPicture`, by double click or Enter.
    """

    picture_chosen = Signal(object)
    picture_opened = Signal(object)

    def __init__(self, name: str, thumbnails: Thumbnails, mark: Callable[[JudgedPicture], str] | None = None) -> None:
        super().__init__(_WIDTH_PX, _CAPTION_PX)
        self.pictures = JudgedModel()
        self._thumbnails = thumbnails
        self._wished: tuple[object, ...] = ()
        self.setModel(self.pictures)
        self._tile = _JudgedTile(self.pictures, thumbnails, mark or (lambda _picture: ""))
        self.setItemDelegate(self._tile)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(name)
        self.setMinimumHeight(_WIDTH_PX + _CAPTION_PX)
        self.selectionModel().currentChanged.connect(self._tell_current)
        thumbnails.arrived.connect(self.viewport().update)

    def show_pictures(self, judgement: Judgement, pictures: Sequence[JudgedPicture]) -> None:
        """Show others, from the first one on."""
        self.pictures.show_pictures(judgement, pictures)
        self.verticalScrollBar().setValue(0)
        self._wished = ()

    @property
    def chosen(self) -> JudgedPicture | None:
        """The current picture; None where there is none."""
        row = self.currentIndex().row()
        return self.pictures.pictures[row] if 0 <= row < len(self.pictures.pictures) else None

    def choose(self, row: int) -> None:
        """Make a picture the current one, as far as there is one."""
        if 0 <= row < len(self.pictures.pictures):
            self.setCurrentIndex(self.pictures.index(row))

    def paths(self) -> list[Path]:
        """Where all the pictures are."""
        judgement = self.pictures.judgement
        return [] if judgement is None else [judgement.path_of(each) for each in self.pictures.pictures]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.picture_opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        super().mouseDoubleClickEvent(event)
        if self.chosen is not None and self.row_at(event.position().toPoint()) >= 0:
            self.picture_opened.emit(self.chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and ask for the thumbnails that are seen."""
        super().paintEvent(event)
        judgement, sight = self.pictures.judgement, self.rows_in_sight()
        side = round(self._tile.side_of(self.cell_rect(0)) * self.devicePixelRatioF())
        wished = (judgement, sight, side)
        if judgement is not None and sight and wished != self._wished:
            self._wished = wished
            seen = self.pictures.pictures[sight.start : sight.stop]
            self._thumbnails.wish([judgement.path_of(each) for each in seen], side)

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.picture_chosen.emit(self.pictures.pictures[current.row()])


class _JudgedTile(QStyledItemDelegate):
    def __init__(self, pictures: JudgedModel, thumbnails: Thumbnails, mark: Callable[[JudgedPicture], str]) -> None:
        super().__init__()
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._mark = mark

    def side_of(self, cell: QRect) -> int:
        """Of a thumbnail in a cell, px."""
        return max(1, cell.height() - _CAPTION_PX - 2 * _PADDING_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a picture."""
        judgement, picture = self._pictures.judgement, self._pictures.pictures[index.row()]
        if judgement is None:
            return
        cell, side = option.rect, self.side_of(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRectF(cell.adjusted(2, 2, -2, -2)), option.state)
        square = QRect(cell.left() + (cell.width() - side) // 2, cell.top() + _PADDING_PX, side, side)
        path = judgement.path_of(picture)
        image = self._thumbnails.get(path)
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("raised"))
            painter.drawRoundedRect(square, 4, 4)
            if self._thumbnails.is_missing(path):
                room = QRectF(0, 0, 24, 24)
                room.moveCenter(QRectF(square).center())
                icons.paint(painter, "unreadable", room, colour("disabled"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(square, image)
        line = QRect(square.left(), square.bottom() + 4, side, _LINE_PX)
        said = judgement.classes[picture.predicted]
        truth = judgement.classes[picture.truth]
        first = said if picture.is_right else f"{said}, not {truth}"
        draw_line(painter, line, first, face(12), colour("text"))
        mark = self._mark(picture)
        second = mark or formatting.percent(picture.probability)
        look = face(12, is_strong=bool(mark), has_even_digits=True)
        draw_line(painter, line.translated(0, _LINE_PX), second, look, colour("accent" if mark else "text2"))

"""The list of pictures."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.classify.picture_row import HEIGHT_PX, PictureRow
from resnet_desktop.desktop.classify.pictures import PictureModel
from resnet_desktop.desktop.classify.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.row_view import Index, RowView


class PictureList(RowView):
    """Shows a `PictureModel`, one row for each picture; only what is seen is asked for and painted.

    Signals:
        picture_chosen: the current row's path, or None when there is no current row.
    """

    picture_chosen = Signal(object)

    def __init__(self, model: PictureModel, thumbnails: Thumbnails) -> None:
        super().__init__(HEIGHT_PX)
        self._model = model
        self._thumbnails = thumbnails
        self._row = PictureRow(thumbnails)
        self.setItemDelegate(self._row)
        self.setModel(model)
        self.setAccessibleName("Pictures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        thumbnails.arrived.connect(lambda _paths: self.viewport().update())
        model.rowsInserted.connect(self._choose_first)
        model.modelReset.connect(self._choose_first)

    @property
    def chosen(self) -> Path | None:
        """The current picture."""
        entry = self._model.entry(self.currentIndex())
        return None if entry is None else entry.path

    def choose(self, path: Path) -> None:
        """Make a picture the current one."""
        self.setCurrentIndex(self._model.index_of(path))

    def choose_row(self, row: int) -> None:
        """Make a row the current one, or the last row where there are fewer."""
        self.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which picture is chosen now."""
        super().currentChanged(current, previous)
        self.picture_chosen.emit(self.chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """Make thumbnails as sharp as the screen."""
        self._thumbnails.set_scale(self.devicePixelRatioF())
        super().showEvent(event)

    def _choose_first(self) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))
        elif not self._model.rowCount():
            self.picture_chosen.emit(None)

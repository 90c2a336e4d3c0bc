"""Which pictures are chosen, and which one is looked at: one selection for all views."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Signal

from resnet_desktop.desktop.classify.listing.pictures import PictureModel

_Flag = QItemSelectionModel.SelectionFlag


def runs(rows: Iterable[int]) -> Iterator[range]:
    """Put rows that follow one another together, as few ranges as can be; the rows ascend."""
    run = range(0)
    for row in rows:
        if run and row == run.stop:
            run = range(run.start, row + 1)
        else:
            if run:
                yield run
            run = range(row, row + 1)
    if run:
        yield run


class PictureSelection(QItemSelectionModel):
    """Chosen pictures stay chosen when their order changes, as long as they are shown.

    Attributes:
        is_by_itself: nobody has chosen a picture; the first one that is shown is looked at, whichever that is.
    Signals:
        picture_chosen: the path of the picture that is looked at, or None.
    """

    picture_chosen = Signal(object)

    def __init__(self, pictures: PictureModel) -> None:
        super().__init__(pictures, pictures)  # it must not outlive its model
        self._pictures = pictures
        self.is_by_itself = True
        self._kept: list[str] | None = []
        self._kept_count = 0
        self._kept_current: Path | None = None
        self._kept_row = 0
        self._follows_first = False
        self._told: Path | None = None
        self.currentChanged.connect(self._tell)
        pictures.about_to_rearrange.connect(self._keep)
        pictures.rearranged.connect(self._restore)
        pictures.rowsInserted.connect(self.choose_some)
        pictures.rowsRemoved.connect(self.choose_some)

    @property
    def chosen(self) -> Path | None:
        """The picture that is looked at."""
        entry = self._pictures.entry(self.currentIndex())
        return None if entry is None else entry.path

    def rows(self) -> list[int]:
        """The rows of the chosen pictures, in the order in which they are shown."""
        parts = self.selection().toList()
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def paths(self) -> list[Path]:
        """The chosen pictures, in the order in which they are shown."""
        return [entry.path for entry in self._pictures.entries(self.rows())]

    def neighbours(self, most: int) -> list[Path]:
        """Give pictures around the one that is looked at, as they are shown; the first ones where none is."""
        rows = self._pictures.rowCount()
        first = max(0, min(self.currentIndex().row() - most // 2, rows - most))
        return [entry.path for entry in self._pictures.entries(range(first, min(rows, first + most)))]

    def setCurrentIndex(
        self, index: QModelIndex | QPersistentModelIndex, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Look at the picture that somebody chose."""
        self.is_by_itself = False
        super().setCurrentIndex(index, command)

    def choose(self, path: Path) -> None:
        """Look at a picture, and choose it alone."""
        self._choose(self._pictures.index_of(path))

    def choose_all(self, paths: Iterable[Path]) -> int:
        """Choose pictures and look at the first of them; those that are not shown are left out.

        Returns:
            How many were chosen; where it is none, nothing changes.
        """
        rows = sorted(row for row in map(self._row_of, paths) if row >= 0)
        if rows:
            self._select_rows(rows)
            self.setCurrentIndex(self._pictures.index(rows[0], 0), _Flag.NoUpdate)
        return len(rows)

    def choose_row(self, row: int) -> None:
        """Look at the picture in a row, or in the last one where there are fewer."""
        self._choose(self._pictures.index(min(row, self._pictures.rowCount() - 1), 0))

    def choose_some(self) -> None:
        """Look at the first picture if none is looked at, so that there is always something to see."""
        if not self.currentIndex().isValid():
            if self._pictures.rowCount():
                self._look_at_first()
            else:
                self._tell()

    def _look_at_first(self) -> None:
        self.is_by_itself = True
        super().setCurrentIndex(self._pictures.index(0, 0), _Flag.ClearAndSelect | _Flag.Rows)

    def _choose(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)

    def _keep(self) -> None:
        rows = self.rows()
        self._kept_count = len(self._pictures.store)
        is_all = len(rows) == self._kept_count  # all that there are: no need to look each of 100,000 up
        self._kept = None if is_all else [entry.file for entry in self._pictures.entries(rows)]
        self._kept_current, self._kept_row = self.chosen, max(0, self.currentIndex().row())
        self._follows_first = self._kept_current is None or (self.is_by_itself and len(rows) <= 1)

    def _restore(self) -> None:
        current = self._pictures.index_of(self._kept_current) if self._kept_current else QModelIndex()
        if self._follows_first and self._pictures.rowCount():
            self._look_at_first()
            self._tell()
            return
        if not current.isValid():
            self.choose_row(self._kept_row)
            self._tell()
            return
        self._select_rows(sorted(self._kept_rows()))
        self.setCurrentIndex(current, _Flag.NoUpdate)

    def _kept_rows(self) -> Iterator[int]:
        if self._kept is None:  # what came since has a later row of the store
            pictures = self._pictures
            if len(pictures.store) == self._kept_count:
                return iter(range(pictures.rowCount()))
            return (row for row in range(pictures.rowCount()) if pictures.store_row(row) < self._kept_count)
        return (row for row in map(self._row_of, self._kept) if row >= 0)

    def _select_rows(self, ascending: Iterable[int]) -> None:
        chosen = QItemSelection()
        for rows in runs(ascending):
            chosen.select(self._pictures.index(rows.start, 0), self._pictures.index(rows.stop - 1, 0))
        self.select(chosen, _Flag.ClearAndSelect | _Flag.Rows)

    def _row_of(self, place: Path | str) -> int:
        return self._pictures.index_of(place).row()

    def _tell(self, _current: QModelIndex | QPersistentModelIndex | None = None) -> None:
        if self.chosen != self._told:
            self._told = self.chosen
            self.picture_chosen.emit(self._told)

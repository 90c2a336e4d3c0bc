"""The numbers of the list of pictures, and when they have changed."""

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_desktop.desktop.classify.finding.tally import Tally
from resnet_desktop.desktop.classify.listing.pictures import PictureModel

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

INTERVAL_MS = 200
"""Thousands of results may come in a second; the numbers are shown five times in it."""

_HANDFUL = 512
"""Entries counted in one go: 100,000 that come or leave at once would be felt."""


class PictureTally(QObject):
    """Counts a `PictureModel`'s pictures, all of them, also those that a query hides; a moment after they have come.

    Attributes:
        pictures: the list.
        numbers: of it.
    Signals:
        changed: some of the numbers, at most five times a second.
    """

    changed = Signal()

    def __init__(self, pictures: PictureModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.numbers = Tally()
        self._uncounted: deque[tuple[Entry, int]] = deque()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._count)
        self.recount()
        pictures.store.counters.append(self._note)

    def recount(self) -> None:
        """Count from the beginning, because what is taken for the truth is something else now."""
        self.numbers = Tally()
        self._uncounted.clear()
        for entry in self.pictures.store:
            if entry.result is not None or entry.given:
                self._note(entry, 1)

    @property
    def unsure(self) -> int:
        """How many pictures are unsure at the threshold in use."""
        return self.numbers.unsure(self.pictures.threshold)

    def _note(self, entry: "Entry", change: int) -> None:
        if not self._uncounted and not self._timer.isActive():
            self._timer.start(INTERVAL_MS)
        self._uncounted.append((entry, change))

    def _count(self) -> None:
        for _ in range(min(_HANDFUL, len(self._uncounted))):
            self.numbers.count(*self._uncounted.popleft())
        if self._uncounted:
            self._timer.start(0)
        else:
            self.changed.emit()

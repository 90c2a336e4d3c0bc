"""Keeps the shown order right: what is wanted, computed by a task, put in place at once, brought up to date."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_desktop.desktop.classify.listing.arrangement import Arrangement
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification.query import Query

LEAST_PAUSE_S = 0.7
"""While results come, the order is brought up to date at most this often."""

_PAUSE_PER_WORK = 4
"""And after each time it rests this many times as long as it worked, so that classifying stays fast."""

ERRORS = "error"
"""The query for the pictures that could not be read."""


@dataclass(frozen=True)
class Order:
    """Which pictures are wanted, and in which order.

    Attributes:
        text: the query as it was typed; empty for every picture.
        query: what `resnet_desktop.classification.query.parse` made of it; None where the task shall do that.
        sort_key: of a column; empty for the order in which the pictures came.
        is_descending: the largest first.
    """

    text: str = ""
    query: "Query | None" = None
    sort_key: str = ""
    is_descending: bool = False

    @property
    def is_usual(self) -> bool:
        """True for all pictures in the order they came, which needs no work."""
        return not self.text and not self.sort_key


class Arranging(QObject):
    """Arranges a `PictureModel`.

    Signals:
        changed: another order is wanted, or it is there now.
        failed: an exception that kept the wanted order from coming; what was shown stays.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, pictures: PictureModel, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tasks = tasks
        self._order = Order()
        self._shown = Order()
        self._task: Task | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._start)
        self._rests_until = 0.0
        self._is_outdated = False
        pictures.outdated.connect(self._note_outdated)

    @property
    def order(self) -> Order:
        """What is wanted; it may be on its way."""
        return self._order

    @property
    def is_filtered(self) -> bool:
        """True while a query hides pictures."""
        return bool(self._order.text)

    def set_filter(self, query: "Query | None", text: str) -> None:
        """Show only the pictures that a query wants.

        Args:
            query: what was understood; None to have the text read by the task.
            text: what was typed; empty for every picture.
        """
        self._want(replace(self._order, query=query, text=text))

    def sort_by(self, sort_key: str, is_descending: bool = False) -> None:
        """Sort by a column's key; an empty one is the order in which the pictures came."""
        self._want(replace(self._order, sort_key=sort_key, is_descending=is_descending and bool(sort_key)))

    def _want(self, order: Order) -> None:
        if order == self._order:
            return
        self._order = order
        if self._task is not None:
            self._task.cancel()  # the next one begins when it has ended
        elif order.is_usual:
            self._show(order, None)
        else:
            self._start()
        self.changed.emit()

    def _note_outdated(self) -> None:
        if not self._order.is_usual:
            self._is_outdated = True
            self._refresh_soon()

    def _refresh_soon(self) -> None:
        if self._is_outdated and self._task is None and not self._pause.isActive():
            rest_s = max(0.0, self._rests_until - time.monotonic())
            self._pause.start(round(1000 * rest_s))

    def _start(self) -> None:
        if self._task is not None or self._order.is_usual:
            return
        self._pause.stop()
        self._is_outdated = False
        store, order = self._pictures.store, self._order
        removals, started = store.removals, time.monotonic()
        self._task = self._tasks.start(_job(self._pictures, order))
        self._task.succeeded.connect(lambda made: self._take(made, order, removals))
        self._task.failed.connect(self.failed)
        self._task.finished.connect(lambda: self._end(order, started))

    def _take(self, made: Arrangement, order: Order, removals: int) -> None:
        if removals != self._pictures.store.removals:
            self._is_outdated = True  # its rows are other pictures' by now
        elif order == self._order:
            self._show(order, made)

    def _show(self, order: Order, arrangement: Arrangement | None) -> None:
        is_same_order = order == self._shown
        self._shown = order
        self._pictures.arrange(arrangement, is_same_order=is_same_order)
        self.changed.emit()

    def _end(self, order: Order, started: float) -> None:
        self._task = None
        now = time.monotonic()
        self._rests_until = now + max(LEAST_PAUSE_S, _PAUSE_PER_WORK * (now - started))
        if order == self._order:
            self._refresh_soon()
        elif self._order.is_usual:
            self._show(self._order, None)
        else:
            self._start()


def _job(pictures: PictureModel, order: Order) -> Callable[[JobControl], Arrangement]:
    entries, threshold = list(pictures.store.entries), pictures.threshold

    def arrange_all(control: JobControl) -> Arrangement:
        from resnet_desktop.classification.arrangement import ADDED, arrange  # noqa: PLC0415
        from resnet_desktop.classification.query import parse  # noqa: PLC0415

        query = order.query or parse(order.text)
        rows = arrange(entries, query, order.sort_key or ADDED, order.is_descending, threshold, control)
        control.check()
        return Arrangement.of(rows, len(entries))

    return arrange_all

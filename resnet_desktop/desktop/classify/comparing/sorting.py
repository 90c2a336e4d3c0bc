"""Keeps the order of the differences right: computed by a task, the last wish counts."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.comparing.ordering import ChosenPair, order
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks


class Sorting(QObject):
    """Chooses and orders the differences of a comparison.

    Signals:
        sorted: the comparison, and places in its differences.
    """

    sorted = Signal(object, list)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._compared: Compared | None = None
        self._pair: ChosenPair | None = None
        self._sort_key = ""
        self._is_descending = False
        self._wishes = 0
        self._task: Task | None = None

    def begin(self, compared: Compared) -> None:
        """Take another comparison, all of it in the list's order; nothing is told until something is asked for."""
        self._compared = compared
        self._pair, self._sort_key, self._is_descending = None, "", False

    def choose_pair(self, pair: ChosenPair | None) -> None:
        """Show the differences of one pair of classes; None for all."""
        self._pair = pair
        self._start()

    def sort_by(self, sort_key: str, is_descending: bool) -> None:
        """Sort by a column's key; an empty one is the list's order."""
        self._sort_key, self._is_descending = sort_key, is_descending
        self._start()

    def _start(self) -> None:
        compared = self._compared
        if compared is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._wishes += 1
        wanted = partial(order, compared, self._pair, self._sort_key, self._is_descending)
        number = self._wishes

        def sort(control: JobControl) -> tuple[int, Compared, list[int]]:
            return number, compared, wanted(control)

        self._task = self._tasks.start(sort)
        self._task.succeeded.connect(self._take)

    def _take(self, found: tuple[int, Compared, list[int]]) -> None:
        number, compared, places = found
        if number == self._wishes:  # else another order is wanted by now
            self._task = None
            self.sorted.emit(compared, places)

"""What a run can start from, and which names are taken: read from the disk by a task."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.images import Preprocessing


@dataclass(frozen=True)
class Base:
    """A model of the library, or weights without classes, that a run can start from.

    Attributes:
        name: in the library.
        network: the name of its network.
        labels: its classes; none of weights without them.
        preprocessing: how it sees pictures.
    """

    name: str
    network: str
    labels: tuple[str, ...]
    preprocessing: "Preprocessing"


@dataclass(frozen=True)
class Shelf:
    """What is there.

    Attributes:
        bases: by name; damaged models are left out.
        models: all names of models and of weights without classes.
        runs: all names of runs.
    """

    bases: dict[str, Base]
    models: tuple[str, ...]
    runs: tuple[str, ...]


def read_shelf(control: Control) -> Shelf:
    """Look into the library and the runs' folder."""
    from resnet_desktop import paths  # noqa: PLC0415  after the window's first paint
    from resnet_desktop.models import default_library  # noqa: PLC0415
    from resnet_desktop.models.bases import default_bases  # noqa: PLC0415

    control.check()
    entries = default_library().list()
    cards = default_bases().list()
    bases = {
        entry.name: Base(entry.name, entry.card.network, entry.card.labels, entry.card.preprocessing)
        for entry in entries
        if entry.card is not None
    } | {card.name: Base(card.name, card.network, (), card.preprocessing) for card in cards}
    runs = tuple(sorted(path.parent.name for path in paths.runs_dir().glob("*/plan.json")))
    names = (*(entry.name for entry in entries), *(card.name for card in cards))
    return Shelf(bases, names, runs)


class Bases(QObject):
    """The shelf as it was last read.

    Attributes:
        shelf: what is there; empty until it was read once.
        was_read: whether it was, or could not be.
    Signals:
        changed: it was read.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.shelf = Shelf({}, (), ())
        self.was_read = False

    def read(self) -> None:
        """Read it; what was known holds until then, and also where it cannot be read."""
        task = self._tasks.start(read_shelf, lane="bases")
        task.succeeded.connect(self._take)
        task.failed.connect(lambda _error: self._take(self.shelf))

    def _take(self, shelf: Shelf) -> None:
        self.shelf, self.was_read = shelf, True
        self.changed.emit()

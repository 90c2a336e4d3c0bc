"""Sessions that end and begin anew on the same files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.listing.selection import PictureSelection
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier


@dataclass
class Start:
    """One start of the program, without its window."""

    session: ClassifySession
    current: CurrentModel
    tasks: Tasks
    classifier: FakeClassifier
    selection: PictureSelection
    told: list[str]

    def names(self) -> list[str]:
        """The pictures that are shown."""
        return [entry.path.name for entry in self.session.pictures.all_shown()]

    def labels(self) -> list[str]:
        """What all pictures count as."""
        return [entry.label for entry in self.session.pictures.store]

    def end(self) -> None:
        """Close, as the window does."""
        self.tasks.close()
        self.session.close()


Begin = Callable[..., Start]


@pytest.fixture
def begin(qtbot: QtBot) -> Iterator[Begin]:
    """Start, with the model of a name; the start before has ended. Waits until nothing runs."""
    starts: list[Start] = []

    def start(model: str = "made-up", *, is_idle: bool = True) -> Start:
        if starts:
            starts[-1].end()
        tasks, classifier = Tasks(), FakeClassifier()
        current = CurrentModel(classifier, tasks)
        session = ClassifySession(classifier, current, tasks)
        made = Start(session, current, tasks, classifier, PictureSelection(session.pictures), [])
        starts.append(made)
        session.whereabouts.follow(made.selection)
        session.noticed.connect(made.told.append)
        session.troubled.connect(made.told.append)
        session.restore()
        if model:
            current.load(model)
        if is_idle:
            qtbot.waitUntil(lambda: not tasks.is_busy)
        return made

    yield start
    for each in starts:
        each.classifier.gate.set()
        each.end()


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Start], None]:
    """Waits until nothing runs, listed or not."""
    return lambda start: qtbot.waitUntil(lambda: not start.tasks.is_busy and not start.session._slices.is_busy)

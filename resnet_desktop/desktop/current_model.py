"""The model in use: loading, ready or failed; the last good one stays until another is ready."""

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.tasks import Tasks

ENGINE_LANE = "engine"
"""Whatever uses the engine runs in this lane, one after another."""


class State(Enum):
    """What there is to say about the model in use."""

    NONE = auto()
    LOADING = auto()
    READY = auto()
    FAILED = auto()


class CurrentModel(QObject):
    """Holds the model that the window classifies with.

    Attributes:
        state: see `State`; READY whenever there is a model to use and none is on its way.
        loaded: the model; None until the first one is ready.
        error: why the last attempt failed.
    Signals:
        changed: any of these.
    """

    changed = Signal()

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.NONE
        self.loaded: LoadedModel | None = None
        self.error: BaseException | None = None
        self._classifier = classifier
        self._tasks = tasks
        self._name = ""

    def load(self, name: str = "") -> None:
        """Load a model on a task.

        Args:
            name: of the library; empty for the default one.
        """
        if self.state is State.LOADING:
            return
        self._name = name
        self.error = None
        task = self._tasks.start(
            lambda control: self._classifier.load_model(name, control),
            title="Making the model ready",
            lane=ENGINE_LANE,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._stop)
        self._change(State.LOADING)

    def load_again(self) -> None:
        """Try the last name once more."""
        self.load(self._name)

    def _take(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self._change(State.READY)

    def _fail(self, error: BaseException) -> None:
        self.error = error
        self._change(State.FAILED)

    def _stop(self) -> None:
        self._change(State.READY if self.loaded is not None else State.NONE)

    def _change(self, state: State) -> None:
        self.state = state
        self.changed.emit()

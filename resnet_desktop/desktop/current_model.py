"""The model in use: loading, ready or failed; the last good one stays until another is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.errors import UserError

ENGINE_LANE = "engine"
"""Whatever uses the engine runs in this lane, one after another."""


class State(Enum):
    """What there is to say about the model in use."""

    NONE = auto()
    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class _Wanted:
    """What is to be loaded.

    Attributes:
        name: of the library; empty for the default one.
        is_chosen: somebody chose it now, and it shall be remembered.
        has_substitute: the default one will do where it cannot be used.
    """

    name: str = ""
    is_chosen: bool = False
    has_substitute: bool = False


class CurrentModel(QObject):
    """Holds the model that the window classifies with.

    Loading is in no lane: a model can be made ready while the one before it classifies a long list.

    Attributes:
        state: see `State`. FAILED is the last attempt's; the model before it, if there was one, is still there.
        loaded: the model; None until the first one is ready.
        error: why the last attempt failed.
    Signals:
        changed: any of these.
        model_chosen: the name of a model, now that it is ready, that somebody chose or that takes the place of one
            which cannot be used any more; it is used at the next start too.
        noticed: one sentence about a model that is used in place of the one that was wanted.
    """

    changed = Signal()
    model_chosen = Signal(str)
    noticed = Signal(str)

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.NONE
        self.loaded: LoadedModel | None = None
        self.error: BaseException | None = None
        self._classifier = classifier
        self._tasks = tasks
        self._wanted = _Wanted()
        self._task: Task | None = None

    @property
    def name(self) -> str:
        """The name of the model in use; empty while there is none."""
        return "" if self.loaded is None else self.loaded.card.name

    @property
    def problem(self) -> str:
        """What the last attempt came to, in a sentence or two; empty where it went well."""
        if self.error is None:
            return ""
        if self.loaded is None:
            return sentence(str(self.error))
        wanted = f"“{self._wanted.name}”" if self._wanted.name else "Another model"
        return f"{wanted} could not be made ready: {sentence(str(self.error))} “{self.name}” stays in use."

    def load(self, name: str = "") -> None:
        """Load a model on a task; one that is on its way already gives way to it.

        Args:
            name: of the library; empty for the default one.
        """
        self._load(_Wanted(name))

    def load_remembered(self, name: str) -> None:
        """Load the model that was used last, or the default one where it is gone or damaged.

        Args:
            name: of the library; empty where none is remembered.
        """
        self._load(_Wanted(name, has_substitute=bool(name)))

    def choose(self, name: str) -> None:
        """Load the model that somebody chose; nothing happens where it is in use already."""
        if name != self.name or self.state is State.LOADING:
            self._load(_Wanted(name, is_chosen=True))

    def replace(self, name: str, instead: str = "") -> None:
        """Use another model in place of one that is gone; nothing happens where that one is not in use.

        Args:
            name: which no model of the library has any more.
            instead: of the library; empty for the default one.
        """
        is_wanted = name == self._wanted.name
        if name == self.name and (is_wanted or self.state is not State.LOADING):
            self._load(_Wanted(instead, is_chosen=True))
        elif is_wanted:
            self._give_up()

    def load_again(self) -> None:
        """Try the last name once more."""
        self._load(self._wanted)

    def _load(self, wanted: _Wanted) -> None:
        if self._task is not None:
            if wanted == self._wanted:
                return
            self._task.cancel()  # its end is not listened to any more
        self._wanted = wanted
        self.error = None
        task = self._tasks.start(_job(self._classifier, wanted), title="Making the model ready")
        self._task = task
        task.succeeded.connect(lambda made: self._take(task, *made))
        task.failed.connect(lambda error: self._fail(task, error))
        task.cancelled.connect(lambda: self._stop(task))
        self._change(State.LOADING)

    def _take(self, task: Task, loaded: LoadedModel, notice: str) -> None:
        if task is not self._task:
            return
        self._task = None
        self.loaded = loaded
        self._change(State.READY)
        if notice:
            self.noticed.emit(notice)
        if self._wanted.is_chosen or notice:
            self.model_chosen.emit(loaded.card.name)

    def _fail(self, task: Task, error: BaseException) -> None:
        if task is self._task:
            self._task = None
            self.error = error
            self._change(State.FAILED)

    def _stop(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._rest()

    def _give_up(self) -> None:
        """Stay with the model in use, whatever became of the one that was wanted."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.error = None
        self._wanted = _Wanted(self.name)
        self._rest()

    def _rest(self) -> None:
        self._change(State.READY if self.loaded is not None else State.NONE)

    def _change(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _job(classifier: Classifier, wanted: _Wanted) -> Callable[[JobControl], tuple[LoadedModel, str]]:
    def load(control: JobControl) -> tuple[LoadedModel, str]:
        try:
            return classifier.load_model(wanted.name, control), ""
        except UserError as error:
            if not wanted.has_substitute:
                raise
            loaded = classifier.load_model("", control)
            return loaded, f"{_loss(wanted.name, error)} “{loaded.card.name}” is used instead."

    return load


def _loss(name: str, error: UserError) -> str:
    """Say why a model that was used last cannot be used."""
    from resnet_desktop.models.library import UnknownModelError  # noqa: PLC0415  loaded by the attempt

    if isinstance(error, UnknownModelError):
        return f"“{name}” is not in the library any more."
    return f"“{name}” cannot be used any more: {sentence(str(error))}"

"""What the Models page is about: the library as it was read last, and the model that is shown."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.models.reading import ShownModel, read_shown
from resnet_desktop.desktop.tasks import Task, Tasks


class ModelsState(QObject):
    """Reads the library when it is asked to; what is chosen stays chosen as long as it is there.

    Attributes:
        models: every model, the bundled ones first; None until they were read.
        chosen: the name of the model that is shown; empty for none.
    Signals:
        models_changed: they were read.
        chosen_changed: another model is shown, or the same one changed.
        failed: the error that kept them from being read.
    """

    models_changed = Signal()
    chosen_changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.models: tuple[ShownModel, ...] | None = None
        self.chosen = ""
        self._damaged: dict[str, str] = {}
        self._tasks = tasks
        self._task: Task | None = None

    @property
    def model(self) -> ShownModel | None:
        """The model that is shown."""
        return self.find(self.chosen)

    def find(self, name: str) -> ShownModel | None:
        """Give a model by its name; None where it is not there."""
        return next((model for model in self.models or () if model.name == name), None)

    def choose(self, name: str) -> None:
        """Show a model."""
        if name != self.chosen:
            self.chosen = name
            self.chosen_changed.emit()

    def mark_damaged(self, name: str, problem: str) -> None:
        """Show a model as damaged from the next reading on, which looks at cards only.

        Args:
            name: of the library.
            problem: what a thorough look found.
        """
        self._damaged[name] = problem

    def refresh(self, choose: str = "") -> None:
        """Read the library again.

        Args:
            choose: the model to show then; empty for the one that is shown.
        """
        if choose:
            self.chosen = choose
        if self._task is not None:
            self._task.cancel()
        task = self._tasks.start(read_shown)
        self._task = task
        task.succeeded.connect(lambda models: self._take(task, models))
        task.failed.connect(self.failed)

    def _take(self, task: Task, models: tuple[ShownModel, ...]) -> None:
        if task is not self._task:
            return
        self._task = None
        names = {model.name for model in models}
        self._damaged = {name: problem for name, problem in self._damaged.items() if name in names}
        self.models = tuple(self._with_damage(model) for model in models)
        if self.find(self.chosen) is None:
            self.chosen = models[0].name if models else ""
        self.models_changed.emit()
        self.chosen_changed.emit()

    def _with_damage(self, model: ShownModel) -> ShownModel:
        problem = model.listed.problem or self._damaged.get(model.name, "")
        return replace(model, listed=replace(model.listed, problem=problem))

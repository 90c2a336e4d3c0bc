"""The model in use, as a button that opens the menu of all models."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.model_list import ListedModel, ReadModels, plural_classes, read_models
from resnet_desktop.desktop.model_menu import ModelMenu
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button

_WIDEST_TEXT_PX = 280
_CHEVRON_PX = 16
_WORDS = {State.NONE: "No model yet", State.LOADING: "Making the model ready…", State.FAILED: "No model"}


class ModelButton(Button):
    """Shows the current model; a click lists the others, read anew each time by a task.

    Attributes:
        model_menu: lists the models.
    """

    def __init__(self, current: CurrentModel, tasks: Tasks, read: ReadModels = read_models) -> None:
        super().__init__("", "model", "flat")
        self.setProperty("opens", "menu")
        self._current = current
        self._tasks = tasks
        self._read = read
        self._reading: Task | None = None
        self.model_menu = ModelMenu("Models", self)
        self.model_menu.model_picked.connect(current.choose)
        self.model_menu.aboutToHide.connect(lambda: self.setDown(False))
        self.clicked.connect(self.open_menu)
        current.changed.connect(self._show_current)
        self._show_current()

    def open_menu(self) -> None:
        """Read the library and show what is in it."""
        if self._reading is not None:
            return
        self.setDown(True)
        self._reading = self._tasks.start(self._read)
        self._reading.succeeded.connect(self._show_models)
        self._reading.failed.connect(self._show_problem)
        self._reading.cancelled.connect(lambda: self.setDown(False))
        self._reading.finished.connect(self._end_reading)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(self.width() - _CHEVRON_PX - 4, (self.height() - _CHEVRON_PX) / 2, _CHEVRON_PX, _CHEVRON_PX)
        icons.paint(painter, "down", place, colour("text2"))
        painter.end()

    def _show_current(self) -> None:
        current, loaded = self._current, self._current.loaded
        words = _WORDS.get(current.state, "") if loaded is None else loaded.card.name
        tip = "" if loaded is None else f"{loaded.card.title}, {plural_classes(loaded.card.classes)}"
        self.setText(_shortened(self, words).replace("&", "&&"))
        self.setToolTip("\n".join(filter(None, (tip, current.problem, "Click to use another model"))))
        self.setAccessibleName(f"Model: {words}")
        has_failed = current.state is State.FAILED and loaded is None  # one that is in use is sound
        self.set_icon("error" if has_failed else "model", "bad" if has_failed else "text2")

    def _show_models(self, models: tuple[ListedModel, ...]) -> None:
        self.model_menu.show_models(models, self._current.name)
        self._popup()

    def _show_problem(self, error: BaseException) -> None:
        self.model_menu.show_problem(f"The models could not be listed: {sentence(str(error))}")
        self._popup()

    def _popup(self) -> None:
        self.setDown(True)
        self.model_menu.popup(self.mapToGlobal(QPoint(0, -self.model_menu.sizeHint().height() - 4)))

    def _end_reading(self) -> None:
        self._reading = None


def _shortened(button: Button, words: str) -> str:
    return button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST_TEXT_PX)

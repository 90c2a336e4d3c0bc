"""How good the shown run's model is: the Train page's part about judgement."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop import paths
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.class_table import ClassTable
from resnet_desktop.desktop.train.judging.confusion_view import ConfusionView
from resnet_desktop.desktop.train.judging.corrector import Corrector
from resnet_desktop.desktop.train.judging.headline import Headline
from resnet_desktop.desktop.train.judging.least_column import LeastColumn, LeastStack
from resnet_desktop.desktop.train.judging.mistake_maps import MistakeMapMaker
from resnet_desktop.desktop.train.judging.mistakes_view import MistakesView
from resnet_desktop.desktop.train.judging.reading import Found, asking, reading
from resnet_desktop.desktop.train.judging.sureness_view import SurenessView
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.training.judgement import Judgement

_LEAST_WIDTH_PX = 240


class JudgementPanel(QWidget):
    """Reads nothing while it is hidden.

    Args:
        state: whose run is shown.
        tasks: starts the work.
        classifier: the core's functions.
    Attributes:
        headline: accuracy and what chance may do to it.
        views: which of the four views.
        confusion: which classes are taken for which.
        mistakes: the surest ones.
        classes: the scores of each class.
        sureness: calibration.
        ask: asks the model again.
        message: what is said where there is no judgement.
        way: what can be done about it.
    Signals:
        pictures_asked: paths of pictures to open on the Classify page.
        again_asked: train again with the corrections of the run's data.
        runs_asked: somebody wants to choose a run.
        training_asked: somebody wants to see how the shown run trains.
    """

    pictures_asked = Signal(list)
    again_asked = Signal()
    runs_asked = Signal()
    training_asked = Signal()

    def __init__(self, state: TrainState, tasks: Tasks, classifier: Classifier) -> None:
        super().__init__()
        self._state = state
        self._tasks = tasks
        self._is_stale = True
        self._wanted = 0
        self.judgement: Judgement | None = None
        thumbnails = Thumbnails(classifier, tasks, ThumbnailCache(paths.cache_dir() / "thumbnails"), self)
        self._corrector = Corrector(tasks, self)
        self.headline = Headline()
        self.views = Segments("Show", wording.VIEWS)
        for button in self.views.buttons:
            button.setStyleSheet("padding: 0 6px;")  # with the usual 12 px, four do not fit into a narrow column
        self.confusion = ConfusionView(thumbnails)
        self.mistakes = MistakesView(tasks, thumbnails, self._corrector, MistakeMapMaker(classifier))
        self.classes = ClassTable()
        self.sureness = SurenessView()
        self.ask = Button("Ask the model", "retry", "small")
        self.message = MessageState("training", "text2")
        self.message.setMinimumWidth(_LEAST_WIDTH_PX)
        self.way = Button("")
        self.message.add_button(self.way)
        self._lay_out()
        self.views.chosen.connect(self.show_view)
        self.show_view(0)
        self.ask.clicked.connect(self._ask)
        self.way.clicked.connect(lambda _is_on: self._go())
        self.confusion.pictures_asked.connect(self.pictures_asked)
        self.mistakes.pictures_asked.connect(self.pictures_asked)
        self.mistakes.again_asked.connect(self.again_asked)
        state.run_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the shown run's judgement again, now or when the panel is seen."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def show_view(self, number: int) -> None:
        """Show one of the views: matrix, mistakes, classes, trust."""
        self.views.choose(number)
        for place, view in enumerate(self._views):  # those that are not seen take no room
            kind = QSizePolicy.Policy.Expanding if place == number else QSizePolicy.Policy.Ignored
            view.setSizePolicy(kind, kind)
        self._parts.setCurrentIndex(number)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read while nobody saw it."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        self._wanted += 1
        wanted, name = self._wanted, self._state.run
        if not name:
            self._say(wording.NO_RUN, wording.NO_RUN_TEXT, wording.CHOOSE_RUN, self.runs_asked.emit)
            return
        task = self._tasks.start(reading(name))
        task.succeeded.connect(lambda found: self._take(wanted, name, found))
        task.failed.connect(lambda error: self._fail(error) if wanted == self._wanted else None)

    def _take(self, wanted: int, name: str, found: Found | None) -> None:
        if wanted != self._wanted:
            return
        if found is None:
            self._say(wording.NOT_JUDGED, wording.NOT_JUDGED_TEXT, wording.SEE_TRAINING, self.training_asked.emit)
            return
        judgement = self.judgement = found.judgement
        self._corrector.use(judgement.folder, found.corrections, found.labels)
        self.headline.show_judgement(judgement)
        self.confusion.show_judgement(judgement)
        self.mistakes.show_judgement(judgement, name, found.mistakes)
        self.classes.show_judgement(judgement)
        self.sureness.show_judgement(judgement)
        has_pictures = bool(judgement.judged) or not judgement.pictures
        self._missing.setVisible(not has_pictures)
        self.views.buttons[1].setEnabled(has_pictures)
        if not has_pictures and self.views.number == 1:
            self.show_view(0)
        self._stack.setCurrentWidget(self._scroll)

    def _ask(self) -> None:
        name = self._state.run
        self.ask.setEnabled(False)
        task = self._tasks.start(asking(name), title=f"Judging {name}")
        task.succeeded.connect(lambda _: self.refresh())
        task.failed.connect(self._fail)
        task.finished.connect(lambda: self.ask.setEnabled(True))

    def _say(self, title: str, text: str, way: str, go: Callable[[], None]) -> None:
        self.judgement = None
        self.message.say(title, text)
        self.way.setText(way)
        self._go = go
        self._stack.setCurrentWidget(self.message)

    def _fail(self, error: BaseException) -> None:
        self._say(wording.FAILED, sentence(str(error)), wording.TRY_AGAIN, self.refresh)

    def _lay_out(self) -> None:
        # From the outside in: each time that something gets a parent, Qt styles all that is in it anew.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack)
        self._scroll = QScrollArea()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._scroll)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = body = LeastColumn()
        self._scroll.setWidget(body)
        self._scroll.viewport().setAutoFillBackground(False)
        self._missing = QWidget()
        self._parts = LeastStack()
        for part in (self.headline, self._missing, self.views):
            body.column.addWidget(part)
        body.column.addWidget(self._parts, 1)
        self._views = (self.confusion, self.mistakes, self.classes, self.sureness)
        for view in self._views:
            self._parts.addWidget(view)
        words = label(wording.NO_PICTURES, "secondary")
        words.setWordWrap(True)
        line = QHBoxLayout(self._missing)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(words, 1)
        line.addWidget(self.ask)
        self._say(wording.NO_RUN, wording.NO_RUN_TEXT, wording.CHOOSE_RUN, self.runs_asked.emit)

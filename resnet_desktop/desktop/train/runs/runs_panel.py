"""The history of runs: the Train page's part about what was trained before."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.runs import jobs, wording
from resnet_desktop.desktop.train.runs.delete_question import DeleteQuestion
from resnet_desktop.desktop.train.runs.run_card import RunCard
from resnet_desktop.desktop.train.runs.run_table import RunTable
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.training.comparing_runs import Compared
from resnet_desktop.training.past_runs import PastRun, RunState

_WIDE_PX = 760
_LEAST_WIDTH_PX = 240


class RunsPanel(QWidget):
    """Reads the runs whenever it is opened, as they may come from a terminal, and nothing while it is hidden.

    Choosing a run shows it everywhere on the page.

    Args:
        state: whose run is shown.
        tasks: starts the work.
    Attributes:
        table: the runs.
        card: the chosen one.
        message: what is said in place of both, with `start` and `retry`.
    Signals:
        start_asked: somebody wants to begin a first run.
        use_asked: the name of the run whose model shall be the current one.
        resume_asked: the name of the run that shall go on.
        deleted: the name of the run that is gone, and whether its model went too.
        pictures_asked: paths of pictures to open on the Classify page.
    """

    start_asked = Signal()
    use_asked = Signal(str)
    resume_asked = Signal(str)
    deleted = Signal(str, bool)
    pictures_asked = Signal(list)

    def __init__(self, state: TrainState, tasks: Tasks) -> None:
        super().__init__()
        self._state = state
        self._tasks = tasks
        self._pair = self._shown = ("", "")
        self._told = ""
        self.table = RunTable()
        self.card = RunCard(tasks)
        self.message = MessageState("recent", "text2")
        self.message.setMinimumWidth(_LEAST_WIDTH_PX)
        self.start, self.retry = Button(wording.START, kind="primary"), Button("Try again", "retry")
        for button in (self.start, self.retry):
            self.message.add_button(button)
        self.start.clicked.connect(self.start_asked)
        self.retry.clicked.connect(self.refresh)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.card.use.clicked.connect(lambda: self.use_asked.emit(self.card.title.text()))
        self.card.resume.clicked.connect(lambda: self.resume_asked.emit(self.card.title.text()))
        self.card.reveal.clicked.connect(self._reveal)
        self.card.delete.clicked.connect(self._ask_delete)
        self.card.compare_asked.connect(self.compare_with)
        self.card.compared.pictures_asked.connect(self.pictures_asked)
        self.card.note.failed.connect(lambda error: self.card.say(sentence(str(error))))
        self.card.note.kept.connect(self._keep_note)
        state.run_changed.connect(self._choose_shown)

    @property
    def chosen(self) -> PastRun | None:
        """The chosen run; None where there is none."""
        run = self.table.chosen
        return run if isinstance(run, PastRun) else None

    def refresh(self) -> None:
        """Read the runs again, unless the panel is hidden: it does so when it is seen."""
        if self.isVisible():
            self._read()

    def compare_with(self, name: str) -> None:
        """Compare the chosen run with another one."""
        first, second = self.chosen, self.table.run_named(name)
        if first is None or second is None:
            return
        pair = self._pair = first.name, second.name
        self._show_differences(first, second)
        self.card.compared.say(wording.COMPARING)
        task = self._tasks.start(jobs.comparing(*pair), title=f"Comparing {pair[0]} with {pair[1]}")
        task.succeeded.connect(partial(self._show_compared, pair))
        task.failed.connect(lambda error: self._say_compared(pair, sentence(str(error))))
        task.cancelled.connect(lambda: self._say_compared(pair, ""))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has come while nobody saw it."""
        super().showEvent(event)
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen run beside the others where there is room, else below."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE_PX
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _read(self) -> None:
        task = self._tasks.start(jobs.reading)
        task.succeeded.connect(self._take)
        task.failed.connect(lambda error: self._say(wording.FAILED, sentence(str(error)), self.retry))

    def _take(self, runs: tuple[PastRun, ...]) -> None:
        if not runs:
            self._say(wording.EMPTY, wording.EMPTY_TEXT, self.start)
            return
        held = self.chosen
        if runs == self.table.rows.records and not self._told:
            self._stack.setCurrentWidget(self._body)
            return
        self.table.show_records(runs)
        self._stack.setCurrentWidget(self._body)
        wanted = self._state.run or (held.name if held is not None else "")
        self.table.choose(max(0, self.table.row_of(wanted)))
        if self._told:
            self.card.say(self._told)
            self._told = ""

    def _choose_shown(self) -> None:
        row = self.table.row_of(self._state.run)
        if row >= 0:
            self.table.choose(row)
        elif self._state.run:
            self.refresh()

    def _show_chosen(self) -> None:
        run = self.chosen
        if run is None:
            return
        finished = [each for each in self.table.rows.records if each.state is RunState.FINISHED and each is not run]
        self.card.show_run(run, finished)
        if run.name != self._pair[0]:
            self._pair = run.name, ""
            self.card.say("")
            self._show_difference(run)
        if not run.problem:
            self._state.show_run(run.name)

    def _show_difference(self, run: PastRun) -> None:
        """Tell by which settings a run differs from the one before it."""
        runs = list(self.table.rows.records)
        before = next((each for each in runs[runs.index(run) + 1 :] if each.plan is not None), None)
        self.card.compared.hide()
        if before is not None and run.plan is not None:
            self._show_differences(run, before)

    def _show_differences(self, run: PastRun, other: PastRun) -> None:
        shown = self._shown = run.name, other.name
        view = self.card.compared
        view.show_runs(run, other)
        view.show()
        task = self._tasks.start(jobs.telling_apart(*shown))
        task.succeeded.connect(
            lambda found: view.say_data(wording.data_words(found, other.name)) if shown == self._shown else None
        )
        task.failed.connect(lambda error: view.say_data(sentence(str(error))) if shown == self._shown else None)

    def _keep_note(self, folder: Path, text: str) -> None:
        """Know a note that was written, so that it is there when its run is chosen again."""
        runs = [replace(run, note=text) if run.folder == folder else run for run in self.table.rows.records]
        self.table.rows.records = runs

    def _show_compared(self, pair: tuple[str, str], result: Compared) -> None:
        if pair == self._pair:
            self.card.compared.show_pictures(*pair, result)

    def _say_compared(self, pair: tuple[str, str], words: str) -> None:
        if pair == self._pair:
            self.card.compared.say(words)

    def _reveal(self) -> None:
        run = self.chosen
        if run is not None and not opening.open_path(run.folder):
            self.card.say(wording.NO_FILE_MANAGER.format(run.folder))

    def _ask_delete(self) -> None:
        run = self.chosen
        if run is not None:
            question = DeleteQuestion(run, self.window())
            question.accepted.connect(lambda: self._delete(run, with_model=question.with_model.isChecked()))
            question.open()

    def _delete(self, run: PastRun, *, with_model: bool) -> None:
        task = self._tasks.start(jobs.deleting(run.name, with_model=with_model), title=f"Deleting {run.name}")
        task.succeeded.connect(partial(self._tell_deleted, run.name, with_model))
        task.failed.connect(lambda error: self.card.say(sentence(str(error))))
        task.finished.connect(self.refresh)

    def _tell_deleted(self, name: str, with_model: bool, freed: int) -> None:
        self.card.note.show_note(None, "")
        if self._state.run == name:
            self._state.show_run("")
        self.deleted.emit(name, with_model)
        self._told = wording.deleted(name, freed)  # when the others are there

    def _say(self, title: str, text: str, way: Button) -> None:
        self.message.say(title, text)
        for button in (self.start, self.retry):
            button.setVisible(button is way)
        self._stack.setCurrentWidget(self.message)

    def _lay_out(self) -> None:
        # From the outside in: each time that something gets a parent, Qt styles all that is in it anew.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack)
        self._body = QWidget()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._body)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._body)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        scroll = QScrollArea()
        self._parts.addWidget(self.table, 4)
        self._parts.addWidget(scroll, 3)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.card)
        scroll.viewport().setAutoFillBackground(False)
        self.card.setAutoFillBackground(False)
        scroll.setMinimumHeight(200)
        self._say(wording.EMPTY, wording.EMPTY_TEXT, self.start)

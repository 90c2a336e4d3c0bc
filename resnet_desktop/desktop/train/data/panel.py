"""The pictures' part of the Train page: choose, look over, mend, see."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.train.data import wording
from resnet_desktop.desktop.train.data.choices import counting, forget_download
from resnet_desktop.desktop.train.data.choosing_view import ChoosingView
from resnet_desktop.desktop.train.data.looker import Looker
from resnet_desktop.desktop.train.data.looking_view import LookingView
from resnet_desktop.desktop.train.data.origin import Origin
from resnet_desktop.desktop.train.data.ready_view import ReadyView
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.task_dialog import reason

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_LEAST_PX = 288, 352
_ARCHIVES = "Archives (*.tar *.tar.gz *.tgz *.tar.xz *.tar.bz2 *.zip);;All files (*)"


class DataPanel(QWidget):
    """Shows one of four states: nothing chosen, looking, an error, ready.

    Attributes:
        looker: does the work.
        choosing, looking, failed, ready: the states.
        retry: of the error, tries once more.
        other: of the error, chooses other pictures.
        back: of the error, goes back to the pictures that are there; hidden where none are.
        reviewable: gives the pictures of Classify, some of which somebody may have reviewed.
    Signals:
        folder_asked: somebody wants to choose a folder; the panel opens the dialog itself, once this was heard.
        reviewed_asked: somebody wants to train on what was reviewed on the Classify page.
    """

    folder_asked = Signal()
    reviewed_asked = Signal()

    def __init__(self, state: TrainState, tasks: Tasks, classifier: Classifier) -> None:
        super().__init__()
        self._tasks = tasks
        self.looker = Looker(state, tasks, self)
        self._origin: Origin | None = None
        self._forgets = False
        self.reviewable: Callable[[], Sequence[Entry]] = tuple
        self.choosing, self.looking = ChoosingView(), LookingView()
        self.failed = MessageState("error", "bad")
        self.retry, self.other, self.back = Button("Try again", "retry"), Button("Choose others"), Button("Back")
        for button in (self.retry, self.other, self.back):
            self.failed.add_button(button)
        self.ready = ReadyView(state, tasks, Thumbnails(classifier, tasks, self))
        self._pages = QStackedWidget()
        for page in (self.choosing, self.looking, self.failed, self.ready):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setMinimumSize(*_LEAST_PX)  # whatever its states would like
        self.setAcceptDrops(True)
        self._connect()

    @property
    def page(self) -> QWidget:
        """The state that is shown."""
        page = self._pages.currentWidget()
        assert page is not None  # there are always four
        return page

    def use_folder(self, folder: Path) -> None:
        """Train on a folder of class folders, such as a training set made of corrected results."""
        self._look(Origin("folder", folder))

    def use_archive(self, archive: Path) -> None:
        """Train on what is in an archive."""
        self._look(Origin("archive", archive))

    def use_cifar10(self) -> None:
        """Train on CIFAR-10, which is downloaded unless it is here."""
        self._look(Origin("cifar10"))

    def use_path(self, path: Path) -> None:
        """Train on what was dropped: a folder, or else an archive."""
        (self.use_folder if path.is_dir() else self.use_archive)(path)

    def choose_folder(self) -> None:
        """Let somebody choose a folder."""
        self.folder_asked.emit()
        if chosen := picking.choose_folder(self.window(), "", "Choose pictures to learn from"):
            self.use_folder(chosen[0])

    def choose_archive(self) -> None:
        """Let somebody choose an archive."""
        if (chosen := picking.choose_file(self.window(), "Choose an archive of pictures", _ARCHIVES)) is not None:
            self.use_archive(chosen)

    def show_choices(self) -> None:
        """Let somebody choose, also when there are pictures."""
        self._pages.setCurrentWidget(self.choosing)
        task = self._tasks.start(counting(self.reviewable()))
        task.succeeded.connect(lambda choices: self.choosing.show_choices(choices, can_go_back=self._has_data))
        self.choosing.back.setVisible(self._has_data)

    def cancel_work(self) -> bool:
        """Stop looking pictures over; of a download, what has come is kept. False where nothing runs."""
        if self.page is not self.looking or self.looker.task is None or self.looker.task.is_cancelled:
            return False
        self._stop(forgets=False)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Say how much of CIFAR-10 is here."""
        super().showEvent(event)
        if self.page is self.choosing:
            self.show_choices()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one folder or one archive."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look over what was dropped."""
        event.acceptProposedAction()
        self.use_path(Path(event.mimeData().urls()[0].toLocalFile()))

    @property
    def _has_data(self) -> bool:
        return self.looker.mended is not None

    def _connect(self) -> None:
        self.choosing.folder_asked.connect(self.choose_folder)
        self.choosing.archive_asked.connect(self.choose_archive)
        self.choosing.cifar10_asked.connect(self.use_cifar10)
        self.choosing.reviewed_asked.connect(self.reviewed_asked)
        self.choosing.back_asked.connect(self._show_ready)
        self.looking.pause_asked.connect(lambda: self._stop(forgets=False))
        self.looking.cancel_asked.connect(lambda: self._stop(forgets=True))
        self.retry.clicked.connect(lambda: self._look(self._origin) if self._origin is not None else None)
        self.other.clicked.connect(self.show_choices)
        self.back.clicked.connect(self._show_ready)
        self.ready.change_asked.connect(self.show_choices)
        self.ready.problems.remedy_asked.connect(self.looker.use)
        self.ready.problems.undo_asked.connect(self.looker.undo)
        self.looker.started.connect(self._show_looking)
        self.looker.looked_over.connect(self._show_ready)
        self.looker.mended_anew.connect(self._show_ready)
        self.looker.failed.connect(self._show_failed)
        self.looker.stopped.connect(self._show_stopped)
        self.looker.refused.connect(lambda error: self.ready.complain(reason(error), error))

    def _look(self, origin: Origin) -> None:
        self._origin = origin
        self.looker.look(origin)

    def _stop(self, *, forgets: bool) -> None:
        self._forgets = forgets
        self.looking.show_stopping()
        self.looker.cancel()

    def _show_looking(self, task: Task, _origin: Origin) -> None:
        self._forgets = False
        self.looking.follow(task)
        self._pages.setCurrentWidget(self.looking)

    def _show_ready(self) -> None:
        if self.looker.mended is not None and self.looker.looked is not None:
            self.ready.show_mended(self.looker.mended, self.looker.looked.origin.title)
            self._pages.setCurrentWidget(self.ready)

    def _show_failed(self, error: BaseException, origin: Origin) -> None:
        is_download = origin.kind == "cifar10"
        title = wording.NO_DOWNLOAD_TITLE if is_download else wording.FAILED_TITLE
        self.failed.say(title, wording.failed_words(reason(error), has_others=self._has_data))
        self.back.setVisible(self._has_data)
        self._pages.setCurrentWidget(self.failed)

    def _show_stopped(self) -> None:
        if self._forgets and self._origin is not None and self._origin.kind == "cifar10":
            self._tasks.start(forget_download).finished.connect(self._show_what_was_there)
        else:
            self._show_what_was_there()

    def _show_what_was_there(self) -> None:
        if self._has_data:
            self._show_ready()
        else:
            self.show_choices()

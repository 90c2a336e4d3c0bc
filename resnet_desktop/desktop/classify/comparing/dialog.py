"""The window in which the model in use is compared with another one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.busy_view import BusyView
from resnet_desktop.desktop.classify.comparing.choice_line import ChoiceLine
from resnet_desktop.desktop.classify.comparing.exporting import exporting
from resnet_desktop.desktop.classify.comparing.request import CompareRequest
from resnet_desktop.desktop.classify.comparing.result_view import ResultView
from resnet_desktop.desktop.classify.comparing.run import ComparisonRun
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.model_list import ListedModel, ReadModels, read_models
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.notice import Notice


class CompareDialog(QDialog):
    """Compares the model in use with another one on the list's pictures; the list can be used meanwhile.

    Attributes:
        choice: what is compared.
        run: the comparison on its way.
        results: what came of it.
        open_models: leads to the models, while there is no second one.
        add_pictures: asks for pictures, while there are none.
        notice: tells of exports.
    Signals:
        picture_chosen: the path of a picture that somebody wants to look at.
        shown_asked: a list of paths of pictures that are to be selected in the list.
        folder_chosen: the folder that something was exported to, as text.
        models_asked: somebody wants to import or download a model.
        pictures_asked: somebody wants to add pictures.
    """

    picture_chosen = Signal(object)
    shown_asked = Signal(list)
    folder_chosen = Signal(str)
    models_asked = Signal()
    pictures_asked = Signal()

    def __init__(
        self,
        request: CompareRequest,
        classifier: Classifier,
        tasks: Tasks,
        cache: ThumbnailCache,
        parent: QWidget | None = None,
        read: ReadModels = read_models,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(760, 560)
        self.resize(1024, 660)
        self._request = request
        self._tasks = tasks
        self._folder = request.folder
        self._error: BaseException | None = None
        self._compared: Compared | None = None
        self.choice = ChoiceLine(request)
        self.run = ComparisonRun(classifier, tasks, self)
        self.open_models = Button("Open Models", "model", "primary")
        self.add_pictures = Button("Add pictures", "add", "primary")
        self.message = self._make_message("model")
        self.failure = self._make_failure()
        self.busy = BusyView()
        self.results = ResultView(Thumbnails(classifier, tasks, cache, self), tasks)
        self._stack = QStackedWidget()
        for part in (self.message, self.failure, self.busy, self.results):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(wording.TITLE, "title"))
        layout.addWidget(self.choice)
        layout.addWidget(self._stack, 1)
        self.notice = Notice(self)
        self._connect()
        self._begin(read)

    def reject(self) -> None:
        """Esc stops what runs, or closes."""
        if self.run.is_running:
            self.run.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs; nobody waits for what comes of it."""
        self.run.abandon()
        super().closeEvent(event)

    def _connect(self) -> None:
        self.choice.compare_asked.connect(self._compare)
        for button, asked in ((self.open_models, self.models_asked), (self.add_pictures, self.pictures_asked)):
            button.clicked.connect(self.close)
            button.clicked.connect(asked)
        self.busy.cancel_asked.connect(self.run.cancel)
        self.run.changed.connect(self._show_busy)
        self.run.succeeded.connect(self._show_result)
        self.run.failed.connect(self._show_failure)
        self.run.cancelled.connect(self._show_start)
        self.results.continue_asked.connect(self._compare)
        self.results.table.picture_chosen.connect(self.picture_chosen)
        self.results.select.clicked.connect(self._ask_for_selection)
        self.results.export.clicked.connect(self._export)

    def _begin(self, read: ReadModels) -> None:
        if self.choice.scope is None:
            self.choice.hide()
            self.message.say(wording.NO_PICTURES_TITLE, wording.NO_PICTURES_TEXT)
            self._stack.setCurrentWidget(self.message)
            self._offer(self.add_pictures)
            return
        self._show_start()
        task = self._tasks.start(read)
        task.succeeded.connect(self._offer_models)
        task.failed.connect(self._tell_unlisted)

    def _offer_models(self, models: tuple[ListedModel, ...]) -> None:
        others = [model for model in models if model.name != self._request.model.card.name]
        self.choice.show_models(others)
        if self.choice.second is None:
            self.choice.hide()
            damaged = [model for model in others if not model.is_usable]
            reasons = "".join(f"\n\n“{model.name}” cannot be used: {sentence(model.problem)}" for model in damaged[:3])
            self.message.say(wording.NO_SECOND_TITLE, wording.NO_SECOND_TEXT + reasons)
            self._offer(self.open_models)
        else:
            self.choice.compare.setFocus()

    def _offer(self, button: Button) -> None:
        button.show()
        button.setDefault(True)
        button.setFocus()

    def _tell_unlisted(self, error: BaseException) -> None:
        self.choice.hide()
        self.message.say(wording.UNLISTED_TITLE, sentence(str(error)))

    def _compare(self) -> None:
        second, scope = self.choice.second, self.choice.scope
        if second is not None and scope is not None:
            self.run.start(scope.entries(), self._request.model, second)

    def _show_busy(self) -> None:
        self.choice.setEnabled(False)
        self.busy.show_run(self.run)
        if self._stack.currentWidget() is not self.busy:
            self._stack.setCurrentWidget(self.busy)
            self.busy.cancel.setFocus()

    def _show_start(self) -> None:
        self.choice.setEnabled(True)
        if self._compared is not None:
            self._stack.setCurrentWidget(self.results)  # the last good one stays
            return
        self.message.say(wording.START_TITLE, wording.START_TEXT)
        self._stack.setCurrentWidget(self.message)

    def _show_result(self, compared: Compared) -> None:
        self._compared = compared
        self.choice.setEnabled(True)
        self.results.show_comparison(compared)
        self._stack.setCurrentWidget(self.results)
        self.results.table.setFocus()

    def _show_failure(self, error: BaseException) -> None:
        self._error = error
        self.choice.setEnabled(True)
        self.failure.say(wording.FAILED_TITLE, sentence(str(error)))
        self._stack.setCurrentWidget(self.failure)

    def _ask_for_selection(self) -> None:
        self.shown_asked.emit([row[0].path for row in self.results.table.differences.rows()])

    def _export(self) -> None:
        compared = self._compared
        proposed = str(Path(self._folder) / "differences.csv") if self._folder else "differences.csv"
        name, _ = QFileDialog.getSaveFileName(self, "Export the differences", proposed, "CSV (*.csv)")
        if not name or compared is None:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
        self._folder = str(path.parent)
        self.folder_chosen.emit(self._folder)
        task = self._tasks.start(
            exporting(self.results.table.differences.rows(), compared, path), title="Exporting the differences"
        )
        task.succeeded.connect(self.notice.say)
        task.failed.connect(self._complain)

    def _complain(self, error: BaseException) -> None:
        self.notice.complain(sentence(str(error)))

    def _make_message(self, icon_name: str) -> MessageState:
        message = MessageState(icon_name)
        message.setProperty("part", "card")
        for button in (self.open_models, self.add_pictures):
            message.add_button(button)
            button.hide()
        return message

    def _make_failure(self) -> MessageState:
        failure = MessageState("error", "bad")
        failure.setProperty("part", "card")
        again = Button("Try again", "retry", "primary")
        again.clicked.connect(self._compare)
        details = Button("Details", "info")
        details.clicked.connect(self._show_details)
        failure.add_button(again)
        failure.add_button(details)
        return failure

    def _show_details(self) -> None:
        if self._error is not None:
            DetailsDialog(self._error, self).open()

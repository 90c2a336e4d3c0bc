"""The Models page: assembles its parts and tells them about one another."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.adding.adding import Adding
from resnet_desktop.desktop.models.adding.sharing import Sharing
from resnet_desktop.desktop.models.card.changing import Changing
from resnet_desktop.desktop.models.card.model_card import ModelCard
from resnet_desktop.desktop.models.exporting.export_panel import ExportPanel
from resnet_desktop.desktop.models.faster.faster_panel import FasterPanel
from resnet_desktop.desktop.models.model_cells import ModelCells
from resnet_desktop.desktop.models.offer.offer_view import OfferView
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.work_strip import WorkStrip, said_with_message

_LIST_PX, _CARD_PX = 288, 600
_ROOM_PX = 16
_WIDEST_PX = 960
"""Longer lines are hard to read."""


class ModelsPage(QWidget):
    """The library at the left, the chosen model at the right.

    Attributes:
        state: what all parts are about.
        cells: the library.
        card: the chosen model.
        changing: what is done to it.
        add_button: asks for a file.
        adding: files become models.
        sharing: models become files.
        strip: what is read or written.
        export: makes files for other programs of it.
        faster: makes it faster.
        offer: in place of all three, what can be downloaded.
        message: what is said where the library cannot be read.
        again: reads the library once more.
        splitter: between list and card.
        notice: says what is worth a moment.
    Signals:
        use_asked: the name of a model that somebody wants to use.
    """

    use_asked = Signal(str)

    def __init__(self, current: CurrentModel, tasks: Tasks) -> None:
        super().__init__()
        self._current = current
        self.state = ModelsState(tasks, self)
        self.notice = Notice(self)
        self.cells = ModelCells()
        self.card = ModelCard(tasks)
        self.changing = Changing(self.card, self.state, current, tasks)
        self.add_button = Button(wording.ADD, "add", "primary")
        self.add_button.setToolTip(wording.ADD_TIP)
        self.adding = Adding(self.state, tasks, self)
        self.sharing = Sharing(tasks, self)
        self.strip = WorkStrip()
        self.export = ExportPanel(self.state, tasks)
        self.faster = FasterPanel(self.state, tasks)
        self.offer = OfferView(self.state, tasks)
        self.message = MessageState("model", "text2")
        self.again = Button("Try again", "retry")
        self.message.add_button(self.again)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._line = ElidedLabel("quiet")
        self._scroll = QScrollArea()
        self._shown = ""
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def cancel_work(self) -> bool:
        """Press the Cancel button of what runs for the chosen model, or for a file; False where nothing does."""
        for strip in (self.strip, self.export.strip, self.faster.strip):
            if strip.cancel.isVisible() and strip.cancel.isEnabled():
                strip.cancel.click()
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library each time the page is opened: trainings and commands change it too."""
        super().showEvent(event)
        self.state.refresh()

    def _lay_out(self) -> None:
        # From the outside in: each time that something gets a parent, Qt styles all that is in it anew.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(0)
        header = QHBoxLayout()
        header.setSpacing(8)
        layout.addLayout(header)
        layout.addSpacing(4)
        layout.addWidget(self._line)
        layout.addSpacing(12)
        layout.addWidget(self._stack, 1)
        header.addWidget(label("Models", "title"))
        header.addStretch()
        header.addWidget(self.add_button)
        self.message.say(wording.READING, "")
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.splitter)
        self._lay_out_shelf()
        self._lay_out_model()
        self.splitter.setSizes([_LIST_PX, _CARD_PX])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.again.hide()

    def _lay_out_shelf(self) -> None:
        left = QWidget()
        self.splitter.addWidget(left)
        shelf = QVBoxLayout(left)
        shelf.setContentsMargins(0, 0, 0, 0)
        shelf.setSpacing(8)
        shelf.addWidget(frame := _Frame(), 1)
        frame.hold(self.cells)
        shelf.addWidget(self.strip)

    def _lay_out_model(self) -> None:
        self.splitter.addWidget(frame := _Frame())
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame.hold(scroll)
        body = QWidget()
        body.setMaximumWidth(_WIDEST_PX)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)  # which `setWidget` turned on
        scroll.viewport().setAutoFillBackground(False)
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(24, 16, 24, 16)
        self._body.setSpacing(24)
        self._body.addWidget(self.card)
        self._body.addWidget(self.export)
        self._body.addWidget(self.faster)
        self._body.addWidget(self.offer)
        self._body.addStretch(1)

    def _connect(self) -> None:
        self.state.models_changed.connect(self._show_models)
        self.state.chosen_changed.connect(self._show_chosen)
        self.state.failed.connect(self._fail)
        self.again.clicked.connect(lambda _is_on: self.state.refresh())
        self.cells.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.card.use.clicked.connect(lambda _is_on: self.use_asked.emit(self.state.chosen))
        self.changing.done.connect(self.notice.say)
        self.changing.failed.connect(self.notice.complain)
        self.changing.renamed.connect(self._current.replace)
        self.changing.deleted.connect(self._current.replace)
        self.add_button.clicked.connect(lambda _is_on: self.adding.ask())
        self.adding.done.connect(self.notice.say)
        self.faster.changed.connect(self._load_again)
        self.faster.answered.connect(self._bring_into_sight)
        self.offer.file_asked.connect(self.adding.ask)
        self.offer.added.connect(self.adding.tell)
        self.card.share.clicked.connect(lambda _is_on: self._share())
        self.cells.dragged.connect(self._drag)
        self.sharing.done.connect(self._tell_made)
        for part in (self.adding, self.sharing):
            part.begun.connect(self._follow)
            part.failed.connect(self.notice.complain)
        self.export.exported.connect(self._tell_made)
        self._current.changed.connect(self._show_current)

    def _show_models(self) -> None:
        models = self.state.models or ()
        self._line.setText(wording.headline(models))
        chosen = self.state.chosen  # which showing others changes
        self.cells.rows.show_models(models)
        self.cells.choose(chosen)
        self.cells.mark(self._current.name)
        self._stack.setCurrentWidget(self.splitter)

    def _choose(self) -> None:
        if name := self.cells.chosen:
            self.state.choose(name)

    def _show_chosen(self) -> None:
        model = self.state.model
        if model is None:
            return
        self.cells.choose(model.name)
        if model.name != self._shown:
            self._shown = model.name
            self._scroll.verticalScrollBar().setValue(0)
        self.card.setVisible(model.offer is None)
        self.offer.setVisible(model.offer is not None)
        if model.offer is None:
            self.card.show_model(model, is_current=model.name == self._current.name)
        else:
            self.offer.show_offer(model)

    def _show_current(self) -> None:
        self.cells.mark(self._current.name)
        if (model := self.state.model) is not None:
            self.card.show_use(is_current=model.name == self._current.name, is_usable=model.can_classify)

    def _follow(self, task: Task) -> None:
        self.strip.follow(task, said_with_message)

    def _share(self) -> None:
        if (model := self.state.model) is not None:
            self.sharing.ask(model)

    def _drag(self) -> None:
        model = self.state.model
        if model is not None and model.can_classify:
            self.sharing.drag(model, self.cells)

    def _load_again(self, name: str) -> None:
        """Compute otherwise from now on where the model is in use."""
        if name == self._current.name:
            self._current.load(name)

    def _bring_into_sight(self, part: QWidget) -> None:
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, _ROOM_PX))  # when it is laid out

    def _fail(self, error: Exception) -> None:
        self.again.show()
        self.message.say(wording.FAILED, sentence(str(error)))
        self._stack.setCurrentWidget(self.message)

    def _tell_made(self, words: str, target: Path) -> None:
        self.notice.say(words, (("Show in folder", lambda: opening.show_in_folder(target)),))


class _Frame(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 4, 4, 4)

    def hold(self, part: QWidget) -> None:
        self._layout.addWidget(part)

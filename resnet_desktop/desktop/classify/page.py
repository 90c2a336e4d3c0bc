"""The Classify page: assembles its parts and tells them about one another."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.picture_list import PictureList
from resnet_desktop.desktop.classify.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.result_panel import ResultPanel
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.classify.state_line import StateLine
from resnet_desktop.desktop.classify.thumbnails import Thumbnails
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.notice import Notice

_LEAST_LIST_PX = 280
_LEAST_PANEL_PX = 320


class ClassifyPage(QWidget):
    """Pictures on the left, the chosen one on the right.

    Attributes:
        session: the pictures and the work on them.
    Signals:
        files_asked: somebody wants to choose pictures.
        samples_asked: somebody wants the sample pictures.
        split_moved: the two widths, px.
    """

    files_asked = Signal()
    samples_asked = Signal()
    split_moved = Signal(tuple)

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks, add_menu: Menu) -> None:
        super().__init__()
        self._current = current
        self._loader = PictureLoader(classifier, tasks, self)
        self._thumbnails = Thumbnails(classifier, tasks, self)
        self.session = ClassifySession(classifier, current, tasks, self)
        self.add_button = MenuButton("Add pictures", add_menu, "add", "primary")
        self.state_line = StateLine()
        self.list = PictureList(self.session.pictures, self._thumbnails)
        self.panel = ResultPanel(self._loader)
        self.splitter = self._make_splitter()
        self.empty = self._make_empty()
        self.broken = self._make_broken()
        self._stack = QStackedWidget()
        for part in (self.empty, self.broken, self.splitter):
            self._stack.addWidget(part)
        self.notice = Notice(self)
        self._lay_out()
        self._connect()
        self._show_state()

    def add(self, paths: Iterable[Path | str]) -> None:
        """Look for pictures there and classify them."""
        self.session.add(paths)

    def remove_selected(self) -> None:
        """Take the selected pictures out of the list."""
        rows = self.list.selected_rows()
        if rows:
            self.session.remove(rows)
            self.list.choose_row(min(rows))

    def restore_split(self, widths: tuple[int, ...]) -> None:
        """Give list and panel the widths they had."""
        if len(widths) == self.splitter.count():
            self.splitter.setSizes(widths)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.addWidget(label("Classify", "title"))
        header.addStretch()
        header.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addSpacing(4)
        layout.addWidget(self.state_line)
        layout.addSpacing(12)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._show_state)
        session.noticed.connect(self.notice.say)
        session.broke.connect(self._complain)
        session.pictures.dataChanged.connect(self._refresh_panel)
        self._current.changed.connect(self._show_state)
        self._current.changed.connect(self._tell_about_model)
        self.list.picture_chosen.connect(self._show_chosen)
        self.state_line.cancel_asked.connect(session.cancel)
        self.state_line.continue_asked.connect(session.go_on)
        self.state_line.failed_toggled.connect(session.pictures.show_failed_only)
        self.state_line.failed_toggled.connect(lambda _is_on: self._show_state())
        self.panel.retry_asked.connect(self._try_again)
        self.panel.removal_asked.connect(self.remove_selected)
        self.splitter.splitterMoved.connect(lambda: self.split_moved.emit(tuple(self.splitter.sizes())))

    def _show_state(self) -> None:
        work, pictures = self.session.work, self.session.pictures
        if pictures.shows_failed_only and not work.failed:
            pictures.show_failed_only(False)
        with QSignalBlocker(self.state_line.failed):
            self.state_line.show_work(work, pictures.shows_failed_only)
        has_failed = self._current.state is State.FAILED and self._current.loaded is None
        if has_failed:
            self.broken.say(
                wording.MODEL_TITLE, f"{wording.sentence(str(self._current.error))}\n\n{wording.MODEL_ADVICE}"
            )
        self.add_button.set_kind("primary" if work.pictures else "")  # an empty page has its main button in the middle
        if work.pictures:
            if self._stack.currentWidget() is not self.splitter:
                self._stack.setCurrentWidget(self.splitter)
                self.list.setFocus()  # so that the arrow keys work at once
        else:
            self._stack.setCurrentWidget(self.broken if has_failed else self.empty)

    def _show_chosen(self, path: Path | None) -> None:
        self.panel.show_entry(self.session.pictures.entry(self.list.currentIndex()) if path else None)

    def _refresh_panel(self) -> None:
        self.panel.refresh()

    def _try_again(self, path: Path) -> None:
        self._thumbnails.forget(path)
        self._loader.forget(path)
        self.session.try_again(path)

    def _tell_about_model(self) -> None:
        error, loaded = self._current.error, self._current.loaded
        if self._current.state is State.READY and loaded is not None:
            for notice in loaded.engine.notices:
                self.notice.say(notice)
        if self._current.state is State.FAILED and self.session.work.pictures:
            actions = (("Try again", self._current.load_again), ("Details", lambda: self._show_details(error)))
            self.notice.complain(f"{wording.MODEL_TITLE}: {wording.sentence(str(error))}", actions)

    def _complain(self, error: BaseException) -> None:
        self.notice.complain(
            f"Classifying stopped: {wording.sentence(str(error))}",
            (("Try again", self.session.go_on), ("Details", lambda: self._show_details(error))),
        )

    def _show_details(self, error: BaseException | None) -> None:
        if error is not None:
            DetailsDialog(error, self).open()

    def _make_splitter(self) -> QSplitter:
        card = QFrame()
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.list)
        card.setMinimumWidth(_LEAST_LIST_PX)
        self.panel.setMinimumWidth(_LEAST_PANEL_PX)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(16)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(card)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 0)  # a larger window makes a larger picture
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([376, 712])
        return splitter

    def _make_empty(self) -> MessageState:
        empty = MessageState("drop", is_target=True)
        empty.say("Drop pictures or folders here to see what they show", "")
        choose = Button("Choose pictures…", "picture", "primary")
        choose.clicked.connect(self.files_asked)
        samples = Button("Try the sample pictures", "samples")
        samples.clicked.connect(self.samples_asked)
        empty.add_button(choose)
        empty.add_button(samples)
        return empty

    def _make_broken(self) -> MessageState:
        broken = MessageState("error", "bad")
        broken.setProperty("part", "card")
        again = Button("Try again", "retry", "primary")
        again.clicked.connect(self._current.load_again)
        details = Button("Details", "info")
        details.clicked.connect(lambda: self._show_details(self._current.error))
        broken.add_button(again)
        broken.add_button(details)
        return broken

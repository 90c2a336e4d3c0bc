"""The Classify page: assembles its parts and tells them about one another."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop import paths
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.arranging import ERRORS
from resnet_desktop.desktop.classify.browser import PictureBrowser
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.query_field import QueryField
from resnet_desktop.desktop.classify.result_panel import ResultPanel
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.classify.state_line import StateLine
from resnet_desktop.desktop.classify.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.classify.thumbnails import Thumbnails
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.notice import Notice

_LEAST_BROWSER_PX = 280
_LEAST_PANEL_PX = 320


class ClassifyPage(QWidget):
    """Pictures on the left, the chosen one on the right.

    Attributes:
        session: the pictures and the work on them.
        browser: shows them.
        query: says which of them are shown.
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
        cache = ThumbnailCache(paths.cache_dir() / "thumbnails")
        self._thumbnails = Thumbnails(classifier, tasks, cache, self)
        self.session = ClassifySession(classifier, current, tasks, self)
        self.add_button = MenuButton("Add pictures", add_menu, "add", "primary")
        self.state_line = StateLine()
        self.browser = PictureBrowser(self.session.pictures, self.session.arranging, self._thumbnails, tasks)
        self.query = QueryField()
        self.panel = ResultPanel(self._loader, current, tasks)
        self.splitter = self._make_splitter()
        self.empty = self._make_empty()
        self.broken = self._make_broken()
        self._stack = QStackedWidget()
        for part in (self.empty, self.broken, self.splitter):
            self._stack.addWidget(part)
        self._finding = QWidget()
        self.notice = Notice(self)
        self._lay_out()
        self._connect()
        self._show_state()

    def add(self, given: Iterable[Path | str]) -> None:
        """Look for pictures there and classify them."""
        self.session.add(given)

    def remove_selected(self) -> None:
        """Take the selected pictures out of the list."""
        selection = self.browser.selection
        if rows := selection.rows():
            self.session.remove(rows)
            selection.choose_row(rows[0])

    def restore_split(self, widths: tuple[int, ...]) -> None:
        """Give browser and panel the widths they had."""
        if len(widths) == self.splitter.count():
            self.splitter.setSizes(widths)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.addWidget(label("Classify", "title"))
        header.addStretch()
        header.addWidget(self.add_button)
        finding = QHBoxLayout(self._finding)
        finding.setContentsMargins(0, 8, 0, 0)
        finding.setSpacing(12)
        finding.addWidget(self.query, 1)
        finding.addWidget(self.browser.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addSpacing(4)
        layout.addWidget(self.state_line)
        layout.addWidget(self._finding)
        layout.addSpacing(12)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._show_state)
        session.noticed.connect(self.notice.say)
        session.broke.connect(self._complain)
        session.arranging.failed.connect(self._complain)
        session.arranging.changed.connect(self._show_query)
        self.query.query_changed.connect(self._find)
        session.pictures.dataChanged.connect(self._refresh_panel)
        self._current.changed.connect(self._show_state)
        self._current.changed.connect(self._tell_about_model)
        self.browser.selection.picture_chosen.connect(self._show_chosen)
        self.state_line.cancel_asked.connect(session.cancel)
        self.state_line.continue_asked.connect(session.go_on)
        self.state_line.failed_toggled.connect(self._show_failed_only)
        self.panel.retry_asked.connect(self._try_again)
        self.panel.removal_asked.connect(self.remove_selected)
        self.splitter.splitterMoved.connect(lambda: self.split_moved.emit(tuple(self.splitter.sizes())))

    def _show_state(self) -> None:
        work, arranging = self.session.work, self.session.arranging
        shows_failed_only = arranging.order.text == ERRORS
        if shows_failed_only and not work.failed:
            arranging.set_filter(None, "")
            return
        with QSignalBlocker(self.state_line.failed):
            self.state_line.show_work(work, shows_failed_only)
        has_failed = self._current.state is State.FAILED and self._current.loaded is None
        if has_failed:
            self.broken.say(
                wording.MODEL_TITLE, f"{wording.sentence(str(self._current.error))}\n\n{wording.MODEL_ADVICE}"
            )
        self.add_button.set_kind("primary" if work.pictures else "")  # an empty page has its main button in the middle
        self._finding.setVisible(work.pictures > 0)
        if work.pictures:
            if self._stack.currentWidget() is not self.splitter:
                self._stack.setCurrentWidget(self.splitter)
                self.browser.view.setFocus()  # so that the arrow keys work at once
        else:
            self._stack.setCurrentWidget(self.broken if has_failed else self.empty)

    def _show_chosen(self) -> None:
        self.panel.show_entry(self.session.pictures.entry(self.browser.selection.currentIndex()))

    def _find(self, text: str) -> None:
        from resnet_desktop.classification.query import parse  # noqa: PLC0415  loads NumPy

        loaded = self._current.loaded
        query = parse(text, loaded.card.labels if loaded is not None else ())
        self.session.arranging.set_filter(query if text else None, text)

    def _show_query(self) -> None:
        text = self.session.arranging.order.text
        if text != self.query.query:
            self.query.set_query(text)

    def _refresh_panel(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.browser.selection.currentIndex().row() <= last.row():
            self._show_chosen()

    def _show_failed_only(self, is_wanted: bool) -> None:
        self.session.arranging.set_filter(None, ERRORS if is_wanted else "")

    def _try_again(self, path: Path) -> None:
        self._thumbnails.forget(path)
        self._loader.forget(path)
        self.session.try_again(path)

    def _tell_about_model(self) -> None:
        error, loaded = self._current.error, self._current.loaded
        if self._current.state is State.READY and loaded is not None:
            self.query.set_classes(loaded.card.labels)
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
        self.browser.setMinimumWidth(_LEAST_BROWSER_PX)
        self.panel.setMinimumWidth(_LEAST_PANEL_PX)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(16)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.browser)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 3)  # a larger window makes more and larger pictures
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([648, 440])
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

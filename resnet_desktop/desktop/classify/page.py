"""The Classify page: assembles its parts and tells them about one another."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop import paths
from resnet_desktop.desktop.classify import page_states, wording
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.file_actions import FileActions
from resnet_desktop.desktop.classify.finding.finding_bar import FindingBar
from resnet_desktop.desktop.classify.finding.nothing_found import NothingFound
from resnet_desktop.desktop.classify.listing.arranging import ERRORS
from resnet_desktop.desktop.classify.listing.browser import PictureBrowser
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.result.result_panel import ResultPanel
from resnet_desktop.desktop.classify.reviewing.review_actions import ReviewActions
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.classify.state_line import StateLine
from resnet_desktop.desktop.classify.trouble import Trouble
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.question import Question

_LEAST_BROWSER_PX = 280
_LEAST_PANEL_PX = 320
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ClassifyPage(QWidget):
    """Pictures on the left, the chosen one on the right.

    Attributes:
        session: the pictures and the work on them.
        browser: shows them.
        query: says which of them are shown, as text.
        filters: says the same with controls.
        nothing_found: says over the list that no picture is shown.
        panel: shows the chosen one.
        review: what a person says about the chosen ones.
        files: what is done with their files.
        notice: says what is worth a moment.
        cache: thumbnails on disk.
        add_menu: of the button that adds pictures; somebody else fills it.
        export_menu: of the button for all that is done with the list; likewise.
    Signals:
        files_asked: somebody wants to choose pictures.
        samples_asked: somebody wants the sample pictures.
        split_moved: the two widths, px.
    """

    files_asked = Signal()
    samples_asked = Signal()
    split_moved = Signal(tuple)

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks) -> None:
        super().__init__()
        self._current = current
        self.cache = ThumbnailCache(paths.cache_dir() / "thumbnails")
        self._thumbnails = Thumbnails(classifier, tasks, self.cache, self)
        self.session = ClassifySession(classifier, current, tasks, self)
        self.add_menu, self.export_menu = Menu("Add pictures", self), Menu("Export", self)
        self.add_button = MenuButton("Add pictures", self.add_menu, "add", "primary")
        self.export_button = MenuButton("Export", self.export_menu, "export")
        self.state_line = StateLine()
        self.browser = PictureBrowser(self.session.pictures, self.session.arranging, self._thumbnails, tasks)
        self._finding = FindingBar(self.session.pictures, self.session.arranging, current, self.browser.tools)
        self.query, self.filters = self._finding.query, self._finding.filters
        self.state_line.make_room_for(self._finding.problems)
        self.nothing_found = NothingFound(self.query, self.session.pictures, self.session.arranging, self.browser)
        self.panel = ResultPanel(PictureLoader(classifier, tasks, self), current, tasks)
        self.splitter = self._make_splitter()
        self.empty = page_states.make_empty(self.files_asked.emit, self.samples_asked.emit)
        self.notice = Notice(self)
        self._trouble = Trouble(self, self.session, current, self.notice)
        self.broken = page_states.make_broken(current.load_again, lambda: self._trouble.show_details(current.error))
        self._blank = QWidget()
        self._is_expecting = False
        self._stack = QStackedWidget()
        for part in (self.empty, self.broken, self.splitter, self._blank):
            self._stack.addWidget(part)
        self.review = ReviewActions(self, self.session, self.browser.selection, current, self.notice)
        self.files = FileActions(self.browser.selection, self.notice, self)
        self._lay_out()
        self._connect()
        self._show_state()

    def add(self, given: Iterable[Path | str]) -> None:
        """Look for pictures there and classify them; a single one is looked at."""
        places = list(given)
        self.session.add(places)
        if len(places) == 1:
            self.session.whereabouts.look_at(Path(places[0]))

    def expect_list(self) -> None:
        """Show nothing until the list of the last session has come, which would take its place at once."""
        self._is_expecting = True
        self._show_state()

    def remove_selected(self) -> None:
        """Take the selected pictures out of the list; asks first where somebody has said something about them."""
        rows = self.browser.selection.rows()
        reviewed = sum(bool(entry.given) for entry in self.session.pictures.entries(rows))
        self._ask(wording.removal_question(len(rows)), "Remove", reviewed, self._remove_selected)

    def clear(self) -> None:
        """Begin a new list; asks first where somebody has said something about pictures."""
        reviewed = sum(bool(entry.given) for entry in self.session.pictures.store)
        self._ask("Begin a new list?", "New list", reviewed, self.session.clear)

    def follow_moved(self, moved: Iterable[tuple[Path, Path]]) -> None:
        """Note what a sorting did, or undoing one: pairs of the old path and the new one, of files that moved."""
        renamed = dict(moved)
        if renamed:
            self.session.rename(renamed)
        for path in renamed.values():
            self._thumbnails.forget(path)
            self.panel.forget(path)
        self._finding.judge_anew()
        self._show_chosen()

    @property
    def is_large(self) -> bool:
        """True while the chosen picture has all the room there is."""
        return self.browser.isHidden()

    def restore_split(self, widths: tuple[int, ...]) -> None:
        """Give browser and panel the widths they had."""
        if len(widths) == self.splitter.count():
            self.splitter.setSizes(widths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the list by the arrows while it is hidden; a picture that is moved by them keeps them."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.is_large:
            super().keyPressEvent(event)
            return
        selection = self.browser.selection
        selection.choose_row(max(0, selection.currentIndex().row() + step))

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label("Classify", "title"))
        header.addStretch()
        header.addWidget(self.export_button)
        header.addWidget(self.add_button)
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
        session, panel, selection = self.session, self.panel, self.browser.selection
        session.changed.connect(self._show_state)
        session.noticed.connect(self.notice.say)
        session.troubled.connect(self.notice.complain)
        session.broke.connect(self._trouble.complain)
        session.restored.connect(self._end_expecting)
        session.arranging.failed.connect(self._trouble.complain)
        session.whereabouts.follow(selection)
        session.pictures.dataChanged.connect(self._refresh_panel)
        session.pictures.threshold_changed.connect(panel.set_threshold)
        self._finding.tally.changed.connect(self._show_accuracy)
        self._finding.problems.appeared.connect(self.state_line.be_brief)
        self._current.changed.connect(self._show_state)
        self._current.changed.connect(self._trouble.tell_about_model)
        selection.picture_chosen.connect(self._show_chosen)
        self.state_line.cancel_asked.connect(session.cancel)
        self.state_line.continue_asked.connect(session.go_on)
        self.state_line.failed_toggled.connect(self._show_failed_only)
        for view in (self.browser.gallery, self.browser.table):
            self.review.attach(view)
        panel.retry_asked.connect(self._try_again)
        panel.removal_asked.connect(self.remove_selected)
        panel.class_given.connect(self.review.give_to_current)
        panel.large_toggled.connect(self._show_large)
        panel.noticed.connect(self.notice.say)
        panel.complained.connect(self.notice.complain)
        self.splitter.splitterMoved.connect(lambda: self.split_moved.emit(tuple(self.splitter.sizes())))

    def _ask(self, title: str, doing: str, reviewed: int, act: Callable[[], object]) -> None:
        if not reviewed:
            act()
            return
        question = Question(title, wording.reviews_lost(reviewed), doing, self)
        question.accepted.connect(act)
        question.open()

    def _remove_selected(self) -> None:
        selection = self.browser.selection
        if rows := selection.rows():
            places = [entry.place for entry in self.session.pictures.entries(rows)]
            self.session.remove(rows)
            selection.choose_row(rows[0])
            put_back = partial(self.session.put_back, places)
            self.notice.say(wording.removed(len(places)), (("Put back", put_back),))

    def _show_state(self) -> None:
        work, arranging = self.session.work, self.session.arranging
        shows_failed_only = arranging.order.text == ERRORS
        if shows_failed_only and not work.failed and not work.is_busy:
            arranging.set_filter(None, "")
            return
        with QSignalBlocker(self.state_line.failed):
            self.state_line.show_work(work, shows_failed_only)
        has_failed = self._current.state is State.FAILED and self._current.loaded is None
        if has_failed:
            self.broken.say(
                wording.MODEL_TITLE, f"{wording.sentence(str(self._current.error))}\n\n{wording.MODEL_ADVICE}"
            )
        has_pictures = work.pictures > 0
        self.add_button.set_kind("primary" if has_pictures else "")  # an empty page has its main button in the middle
        self._finding.setVisible(has_pictures and not self.is_large)
        if has_pictures:
            if self._stack.currentWidget() is not self.splitter:
                self._stack.setCurrentWidget(self.splitter)
                self.browser.view.setFocus()  # so that the arrow keys work at once
        else:
            self.panel.set_large(False)
            self._stack.setCurrentWidget(
                self.broken if has_failed else self._blank if self._is_expecting else self.empty
            )

    def _end_expecting(self) -> None:
        self._is_expecting = False
        self._show_state()

    def _show_accuracy(self) -> None:
        numbers = self._finding.tally.numbers
        self.state_line.show_accuracy(numbers.right, numbers.judged)

    def _show_chosen(self) -> None:
        self.panel.show_entry(self.session.pictures.entry(self.browser.selection.currentIndex()))

    def _show_large(self, is_large: bool) -> None:
        self.browser.setVisible(not is_large)
        self._finding.setVisible(not is_large)
        (self.panel.stage.view if is_large else self.browser.view).setFocus()

    def _refresh_panel(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.browser.selection.currentIndex().row() <= last.row():
            self._show_chosen()

    def _show_failed_only(self, is_wanted: bool) -> None:
        self.session.arranging.set_filter(None, ERRORS if is_wanted else "")

    def _try_again(self, path: Path) -> None:
        self._thumbnails.forget(path)
        self.session.try_again(path)

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

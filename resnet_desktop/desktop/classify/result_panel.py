"""Everything about the chosen picture: the picture, its facts, its classes, or why it could not be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.picture_loader import PictureLoader, Shown
from resnet_desktop.desktop.classify.preview import Preview
from resnet_desktop.desktop.classify.top_k_bars import ROWS, TopKBars
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.message_state import MessageState

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


class ResultPanel(QFrame):
    """Shows one `Entry`.

    Signals:
        retry_asked: the path of a picture that should be read again.
        removal_asked: the chosen picture should leave the list.
    """

    retry_asked = Signal(object)
    removal_asked = Signal()

    def __init__(self, loader: PictureLoader) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setAccessibleName("Chosen picture")
        self._loader = loader
        self._entry: Entry | None = None
        self._shown_path: Path | None = None
        self.preview = Preview()
        self.name = ElidedLabel("section", Qt.TextElideMode.ElideMiddle)
        self.facts = ElidedLabel("secondary")
        self.folder = ElidedLabel("secondary", Qt.TextElideMode.ElideMiddle)
        self.bars = TopKBars()
        self.problem = self._make_problem()
        self._nothing = MessageState("picture", "text2")
        self._nothing.say("No picture chosen", "Choose one in the list to see it here.")
        self._layout = QStackedLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._content = self._make_content()
        for part in (self._nothing, self._content, self.problem):
            self._layout.addWidget(part)
        loader.loaded.connect(self._show_loaded)
        loader.failed.connect(self._show_failure)

    def show_entry(self, entry: "Entry | None") -> None:
        """Show a picture of the list, or that none is chosen."""
        self._entry = entry
        if entry is None:
            self._shown_path = None
            self._loader.load(None)
            self._layout.setCurrentWidget(self._nothing)
        elif entry.error:
            self._shown_path = None
            self._loader.load(None)
            words = f"{entry.error}\n\n{wording.UNREADABLE_ADVICE}"
            self.problem.say(wording.UNREADABLE_TITLE, words, subject=entry.path.name)
            self._layout.setCurrentWidget(self.problem)
        else:
            self._show_content(entry)

    def _show_content(self, entry: "Entry") -> None:
        if entry.result is not None:
            self.bars.make_room_for(entry.result.labels)
        self.bars.show_predictions(entry.result.top(ROWS) if entry.result is not None else ())
        self._layout.setCurrentWidget(self._content)
        if entry.path == self._shown_path:
            return
        self._shown_path = entry.path
        self.name.setText(entry.path.name)
        self.folder.setText(wording.folder_line(entry.path.parent))
        self.facts.setText("")
        self.preview.show_words("")
        self._loader.load(entry.path)

    def _show_loaded(self, shown: Shown) -> None:
        if shown.path == self._shown_path:
            self.preview.show_image(shown.image, shown.path.name)
            self.facts.setText(wording.facts_line(shown.facts))

    def _show_failure(self, path: Path, error: BaseException) -> None:
        if path == self._shown_path:
            self.preview.show_words(str(error))

    def _ask_for_retry(self) -> None:
        if self._entry is not None:
            self.retry_asked.emit(self._entry.path)

    def _make_content(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(4)
        layout.addWidget(self.preview, 1)
        layout.addSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.facts)
        layout.addWidget(self.folder)
        layout.addSpacing(12)
        layout.addWidget(self.bars)
        return content

    def _make_problem(self) -> MessageState:
        problem = MessageState("unreadable", "bad")
        retry = Button("Try again", "retry")
        retry.clicked.connect(self._ask_for_retry)
        remove = Button("Remove from the list", "remove")
        remove.clicked.connect(self.removal_asked)
        problem.add_button(retry)
        problem.add_button(remove)
        return problem

"""Name, facts and classes of the chosen picture."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.result.ranking_line import MOST, RankingLine
from resnet_desktop.desktop.classify.result.top_k_bars import INDENT_PX, TopKBars
from resnet_desktop.desktop.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.models import Card


class PictureDetails(QWidget):
    """Shows them; the bars begin a little to the left of the words, because their rows have a ground.

    Attributes:
        name: of the file.
        facts: size, bytes, date.
        folder: where it lies.
        ranking: how sure the model is.
        bars: the best classes.
        count: how many of them are shown; `MOST` for all.
    Signals:
        count_chosen: how many classes are to be shown.
    """

    count_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.name = ElidedLabel("section", Qt.TextElideMode.ElideMiddle)
        self.facts = ElidedLabel("secondary")
        self.folder = ElidedLabel("secondary", Qt.TextElideMode.ElideMiddle)
        self.ranking = RankingLine()
        self.bars = TopKBars()
        self.ranking.count_chosen.connect(self.count_chosen)
        self.count = self.bars.count
        self._lay_out()

    def show_entry(self, entry: "Entry", threshold: float, card: "Card | None") -> None:
        """Show a picture.

        Args:
            entry: the picture; readable, or not yet read.
            threshold: predictions below it are unsure, 0 to 1.
            card: of the model in use; None for none.
        """
        result = entry.result
        if result is not None:
            self.bars.make_room_for(result.labels)
            self._fit_rows(len(result.labels))
        self.bars.show_predictions(result.top(self.count) if result is not None else ())
        is_of_card = card is not None and result is not None and result.labels == card.labels
        self.ranking.show_entry(entry, threshold, card if is_of_card else None)
        if entry.path != self._path:
            self._path = entry.path
            self.name.setText(entry.path.name)
            self.folder.setText(wording.folder_line(entry.path.parent))
            self.facts.setText("")

    def set_count(self, count: int) -> None:
        """Show more or fewer classes; `MOST` for all."""
        self.count = count
        self.ranking.show_count(count)
        self.bars.set_count(count)

    def _fit_rows(self, classes: int) -> None:
        """Where all classes are shown, have as many rows as there are classes."""
        if self.count == MOST:
            self.bars.set_count(min(classes, MOST))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(INDENT_PX, 0, INDENT_PX, 0)
        words.setSpacing(4)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        words.addWidget(self.folder)
        words.addSpacing(4)
        words.addWidget(self.ranking)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(words)
        layout.addWidget(self.bars)

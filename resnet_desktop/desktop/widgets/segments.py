"""A few choices side by side, of which one holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segments(QFrame):
    """Exclusive choices in one frame; Tab reaches the one that holds, arrows go on from there.

    Args:
        name: what is chosen, for a screen reader.
        words: of each choice.
    Attributes:
        buttons: of each choice.
    Signals:
        chosen: the number of the choice that somebody made, from 0.
    """

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self.buttons = [_segment(each) for each in words]
        for number, button in enumerate(self.buttons):
            button.setAccessibleName(f"{name}: {words[number]}")
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def number(self) -> int:
        """The choice that holds, from 0."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Make a choice hold; nobody is told."""
        self.buttons[number].setChecked(True)


def _segment(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "segment")
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

"""A few choices side by side, of which one holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from resnet_desktop.desktop.widgets.pressing import PushButton


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
        self._group.buttonToggled.connect(_let_tab_reach)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def number(self) -> int:
        """The choice that holds, from 0."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Make a choice hold; nobody is told."""
        self.buttons[number].setChecked(True)


def _segment(words: str) -> PushButton:
    button = PushButton(words)
    button.setProperty("kind", "segment")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _let_tab_reach(button: QAbstractButton, is_chosen: bool) -> None:
    """Qt does so only after one of them had the focus once."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_chosen else Qt.FocusPolicy.NoFocus)

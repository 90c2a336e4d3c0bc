"""What the network says as its blocks are switched, beside what it says with all of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.answer_bars import AnswerBars
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_answers import Answers

_LINES = 3


class AnswerPart(QWidget):
    """The bars, one sentence about them, and the two buttons that switch everything.

    Attributes:
        bars: before and after.
        all_on: lets every block add.
        all_off: leaves the shortcuts alone.
        words: the sentence.
    Signals:
        all_asked: every block shall be on, or none.
    """

    all_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.bars = AnswerBars()
        self.all_on = Button(wording.ALL_ON, kind="small")
        self.all_off = Button(wording.ALL_OFF, kind="small")
        self.all_on.setToolTip(wording.ALL_ON_TIP)
        self.all_off.setToolTip(wording.ALL_OFF_TIP)
        self.all_on.clicked.connect(lambda: self.all_asked.emit(True))
        self.all_off.clicked.connect(lambda: self.all_asked.emit(False))
        self.words = label("", "secondary")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setMinimumHeight(_LINES * self.words.fontMetrics().lineSpacing())  # nothing moves when it changes
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label("Answer", "section"))
        header.addStretch(1)
        header.addWidget(self.all_off)
        header.addWidget(self.all_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.bars)
        layout.addWidget(self.words)

    def show_answers(self, answers: "Answers | None", blocks: tuple[str, ...]) -> None:
        """Show before and after.

        Args:
            answers: None while they are on their way.
            blocks: all that can be switched off.
        """
        self.bars.show_answers(answers)
        if answers is not None:
            self.words.setText(wording.answer_sentence(answers, blocks))

    def show_switches(self, bypassed: frozenset[str], blocks: tuple[str, ...]) -> None:
        """Offer only what would change something."""
        self.all_on.setEnabled(bool(bypassed))
        self.all_off.setEnabled(len(bypassed) < len(blocks))

    def say(self, words: str) -> None:
        """Say why there is no answer."""
        self.bars.show_answers(None)
        self.words.setText(words)

"""Controls below each other, each with a word before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import label

_WORD_PX = 96


class Form(QGridLayout):
    """Two columns: words, and what is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(12)
        self.setColumnStretch(1, 1)
        self.setColumnMinimumWidth(0, _WORD_PX)

    def add(self, words: str, *controls: QWidget, is_wide: bool = False) -> None:
        """Add a line.

        Args:
            words: what stands before it; empty where it goes on with the line above.
            controls: one after the other.
            is_wide: the control takes all the room.
        """
        row = self.rowCount()
        if words:
            said = label(words, "quiet")
            said.setBuddy(controls[0])
            self.addWidget(said, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if is_wide:
            self.addWidget(controls[0], row, 1)
            return
        line = QHBoxLayout()
        line.setSpacing(8)
        for control in controls:
            line.addWidget(control)
        line.addStretch()
        self.addLayout(line, row, 1)

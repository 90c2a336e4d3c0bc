"""The sheet that shows all keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.keys import KEYS
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label


class KeySheet(QDialog):
    """Lists the keys with what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, key in enumerate(KEYS):
            caps = QHBoxLayout()
            caps.setSpacing(4)
            shown = key.shown or QKeySequence(key.sequences[0]).toString(QKeySequence.SequenceFormat.NativeText)
            cap = label(shown)
            cap.setProperty("part", "key")
            caps.addWidget(cap)
            caps.addStretch()
            grid.addLayout(caps, row, 0)
            grid.addWidget(label(key.does), row, 1)
        close = Button("Close", kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label("Keys", "section"))
        layout.addLayout(grid)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

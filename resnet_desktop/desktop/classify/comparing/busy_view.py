"""What is shown while a comparison runs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.comparing.run import ComparisonRun
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.message_state import Emblem

_WIDTH_PX = 420


class BusyView(QFrame):
    """Says what is done, how far it is, and cancels it.

    Signals:
        cancel_asked: stop.
    """

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.title = ElidedLabel("section")
        self.line = ElidedLabel("quiet")
        self.line.setFont(font(13, has_even_digits=True))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress of the comparison")
        self.cancel = Button("Cancel", "cancel")
        self.cancel.setToolTip("Cancel (Esc)")
        self.cancel.clicked.connect(self.cancel_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(1)
        parts: tuple[tuple[QWidget, int], ...] = (
            (Emblem("model", "accent"), 16),
            (self.title, 4),
            (self.line, 16),
            (self.bar, 24),
            (self.cancel, 0),
        )
        for part, space in parts:
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(space)
        for words in (self.title, self.line):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for wide in (self.title, self.line, self.bar):
            wide.setFixedWidth(_WIDTH_PX)
        layout.addStretch(1)

    def show_run(self, run: ComparisonRun) -> None:
        """Show how far a comparison is."""
        self.title.setText(run.title)
        self.line.setText(run.line)
        total = run.progress.total
        self.bar.setRange(0, total or 0)
        self.bar.setValue(run.progress.done if total else 0)

"""The card that tells one step of the tour, and goes on, back or away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.tour.dots import Dots
from resnet_desktop.desktop.architecture.tour.steps import TourStep
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

WIDTH_PX = 340
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape)


class TourCard(QFrame):
    """One step; the arrow keys and Escape work wherever the focus is in it.

    Attributes:
        title: of the step.
        text: of the step.
        back: to the step before.
        next: to the step after; from the last one away.
        close_button: away.
        switch: switches the step's block off, or on again.
        lab: opens the residual lab.
    Signals:
        moved: somebody wants to go some steps on, or back where negative.
        closed: somebody has had enough.
        switch_asked: the step's block shall be switched.
        lab_asked: the residual lab shall be opened.
    """

    moved = Signal(int)
    closed = Signal()
    switch_asked = Signal()
    lab_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.title, self.text = label("", "section"), label()
        for words in (self.title, self.text):
            words.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dots = Dots()
        self.back, self.next = Button("Back", kind="small"), Button("Next", kind="primary")
        self.close_button = Button("", "cancel", "flat")
        self.close_button.setFixedWidth(28)
        self.close_button.setToolTip("End the tour (Esc)")
        self.close_button.setAccessibleName("End the tour")
        self.switch, self.lab = Button("", kind="small"), Button("Open the residual lab", kind="small")
        self.back.setToolTip("Left arrow")
        self.next.setToolTip("Right arrow")
        self.back.setMinimumHeight(32)
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.switch.clicked.connect(self.switch_asked)
        self.lab.clicked.connect(self.lab_asked)
        for button in (self.back, self.next, self.close_button, self.switch, self.lab):
            button.installEventFilter(self)
        self._lay_out()

    def show_step(self, step: TourStep, number: int, total: int) -> None:
        """Tell a step.

        Args:
            step: what to tell.
            number: its place, from 0.
            total: steps in all.
        """
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.setAccessibleName(f"Tour, step {number + 1} of {total}: {step.title}")
        self.setAccessibleDescription(step.text)
        self.dots.show_step(number, total)
        self.back.setEnabled(number > 0)
        self.next.setText("Next" if number + 1 < total else "Done")
        self._actions.setVisible(bool(step.switched))

    def show_switch(self, block: str, *, is_on: bool) -> None:
        """Offer to switch a block off, or on again."""
        self.switch.setText(f"Switch {block} {'off' if is_on else 'on again'}")

    def fit(self, room: int) -> None:
        """Be as high as the text needs.

        Args:
            room: most width there is, px.
        """
        self.setFixedWidth(max(160, min(WIDTH_PX, room)))
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back and on by the arrows, away by Escape."""
        if not self._take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the same keys from the buttons, for which arrows mean another button, and from the window."""
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Left:
                self.moved.emit(-1)
            case Qt.Key.Key_Right:
                self.moved.emit(1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.addWidget(self.title, 1)
        header.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        self._actions = QWidget()
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 4, 0, 0)
        actions.setSpacing(8)
        actions.addWidget(self.switch)
        actions.addWidget(self.lab)
        actions.addStretch(1)
        footer = QHBoxLayout()
        footer.setSpacing(8)
        footer.addWidget(self.dots)
        footer.addStretch(1)
        footer.addWidget(self.back)
        footer.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.text)
        layout.addWidget(self._actions)
        layout.addSpacing(4)
        layout.addLayout(footer)

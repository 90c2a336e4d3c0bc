"""The line below the page's title: what is being done or what there is, how far, and what could not be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel

HEIGHT_PX = 28


class StateLine(QWidget):
    """Shows a `Work`; always of one height, so that nothing moves when work begins or ends.

    Attributes:
        accuracy: how many pictures the network has right, where their folders tell.
    Signals:
        failed_toggled: show only what could not be read (True), or everything.
        cancel_asked: stop what runs.
        continue_asked: go on with what waits.
    """

    failed_toggled = Signal(bool)
    cancel_asked = Signal()
    continue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_brief = self._has_failed = False
        self.setFixedHeight(HEIGHT_PX)
        self.text = ElidedLabel("quiet")
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text.setFont(font(13, has_even_digits=True))
        self.text.setAccessibleName("State")
        self.accuracy = ElidedLabel("quiet")
        self.accuracy.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.accuracy.setFont(self.text.font())
        self.accuracy.setAccessibleName("Accuracy")
        self.accuracy.hide()
        self.failed = Button("", "warning", "flat")
        self.failed.set_icon("warning", "warn")
        self.failed.setCheckable(True)
        self.failed.toggled.connect(self.failed_toggled)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("Progress")
        self.cancel = Button("Cancel", "cancel", "small")
        self.cancel.setToolTip("Cancel (Esc)")
        self.cancel.clicked.connect(self.cancel_asked)
        self.go_on = Button("Continue", "continue", "small")
        self.go_on.clicked.connect(self.continue_asked)
        state = QHBoxLayout()
        state.setSpacing(self.text.fontMetrics().horizontalAdvance(" "))
        state.addWidget(self.text)
        state.addWidget(self.accuracy)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addLayout(state)
        self._layout.addWidget(self.failed)
        self._layout.addStretch(1)
        for widget in (self.go_on, self.bar, self.cancel):
            self._layout.addWidget(widget)

    def make_room_for(self, hint: QWidget) -> None:
        """Take in what is said at times about the query below, before the progress, which does not move."""
        self._layout.insertWidget(self._layout.indexOf(self.go_on), hint)

    def be_brief(self, is_brief: bool) -> None:
        """Leave out what is about the whole list, because the hint needs the room."""
        self._is_brief = is_brief
        self._show_parts()

    def show_accuracy(self, right: int, judged: int) -> None:
        """Show how many pictures the network has right, of those whose folders are named after classes."""
        line = filter_wording.accuracy_line(right, judged)
        self.accuracy.setText(f"{wording.DOT.lstrip()}{line}" if line else "")
        self._show_parts()

    def show_work(self, work: wording.Work, shows_failed_only: bool) -> None:
        """Show how things stand."""
        self.text.setText(wording.state_line(work))
        self._has_failed = work.failed > 0
        self._show_parts()
        self.failed.setText(wording.show_all(work) if shows_failed_only else wording.failed_line(work))
        self.failed.set_icon(*(("cancel", "text2") if shows_failed_only else ("warning", "warn")))
        self.failed.setToolTip("" if shows_failed_only else "Show only these")
        self.failed.setChecked(shows_failed_only)
        self.bar.setVisible(work.is_busy)
        self.cancel.setVisible(work.is_busy)
        self.go_on.setVisible(work.can_go_on)
        is_measured = work.is_classifying and work.total > 0
        self.bar.setRange(0, work.total if is_measured else 0)
        if is_measured:
            self.bar.setValue(work.done)

    def _show_parts(self) -> None:
        self.accuracy.setVisible(bool(self.accuracy.text()) and not self._is_brief)
        self.failed.setVisible(self._has_failed and not self._is_brief)

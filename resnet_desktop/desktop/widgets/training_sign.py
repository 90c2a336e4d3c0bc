"""What trains, in the status bar: its progress and a few words, which lead to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.live.glance import Glance

_BAR_PX = 64
_LEAST_PX = 96
_STEPS = 1000
_DOT = " · "


class TrainingSign(QWidget):
    """Takes no room while nothing trains.

    Attributes:
        bar: how far it is.
        button: says what trains; leads to it.
    Signals:
        training_asked: somebody wants to see the training.
    """

    training_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(_BAR_PX)
        self.bar.setAccessibleName("Progress of the training")
        self.button = _Words()
        self.button.clicked.connect(self.training_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.button)
        self.hide()

    def show_training(self, training: "Glance | None") -> None:
        """Show what trains; None where nothing does."""
        if training is not None:
            self.button.show_words(training.name, training.words)
            self.button.setAccessibleName(f"Training: {self.button.text()}")
            self.button.setToolTip(f"{training.says}: {training.words}\nClick to see it")
            self.bar.setRange(0, 0 if training.share is None else _STEPS)
            self.bar.setValue(0 if training.share is None else round(_STEPS * training.share))
        self.setVisible(training is not None)


class _Words(Button):
    """The name is shortened where there is no room: the window does not grow for a long one."""

    def __init__(self) -> None:
        super().__init__("", "training", "flat")
        self._rest = ""
        self.setFont(font(12, has_even_digits=True))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, name: str, words: str) -> None:
        self._rest = f"{_DOT}{words}"
        self.setText(f"{name}{self._rest}")

    @property
    def shown_text(self) -> str:
        """The words as there is room for them."""
        missing = self.sizeHint().width() - self.width()
        if missing <= 0:
            return self.text()
        metrics, name = self.fontMetrics(), self.text().removesuffix(self._rest)
        room = metrics.horizontalAdvance(self.text()) - missing
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(self._rest))
        return metrics.elidedText(f"{shown}{self._rest}", Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words give way."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many of the words as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

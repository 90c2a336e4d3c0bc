"""One step of arithmetic: what it is called, its rule, its numbers, its result."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.colours import KINDS, OTHER
from resnet_desktop.desktop.architecture.operation.step_wording import Line
from resnet_desktop.desktop.architecture.operation.wording import EQUALS
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label

_STRIPE_PX = 4


class StepRow(QWidget):
    """Shows a step, with a stripe in its layer's colour; the one that was asked about stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self._is_asked = False
        self._title, self._rule = label(), label("", "secondary")
        self._numbers, self._result = label(), label()
        self._layer = ElidedLabel("secondary")
        self._layer.setAlignment(Qt.AlignmentFlag.AlignRight)
        for words in (self._rule, self._numbers):
            words.setWordWrap(True)
        self._numbers.setFont(font(13, has_even_digits=True))
        self._result.setFont(font(13, is_strong=True, has_even_digits=True))
        self._title.setFont(font(13, is_strong=True))
        self._result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QGridLayout(self)
        layout.setContentsMargins(12 + _STRIPE_PX, 8, 12, 8)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        header = QHBoxLayout()
        header.setSpacing(12)
        header.addWidget(self._title)
        header.addWidget(self._layer, 1)
        layout.addLayout(header, 0, 0, 1, 2)
        layout.addWidget(self._rule, 1, 0, 1, 2)
        layout.addWidget(self._numbers, 2, 0)
        layout.addWidget(self._result, 2, 1)

    @property
    def line(self) -> Line | None:
        """What it shows."""
        return self._line

    def show_line(self, line: Line, *, is_asked: bool) -> None:
        """Show a step.

        Args:
            line: its words.
            is_asked: it is the layer's own whose value was chosen.
        """
        self._line, self._is_asked = line, is_asked
        self._title.setText(line.title)
        self._layer.setText(line.layer)
        self._rule.setText(line.rule)
        self._rule.setVisible(bool(line.rule))
        self._numbers.setText(line.numbers)
        self._result.setText(f"{EQUALS} {line.result}")
        self.setAccessibleName(f"{line.title} of {line.layer}: {line.numbers} = {line.result}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the stripe."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent" if self._is_asked else "line"))
        painter.setBrush(colour("selected" if self._is_asked else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._line is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(KINDS.get(self._line.kind, OTHER)))
            painter.drawRoundedRect(QRectF(6, 8, _STRIPE_PX, self.height() - 16), 2, 2)
        painter.end()

"""Which colour is which part, with its pictures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.train.data.counts_chart import PART_INKS
from resnet_desktop.desktop.train.data.wording import PART_WORDS
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.formatting import count

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet


class Legend(QWidget):
    """Three squares with words.

    Attributes:
        words: of each part.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = {part: ElidedLabel("secondary") for part in PART_WORDS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part, words in self.words.items():
            layout.addWidget(_Swatch(part))
            layout.addWidget(words)
            layout.addSpacing(4)

    def show_data(self, data: "DataSet") -> None:
        """Show another data set."""
        for part, words in self.words.items():
            words.setText(f"{PART_WORDS[part]} {count(len(data.part(part)))}")


class _Swatch(QWidget):
    def __init__(self, part: str) -> None:
        super().__init__()
        self._ink = PART_INKS[part]
        self.setFixedSize(QSize(10, 10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._ink)
        painter.setBrush(self._ink)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()

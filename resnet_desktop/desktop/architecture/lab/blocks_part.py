"""The list of blocks with its heading and what its colours mean."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.block_list import BlockList
from resnet_desktop.desktop.architecture.lab.block_row import NAME_LEFT_PX
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_LEGEND_PX = 18


class BlocksPart(QWidget):
    """The blocks.

    Attributes:
        list: them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.list = BlockList()
        text = label(wording.BLOCKS_HELP, "secondary")
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(wording.BLOCKS_TITLE, "section"))
        layout.addWidget(text)
        layout.addSpacing(4)
        layout.addWidget(_Legend())
        layout.addWidget(self.list)


class _Legend(QWidget):
    """What the switch, the bars and the number are."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_LEGEND_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it above the columns of the list."""
        painter = QPainter(self)
        look, ink, height = face(12), colour("text2"), _LEGEND_PX
        draw_line(painter, QRect(6, 0, NAME_LEFT_PX, height), "On", look, ink)
        left = NAME_LEFT_PX + 40
        for words, shown in (("x", colours.SHORTCUT), ("F(x)", colours.RESIDUAL)):
            painter.fillRect(QRectF(left, height / 2 - 3, 12, 7), QColor(shown))
            width = look.metrics.horizontalAdvance(words)
            draw_line(painter, QRect(left + 18, 0, width + 2, height), words, look, ink)
            left += 18 + width + 16
        right = QRect(left, 0, self.width() - left - 4, height)
        draw_line(painter, right, "F(x) / x", look, ink, side=Qt.AlignmentFlag.AlignRight)
        painter.end()

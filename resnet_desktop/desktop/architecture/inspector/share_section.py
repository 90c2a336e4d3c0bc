"""A titled group of bars; gone where there is nothing to show."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.inspector.facts import Share
from resnet_desktop.desktop.architecture.inspector.share_bars import ShareBars
from resnet_desktop.desktop.widgets.labels import label


class ShareSection(QWidget):
    """Shows shares below a title.

    Attributes:
        bars: the shares.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.bars = ShareBars(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.bars)
        self.hide()

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show others, or nothing."""
        self.bars.show_shares(shares)
        self.setVisible(bool(shares))

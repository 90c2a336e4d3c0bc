"""Parts one below the other in a scrolling view."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class LeastColumn(QWidget):
    """As high as it must be, not as high as it would like: who sees all of it at once need not scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 12, 12)
        self.column.setSpacing(12)
        self.setAutoFillBackground(False)

    def heightForWidth(self, width: int) -> int:
        """Say how little is enough; a scrolling view asks this where texts are wrapped."""
        return self.column.minimumHeightForWidth(width)


class LeastStack(QStackedWidget):
    """Pages of which one is seen; how high they would like to be, with texts wrapped, is no reason to scroll."""

    def hasHeightForWidth(self) -> bool:
        """Give the smallest height instead."""
        return False

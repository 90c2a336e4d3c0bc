"""What a field does, or what is wrong with it, below it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from resnet_desktop.desktop.theme import colour, font


class HelpLine(QLabel):
    """A quiet sentence that a complaint takes the place of.

    Args:
        text: what it says while nothing is wrong.
    Attributes:
        problem: what is wrong; empty where nothing is.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.problem = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(12))
        self.setWordWrap(True)
        self._tint()

    def set_text(self, text: str) -> None:
        """Say something else while nothing is wrong."""
        self._text = text
        self.show_problem(self.problem)

    def show_problem(self, problem: str) -> None:
        """Complain; with an empty text, say again what the field does."""
        self.problem = problem
        self.setText(problem or self._text)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        ink = colour("bad" if self.problem else "text2")
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)

"""Text that gives way: it is shortened where there is no room, and then says all of itself in a tooltip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(text: str = "", kind: str = "", parent: QWidget | None = None) -> QLabel:
    """Make a plain label.

    Args:
        text: what it says, never read as markup.
        kind: ``"title"``, ``"section"``, ``"secondary"``, ``"quiet"`` or empty for body text.
        parent: the widget it stands in.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", kind)
    return made


def breakable(text: str) -> str:
    """Let long paths wrap: a line may break after each separator, though nothing is to be seen there."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


class ElidedLabel(QLabel):
    """One line of text, shortened with "…" to the room it has.

    Args:
        kind: as for `label`.
        mode: where it is shortened: in the middle for names and paths of files, at the end for everything else.
    """

    def __init__(self, kind: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", kind)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown_text(self) -> str:
        """The text as there is room for it."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: the rest gives way."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say the whole text in a tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip("" if self.shown_text == self.text() else self.text())
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text)
        painter.end()

"""A sentence in at most two lines; a longer one is shortened at its end, and is all there in its tooltip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout

from resnet_desktop.desktop.widgets.labels import ElidedLabel


class TwoLines(ElidedLabel):
    """Breaks between words."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text as there is room for it."""
        text, width = self.text(), self.contentsRect().width()
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        end = line.textLength()
        layout.endLayout()
        rest = self.fontMetrics().elidedText(text[end:], Qt.TextElideMode.ElideRight, width)
        return (text[:end].rstrip(), rest) if rest else (text,)

    @property
    def shown_text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    def sizeHint(self) -> QSize:
        """All of it in one line, and the height of two."""
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters, and the height of two lines."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines in the middle of the height."""
        lines, step, room = self.lines, self.fontMetrics().lineSpacing(), self.contentsRect()
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        top = room.top() + (room.height() - step * len(lines)) // 2
        for number, words in enumerate(lines):
            painter.drawText(QRect(room.left(), top + number * step, room.width(), step), int(self.alignment()), words)
        painter.end()

"""A small window below a button, with controls in it; it closes when somebody clicks elsewhere or presses Esc."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

_GAP_PX = 4


class Popover(QFrame):
    """An empty one; others fill its layout, and the button that opens it becomes its parent.

    Attributes:
        content: the layout, from top to bottom.
    Signals:
        closed: it is gone.
    """

    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # the click on its button that closes it opens it not
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(16, 12, 16, 16)
        self.content.setSpacing(8)

    def open_below(self, widget: QWidget) -> None:
        """Show it, its left edge on that of a widget, or its right one where the window ends; wholly on the screen."""
        self.prepare()
        self.adjustSize()
        room = widget.screen().availableGeometry()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + _GAP_PX))
        if corner.y() + self.height() > room.bottom():
            corner.setY(widget.mapToGlobal(QPoint(0, -_GAP_PX - self.height())).y())
        if corner.x() + self.width() > widget.window().geometry().right():
            corner.setX(corner.x() + widget.width() - self.width())
        left = min(corner.x(), room.right() - self.width() + 1)
        self.move(max(room.left(), left), max(room.top(), corner.y()))
        self.show()

    def prepare(self) -> None:
        """Bring what it shows up to date, before it is measured."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is gone."""
        super().hideEvent(event)
        self.closed.emit()

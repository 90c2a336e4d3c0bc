"""Enter presses the button that has the focus; Qt lets it press a dialog's default button even then."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button if a key is Enter; held down, it presses once.

    Args:
        button: that has the focus.
        event: a key.
    Returns:
        Whether the key is dealt with.
    """
    if event.key() not in _ENTER:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class PushButton(QPushButton):
    """A push button that Tab reaches, and that Enter presses as Space does."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)  # a button that has not the focus is a dialog's default one only where it is made so

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)


class PaintedButton(QAbstractButton):
    """A button that paints itself, and that Tab reaches and Enter presses as any other."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

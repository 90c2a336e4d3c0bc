"""Letters typed at a stroke, put together to the beginning of a name."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication


class TypedName:
    """Collects letters; after a pause it begins anew."""

    def __init__(self) -> None:
        self._text = ""
        self._since_last = QElapsedTimer()

    def type(self, letters: str) -> str:
        """Add letters; gives what was typed so far, without spaces before it."""
        pause_ms = 2 * QGuiApplication.styleHints().keyboardInputInterval()
        if not self._since_last.isValid() or self._since_last.hasExpired(pause_ms):
            self._text = ""
        self._since_last.start()
        self._text = (self._text + letters).lstrip()
        return self._text

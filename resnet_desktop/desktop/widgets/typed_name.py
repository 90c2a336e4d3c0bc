"""Letters typed at a stroke, put together to the beginning of a name."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication


class TypedName:
    """Collects letters; after a pause it begins anew."""

    def __init__(self) -> None:
        self._text = ""
        self._since_last = QElapsedTimer()

    @property
    def is_going_on(self) -> bool:
        """True shortly after a letter: the next one belongs to the same name, whatever else its key may do."""
        pause_ms = 2 * QGuiApplication.styleHints().keyboardInputInterval()
        return bool(self._text) and self._since_last.isValid() and not self._since_last.hasExpired(pause_ms)

    def type(self, letters: str) -> str:
        """Add letters; gives what was typed so far, without spaces before it."""
        if not self.is_going_on:
            self._text = ""
        self._since_last.start()
        self._text = (self._text + letters).lstrip()
        return self._text

"""Makes what is opened later while nobody uses the window, so that opening it only shows what is there.

A page takes longer to make than a screen takes to change, above all beside a training, which has the other core and
a share of this one.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from resnet_desktop.desktop.widgets.later import Later

REST_MS = 1000
"""Nothing is made until the last key, click or turn of the wheel is so long ago."""

_BETWEEN_MS = 30
"""Between two portions: whatever moves in the window goes on."""
_PORTION_S = 0.008
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchUpdate,
    QEvent.Type.DragMove,
    QEvent.Type.Resize,
}


@runtime_checkable
class CatchesUp(Protocol):
    """A widget that puts off work until it is seen, and can do it before."""

    def catch_up(self) -> None:
        """Do what would be done when it is first seen, as far as it needs no task."""


class MakingAhead(QObject):
    """Goes through the places of a window, one portion at a time, until everything in them is made.

    Args:
        window: whose user comes first.
        places: what to make, in this order; what lies in a place comes right after it.
    Attributes:
        is_done: whether everything is made.
    Signals:
        finished: everything is made.
    """

    finished = Signal()

    def __init__(self, window: QWidget, places: Iterable[Later[QWidget]]) -> None:
        super().__init__(window)
        self.is_done = False
        self._window = window
        self._has_begun = False
        self._portions = _portions(places)
        self._since_input = QElapsedTimer()
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin in the next pause, the first time that this is called; the window is shown."""
        if self._has_begun:
            return
        self._has_begun = True
        # The window's handle gets each key and click once; the application would be asked about every event there is.
        self._window.windowHandle().installEventFilter(self)
        self._turn.start(_BETWEEN_MS)

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to make in the next pause."""
        return self._turn.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody uses the window."""
        if event.type() in _INPUT:
            self._since_input.start()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if not self._window.isVisible():  # closed
            return
        if (wait_ms := self._wait_ms()) > 0:
            self._turn.start(wait_ms)
            return
        self.is_done = next(self._portions, None) is None
        if self.is_done:
            self._window.windowHandle().removeEventFilter(self)
            self.finished.emit()
        else:
            self._turn.start(_BETWEEN_MS)

    def _wait_ms(self) -> int:
        """Say how long to leave the window to its user; 0 where nobody uses it."""
        has_other = QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None
        if has_other or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return REST_MS
        return REST_MS - self._since_input.elapsed() if self._since_input.isValid() else 0


def _portions(places: Iterable[Later[QWidget]]) -> Iterator[Later[QWidget]]:
    """Make what is not made yet; each step does a little of it."""
    for place in places:
        if not place.is_made:
            for piece in place.pieces:
                piece()
                yield place
            content = place.content
            yield place
            yield from _dressed(place, content)
        yield from _portions(place.content.findChildren(Later))


def _dressed(place: Later[QWidget], content: QWidget) -> Iterator[Later[QWidget]]:
    """Do what Qt puts off until a widget is seen: its style, its layout, its first painting."""
    end = time.perf_counter() + _PORTION_S
    for part in content.findChildren(QWidget):
        if isinstance(part, CatchesUp):
            part.catch_up()
        part.ensurePolished()
        if time.perf_counter() > end:
            yield place
            end = time.perf_counter() + _PORTION_S
    if (parent := place.parentWidget()) is not None:
        place.resize(parent.size())
    if (layout := content.layout()) is not None:
        layout.activate()
    yield place
    place.grab()
    yield place

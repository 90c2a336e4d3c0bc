"""A place for something that is made when it is first seen."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Content = TypeVar("Content", bound=QWidget)


class Later(QWidget, Generic[Content]):
    """Holds a widget that costs too much for the window's first paint.

    Args:
        make: makes it.
    """

    def __init__(self, make: Callable[[], Content]) -> None:
        super().__init__()
        self._make = make
        self._content: Content | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def content(self) -> Content:
        """The widget, which is made now where it was not yet."""
        if self._content is None:
            self._content = self._make()
            self._layout.addWidget(self._content)
        return self._content

    @property
    def is_made(self) -> bool:
        """Whether it was made already."""
        return self._content is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Make it."""
        _ = self.content
        super().showEvent(event)

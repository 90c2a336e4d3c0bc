"""A place for something that is made when it is first seen."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Content_co = TypeVar("Content_co", bound=QWidget, covariant=True)


class Later(QWidget, Generic[Content_co]):
    """Holds a widget that costs too much for the window's first paint.

    Args:
        make: makes it.
        pieces: each makes a part of it that ``make`` would make too; for who makes it ahead in small portions.
    Attributes:
        pieces: see above.
    """

    def __init__(self, make: Callable[[], Content_co], pieces: Sequence[Callable[[], object]] = ()) -> None:
        super().__init__()
        self._make = make
        self.pieces = pieces
        self._content: Content_co | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def content(self) -> Content_co:
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

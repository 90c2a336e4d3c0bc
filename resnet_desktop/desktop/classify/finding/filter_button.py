"""A button that says what is filtered by, and opens a popover to change it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.finding.popover import Popover
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button

_CHEVRON_PX = 16
_AIR_PX = 8
WIDEST_PX = 176
"""Room that its words may take where there is enough."""


class FilterButton(Button):
    """Shows a choice; a click opens its popover.

    Attributes:
        popover: what it opens; the button's own from now on.
        subject: what the choice is of, for screen readers: ``"Class"``.
    """

    def __init__(self, subject: str, popover: Popover, icon_name: str = "") -> None:
        super().__init__(subject, icon_name, "small")
        self.setProperty("opens", "popover")
        self.subject = subject
        self._words = self._short = subject
        self._widest = WIDEST_PX
        self.popover = popover
        popover.setParent(self, popover.windowFlags())
        self.clicked.connect(self.open)
        popover.closed.connect(lambda: self.setDown(False))
        self.show_choice(subject, is_filtering=False)

    def open(self) -> None:
        """Open the popover."""
        self.setDown(True)
        self.popover.open_below(self)

    def show_choice(self, words: str, short: str = "", *, is_filtering: bool) -> None:
        """Say what is chosen.

        Args:
            words: what is shown where there is room, or else is in the tooltip.
            short: what is shown then; may be shortened further. Empty for the beginning of ``words``.
            is_filtering: something is chosen, and the button says so by its looks.
        """
        self._words, self._short = words, short or words
        self.setAccessibleName(words if words.startswith(self.subject) else f"{self.subject}: {words}")
        self._elide()
        if self.property("filters") != is_filtering:
            self.setProperty("filters", is_filtering)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_widest(self, widest: int) -> None:
        """Give its words so much room, px."""
        if widest != self._widest:
            self._widest = widest
            self._elide()

    def width_with(self, widest: int) -> int:
        """How wide it would be if its words had so much room, px."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self._shown(self._widest))
        return around + metrics.horizontalAdvance(self._shown(widest))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = self.width() - _CHEVRON_PX - _AIR_PX, (self.height() - _CHEVRON_PX) / 2
        ink = colour("text2" if self.isEnabled() else "disabled")
        icons.paint(painter, "down", QRectF(left, top, _CHEVRON_PX, _CHEVRON_PX), ink)
        painter.end()

    def _elide(self) -> None:
        shown = self._shown(self._widest)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._words else self._words)

    def _shown(self, widest: int) -> str:
        self.ensurePolished()  # or the font would still be another
        metrics = self.fontMetrics()
        words = self._words if metrics.horizontalAdvance(self._words) <= widest else self._short
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, widest)

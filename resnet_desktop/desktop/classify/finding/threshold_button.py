"""The threshold as a button; a click opens the slider and the curve."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.filter_button import FilterButton
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.classify.finding.tally import STEPS
from resnet_desktop.desktop.classify.finding.threshold_popover import ThresholdPopover

if TYPE_CHECKING:
    from resnet_desktop.models import Card

PAUSE_MS = 250
"""The list is told of a moving threshold four times a second: with 100,000 pictures each time is felt."""


class ThresholdButton(FilterButton):
    """Says and changes the threshold of a list of pictures.

    Numbers and curve follow at once; the list itself a few times a second, and when the threshold has settled.

    Attributes:
        chooser: the slider and the curve.
    Signals:
        threshold_changed: the list has another one; 0 to 1.
        threshold_settled: somebody has chosen this one, which may be remembered; 0 to 1.
        unsure_asked: somebody wants to see the unsure pictures.
    """

    threshold_changed = Signal(float)
    threshold_settled = Signal(float)
    unsure_asked = Signal()

    def __init__(self, tally: PictureTally) -> None:
        self.chooser = ThresholdPopover()
        super().__init__("Threshold of unsure", self.chooser)
        self._tally = tally
        self._threshold = tally.pictures.threshold
        self._card: Card | None = None
        self._is_card_shown = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._apply)
        self.chooser.threshold_changed.connect(self._follow)
        self.chooser.threshold_settled.connect(self._settle)
        self.chooser.show_unsure.clicked.connect(self._ask)
        tally.changed.connect(self._show)
        self._show()

    @property
    def threshold(self) -> float:
        """What is chosen, 0 to 1."""
        return self._threshold

    def set_threshold(self, threshold: float) -> None:
        """Choose one, 0 to 1; to the nearest percent."""
        self._threshold = round(threshold * STEPS) / STEPS
        self._apply()

    def show_card(self, card: "Card | None") -> None:
        """Take over the model's card, whose curve is shown when the popover opens."""
        self._card, self._is_card_shown = card, False
        if self.chooser.isVisible():
            self._show_card()

    def open(self) -> None:
        """Open the popover."""
        if not self._is_card_shown:
            self._show_card()
        super().open()

    def _show_card(self) -> None:
        self._is_card_shown = True
        self.chooser.show_card(self._card)

    def _follow(self, threshold: float) -> None:
        self._threshold = threshold
        self._show()
        if not self._pause.isActive():
            self._apply()

    def _apply(self) -> None:
        if self._threshold != self._tally.pictures.threshold:
            self._tally.pictures.set_threshold(self._threshold)
            self._pause.start()
            self.threshold_changed.emit(self._threshold)
        self._show()

    def _settle(self, threshold: float) -> None:
        self._threshold = threshold
        self._apply()
        self.threshold_settled.emit(threshold)

    def _ask(self) -> None:
        self.chooser.close()
        self.unsure_asked.emit()

    def _show(self) -> None:
        numbers = self._tally.numbers
        self.show_choice(filter_wording.threshold_button(self._threshold), is_filtering=False)
        self.chooser.show_threshold(self._threshold, numbers.unsure(self._threshold), numbers.classified)

"""The line above the bars: how sure the model is, and how many classes are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.listing.marks import mark_of
from resnet_desktop.desktop.classify.result.top_k_bars import ROWS
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.chip import Chip
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.menu import Menu

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.models import Card

COUNTS = (3, 5, 10)
MOST = 50
"""Lists keep so many classes of each picture; it stands for all of them."""
_SPOKEN = ("Unsure", "Confirmed")


class RankingLine(QWidget):
    """Shows it, and lets the number of classes be changed.

    Attributes:
        chip: the picture's state, where it is not the usual one.
        margin: how far the best class is ahead.
        menu_button: opens the menu of numbers.
    Signals:
        count_chosen: how many classes are to be shown; `MOST` for all.
    """

    count_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._available = MOST
        self.chip = Chip()
        self.margin = ElidedLabel("secondary")
        menu = Menu("Classes shown", self)
        group = QActionGroup(menu)
        self._actions = {count: self._add(menu, group, count) for count in (*COUNTS, MOST)}
        self.menu_button = MenuButton("", menu, kind="small")
        self.menu_button.setAccessibleName("Classes shown")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chip)
        layout.addWidget(self.margin, 1)
        layout.addWidget(self.menu_button)
        self.show_count(ROWS)

    def show_count(self, count: int) -> None:
        """Show how many classes are shown."""
        action = self._actions.get(count, self._actions[MOST])
        action.setChecked(True)
        self.menu_button.setText(action.text())

    def show_entry(self, entry: "Entry", threshold: float, card: "Card | None") -> None:
        """Show how sure a picture's result is.

        Args:
            entry: the picture.
            threshold: predictions below it are unsure, 0 to 1.
            card: of the model that gave the result; None where it is not known.
        """
        result = entry.result
        mark = mark_of(entry, threshold)
        word = wording.given_chip(entry) or (mark.word if mark.word in _SPOKEN else "")
        self.chip.show_state(word, mark.icon_name, mark.ink)
        if result is None or result.is_error:
            self.margin.setText("")
            self._explain("")
            return
        self._set_available(min(len(result.labels), MOST), has_more=len(result.labels) > MOST)
        top = result.top(2)
        self.margin.setText(wording.margin_line(result.margin) if len(top) > 1 else "")
        self._explain(wording.sureness(entry.confidence, threshold, _measured(card, entry.confidence)))

    def _explain(self, words: str) -> None:
        self.setToolTip(words)
        self.chip.setAccessibleDescription(words)
        self.margin.setAccessibleDescription(words)

    def _set_available(self, available: int, *, has_more: bool) -> None:
        if available != self._available:
            self._available = available
            self._actions[MOST].setText(f"Top {available}" if has_more else f"All {available}")
            for count in COUNTS:
                self._actions[count].setVisible(count < available)
            checked = next(action for action in self._actions.values() if action.isChecked())
            self.menu_button.setText(checked.text())

    def _add(self, menu: Menu, group: QActionGroup, count: int) -> QAction:
        action = QAction("All" if count == MOST else f"Top {count}", group, checkable=True)
        action.triggered.connect(lambda: self.count_chosen.emit(count))
        return menu.add(action)


def _measured(card: "Card | None", confidence: float) -> str:
    """What the card says about pictures of which the model is at least that sure; empty where it says nothing."""
    from resnet_desktop.classification.calibration import CurveError, curve_of  # noqa: PLC0415  loads NumPy

    try:
        curve = curve_of(card) if card is not None else None
    except CurveError:
        return ""  # it says nothing that could be shown; the threshold's own control tells why
    return "" if curve is None else curve.sentence(confidence)

"""Buttons that are on or off, one for each state that can be asked for; in a narrow window a popover holds them."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.filter_button import WIDEST_PX, FilterButton
from resnet_desktop.desktop.classify.finding.popover import Popover
from resnet_desktop.desktop.classify.finding.toggles import TOGGLES, Toggle
from resnet_desktop.desktop.widgets.buttons import Button

_SPACING_PX = 4
_SUBJECT = "State"


class StateToggles(QWidget):
    """Shows which states a query asks for; what is done when somebody wants others is somebody else's.

    Attributes:
        buttons: one for each term, in the line.
        opener: opens those in the popover.
        popover_buttons: one for each term, in the popover.
    Signals:
        toggled: a `Toggle`, and whether it shall be on.
    """

    toggled = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._on: Collection[str] = ()
        self._counts: Mapping[str, int] = {}
        self._has_folders = False
        self._is_narrow = False
        self.buttons = {each.term: self._make_button(each) for each in TOGGLES}
        self.popover_buttons = {each.term: self._make_button(each) for each in TOGGLES}
        popover = Popover(_SUBJECT)
        popover.content.setSpacing(_SPACING_PX)
        for button in self.popover_buttons.values():
            popover.content.addWidget(button)
        self.opener = FilterButton(_SUBJECT, popover)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING_PX)
        for button in (*self.buttons.values(), self.opener):
            layout.addWidget(button)
        self._show()

    def set_narrow(self, is_narrow: bool, widest: int = WIDEST_PX) -> None:
        """Be one button that opens the others, with so much room for its words, px; or all of them."""
        self.opener.set_widest(widest)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show()

    def width_as(self, is_narrow: bool, widest: int = WIDEST_PX) -> int:
        """How much room it would need, px."""
        if is_narrow:
            return self.opener.width_with(widest)
        widths = [self.buttons[each.term].sizeHint().width() for each in TOGGLES if self._is_there(each)]
        return sum(widths) + _SPACING_PX * (len(widths) - 1)

    def show_on(self, on: Collection[str]) -> None:
        """Show which terms the query has."""
        self._on = on
        chosen = filter_wording.states_chosen([each.word for each in TOGGLES if each.term in on])
        short = f"{len(on)} states" if len(on) > 1 else chosen
        self.opener.show_choice(chosen or _SUBJECT, short, is_filtering=bool(chosen))
        self._show()

    def show_counts(self, counts: Mapping[str, int], has_folders: bool) -> None:
        """Say how many pictures there are in each state; what finds none can only be switched off.

        Args:
            counts: for each term.
            has_folders: some folders are named after classes.
        """
        self._counts, self._has_folders = counts, has_folders
        self._show()

    def _is_there(self, toggle: Toggle) -> bool:
        return self._has_folders or not toggle.needs_folders or toggle.term in self._on

    def _show(self) -> None:
        self.opener.setVisible(self._is_narrow)
        for each in TOGGLES:
            number, is_on = self._counts.get(each.term, 0), each.term in self._on
            tip = filter_wording.state_tip(each.meaning, number)
            for button in (self.buttons[each.term], self.popover_buttons[each.term]):
                button.setChecked(is_on)
                button.setEnabled(number > 0 or is_on)
                button.setToolTip(tip)
                button.setAccessibleDescription(tip)
            self.buttons[each.term].setVisible(self._is_there(each) and not self._is_narrow)
            self.popover_buttons[each.term].setVisible(self._is_there(each))

    def _make_button(self, toggle: Toggle) -> Button:
        button = Button(toggle.word, toggle.icon_name, "small")
        button.set_icon(toggle.icon_name, toggle.ink)
        button.setCheckable(True)
        button.clicked.connect(lambda is_on: self.toggled.emit(toggle, is_on))
        return button

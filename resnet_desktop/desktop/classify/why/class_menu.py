"""What can be done with a class of the bars."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.why import Why
from resnet_desktop.desktop.widgets.menu import Menu

if TYPE_CHECKING:
    from resnet_desktop.classification import Prediction


class ClassMenu(Menu):
    """Opens for one class at a time.

    Signals:
        class_given: the name of the class that somebody says the picture shows.
    """

    class_given = Signal(str)

    def __init__(self, why: Why, parent: QWidget) -> None:
        super().__init__("Class", parent)
        self._why = why

    def open_for(self, prediction: "Prediction", place: QPoint) -> None:
        """Open the menu of a class.

        Args:
            prediction: the class.
            place: px of the screen.
        """
        self.fill(prediction)
        self.popup(place)

    def fill(self, prediction: "Prediction") -> None:
        """Offer what can be done with a class."""
        self.clear()
        why, chosen, index = self._why, self._why.question.chosen, prediction.index
        self._offer(wording.why(prediction.label), lambda: why.explain(index), "map")
        if chosen is not None and chosen.index != index:
            self._offer(wording.why_not(chosen.label, prediction.label), lambda: why.compare(index))
        self.addSeparator()
        given = self._offer(
            wording.it_is(prediction.label), lambda: self.class_given.emit(prediction.label), "confirmed"
        )
        entry = why.question.entry
        given.setEnabled(entry is not None and entry.given != prediction.label)

    def _offer(self, words: str, act: object, icon_name: str = "") -> QAction:
        action = QAction(words.replace("&", "&&"), self)
        action.triggered.connect(act)
        return self.add(action, icon_name)

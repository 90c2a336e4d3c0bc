"""The menu of the chosen pictures: what they are, whether the network is right, and back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.widgets.menu import Menu

_WIDEST_PX = 280


@dataclass(frozen=True)
class Chosen:
    """What the menu is about.

    Attributes:
        count: pictures, at least one.
        ranked: the most likely classes of the one that is looked at, best first; they have the keys from 1 on.
        given: other classes that a person gave before.
        open: pictures of which the network says something and a person does not.
        predicted: what the network says of one of those.
        reviewed: pictures about which a person said something.
        said: what was said about one of those.
    """

    count: int
    ranked: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    open: int = 0
    predicted: str = ""
    reviewed: int = 0
    said: str = ""


class ReviewMenu(Menu):
    """Asks nothing: what is chosen is told at once. It deletes itself.

    Attributes:
        classes: the menu of classes.
    Signals:
        class_given: the name of a class.
        another_asked: somebody wants to give a class that is not in the menu.
        confirmed: the network is right.
        taken_back: the network has the word again.
    """

    class_given = Signal(str)
    another_asked = Signal()
    confirmed = Signal()
    taken_back = Signal()

    def __init__(self, chosen: Chosen, more: Sequence[QAction], parent: QWidget) -> None:
        """Offer what can be said about pictures, and below it `more`."""
        super().__init__("Chosen pictures", parent)
        self.classes = Menu(wording.it_is(chosen.count), self)
        for number, name in enumerate(chosen.ranked, start=1):
            self._offer(name, f"\t{number}")
        if chosen.ranked and chosen.given:
            self.classes.addSeparator()
        for name in chosen.given:
            self._offer(name)
        if chosen.ranked or chosen.given:
            self.classes.addSeparator()
        self.classes.add(self._action(wording.ANOTHER, self.another_asked.emit))
        self.addMenu(self.classes)
        if chosen.open:
            words = wording.confirm(chosen.open, self._short(chosen.predicted))
            self.add(self._action(words, self.confirmed.emit), "confirmed")
        if chosen.reviewed:
            words = wording.take_back(chosen.reviewed, self._short(chosen.said))
            self.add(self._action(words, self.taken_back.emit), "undo")
        if more:
            self.addSeparator()
            self.addActions(list(more))
        self.aboutToHide.connect(self.deleteLater, Qt.ConnectionType.QueuedConnection)

    def _offer(self, name: str, key: str = "") -> None:
        action = self._action(f"{self._short(name)}{key}", lambda: self.class_given.emit(name))
        action.setToolTip(name)
        self.classes.add(action)

    def _action(self, words: str, act: Callable[[], None]) -> QAction:
        action = QAction(words.replace("&", "&&"), self)
        action.triggered.connect(lambda _is_on: act())
        return action

    def _short(self, words: str) -> str:
        return QFontMetrics(self.font()).elidedText(words.replace("\t", " "), Qt.TextElideMode.ElideRight, _WIDEST_PX)

"""The part of the panel that says why: a switch, and below it what the map is about and how it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.map_controls import MapControls
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.scale_bar import two_decimals

if TYPE_CHECKING:
    from resnet_desktop.classification import Prediction
    from resnet_desktop.classification.explanation import Heatmap

_LINE_PX = 28
_MOST_LABEL_PX = 96


class WhySection(QWidget):
    """Shows what there is to say about a map; nothing moves while it is made.

    Attributes:
        toggle: shows the map, or hides it.
        save: asks for a file.
        method: opens the menu of methods.
        controls: how it is shown.
        subject: what it is about, or what is being done.
        other: opens the menu of classes to compare with.
        cancel: stops what runs.
        again: tries again.
        text: what the map does and does not show, or why there is none.
    Signals:
        toggled: whether the map is wanted.
        save_asked: the map should become a file.
        method_chosen: the key of a method.
        other_chosen: the index of the class to compare with.
        cancel_asked: what runs should stop.
        retry_asked: it should be tried again.
        approached: the mouse came here, so that a map may be wanted soon.
    """

    toggled = Signal(bool)
    save_asked = Signal()
    method_chosen = Signal(str)
    other_chosen = Signal(int)
    cancel_asked = Signal()
    retry_asked = Signal()
    approached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = QWidget()
        self.toggle = Button(wording.SHOW, "map", "small")
        self.toggle.setToolTip(wording.TOGGLE_TIP)
        self.toggle.clicked.connect(lambda: self.toggled.emit(not self.is_on))
        self.save = Button("", "save", "flat")
        self.save.setFixedWidth(32)
        self.save.setToolTip(wording.SAVE_TIP)
        self.save.setAccessibleName("Save the map")
        self.save.clicked.connect(self.save_asked)
        menu = Menu("Kind of map", self)
        group = QActionGroup(menu)
        self._methods = {words.key: self._add_method(menu, group, words) for words in wording.METHODS}
        self.method = MenuButton("", menu, kind="small")
        self.method.setAccessibleName("Kind of map")
        self.controls = MapControls()
        self.subject = ElidedLabel()
        self._others = Menu("Compare with", self)
        self._others.aboutToShow.connect(self._fill_others)
        self._offered: tuple[str, Sequence[Prediction]] = "", ()
        self.other = MenuButton("", self._others, kind="small")
        self.other.setAccessibleName("Compare with")
        self.cancel = Button("Cancel", kind="flat")
        self.again = Button("Try again", kind="flat")
        self.cancel.clicked.connect(self.cancel_asked)
        self.again.clicked.connect(self.retry_asked)
        self.text = label("", "secondary")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.show_method(wording.CLASS_MAP.key)
        self.show_on(False)
        self.say_reason("")

    @property
    def is_on(self) -> bool:
        """Whether the map is wanted."""
        return not self._body.isHidden()

    def show_on(self, is_on: bool) -> None:
        """Open or close what is below the switch."""
        self._body.setVisible(is_on)
        self.save.setVisible(is_on)
        self.toggle.setText(wording.HIDE if is_on else wording.SHOW)

    def show_method(self, key: str) -> None:
        """Show which method is chosen."""
        self._methods[key].setChecked(True)
        self.method.setText(self._methods[key].text())
        self.method.setToolTip(self._methods[key].toolTip())

    def say_busy(self, sentence: str, words: str = wording.MAKING, *, can_cancel: bool = False) -> None:
        """Say that a map is on its way, and already what it will show."""
        self._show_subject(words, has_map=False, can_cancel=can_cancel)
        self._set_text(sentence)

    def say_progress(self, words: str) -> None:
        """Say how far the map is that is shown."""
        self._show_subject(words, has_map=True, can_cancel=True)

    def say_reason(self, words: str, *, can_retry: bool = False) -> None:
        """Say why there is no map."""
        self._show_subject("No map", has_map=False, can_retry=can_retry)
        self._set_text(words)

    def show_heatmap(
        self,
        heatmap: "Heatmap",
        colours: Sequence[tuple[int, int, int]],
        others: "Sequence[Prediction]" = (),
        state: str = "",
        *,
        can_cancel: bool = False,
        can_retry: bool = False,
    ) -> None:
        """Say what a map shows.

        Args:
            heatmap: the map.
            colours: of its scale.
            others: of a difference, the classes to compare with.
            state: what there is to say besides, such as how far it is.
            can_cancel: more of it is on its way.
            can_retry: it was not finished.
        """
        is_difference = bool(others)
        words = f"{heatmap.labels[0]}, not" if is_difference else state or f"of {heatmap.labels[0]}"
        self._show_subject(words, has_map=True, can_cancel=can_cancel, can_retry=can_retry)
        if is_difference:
            self._offer_others(heatmap.labels[1], others)
        is_fall = heatmap.method == wording.OCCLUSION.key
        write, title = wording.write_fall if is_fall else two_decimals, wording.scale_title(heatmap.text.unit)
        self.controls.scale.show_scale(colours, heatmap.low, heatmap.high, title, write)
        self.controls.scale.setToolTip(wording.FALL_TIP if is_fall else wording.EVIDENCE_TIP)
        self._set_text(heatmap.text.sentence)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A map may be wanted soon."""
        super().enterEvent(event)
        self.approached.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence its height again."""
        super().resizeEvent(event)
        self.text.setMinimumHeight(0)
        self._set_text(self.text.text())

    def _show_subject(self, words: str, *, has_map: bool, can_cancel: bool = False, can_retry: bool = False) -> None:
        self.subject.setText(words)
        self.other.hide()
        self.cancel.setVisible(can_cancel)
        self.again.setVisible(can_retry)
        self.controls.set_has_map(has_map)
        self.save.setEnabled(has_map)

    def _offer_others(self, chosen: str, others: "Sequence[Prediction]") -> None:
        self._offered = chosen, others
        elided = self.other.fontMetrics().elidedText(chosen, Qt.TextElideMode.ElideRight, _MOST_LABEL_PX)
        self.other.setText(elided.replace("&", "&&"))
        self.other.setToolTip(chosen)
        self.other.show()

    def _fill_others(self) -> None:
        """Fill the menu when it opens: not earlier, because what it offers changes while one of its entries acts."""
        chosen, others = self._offered
        self._others.clear()
        for each in others:
            action = QAction(each.label.replace("&", "&&"), self._others, checkable=True, checked=each.label == chosen)
            action.triggered.connect(lambda _is_on, index=each.index: self.other_chosen.emit(index))
            self._others.addAction(action)

    def _add_method(self, menu: Menu, group: QActionGroup, words: wording.MethodWords) -> QAction:
        action = QAction(words.name, group, checkable=True)
        action.setToolTip(words.tip)
        action.triggered.connect(lambda: self.method_chosen.emit(words.key))
        return menu.add(action)

    def _set_text(self, words: str) -> None:
        """Set the sentence; it never becomes lower, because what is below would jump from class to class."""
        self.text.setText(words)
        width = self.text.width()
        if width > 0:
            self.text.setMinimumHeight(max(self.text.minimumHeight(), self.text.heightForWidth(width)))

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.addWidget(label("Why", "section"))
        header.addStretch(1)
        header.addWidget(self.save)
        header.addWidget(self.toggle)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.method)
        line.addWidget(self.subject)
        line.addWidget(self.other)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.again)
        self.subject.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # "dog, not" beside its menu
        self.subject.setMinimumHeight(_LINE_PX)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 8, 0, 0)
        body.setSpacing(4)
        body.addLayout(line)
        body.addWidget(self.controls)
        body.addSpacing(4)
        body.addWidget(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._body)

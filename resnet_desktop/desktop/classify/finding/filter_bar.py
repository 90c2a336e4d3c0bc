"""The controls below the query line. They write into its text and show what stands there."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.classify.finding import filter_wording, query_state
from resnet_desktop.desktop.classify.finding.class_popover import ClassPopover
from resnet_desktop.desktop.classify.finding.filter_button import WIDEST_PX, FilterButton
from resnet_desktop.desktop.classify.finding.number_popover import NumberPopover
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.classify.finding.range_line import RangeLine
from resnet_desktop.desktop.classify.finding.state_toggles import StateToggles
from resnet_desktop.desktop.classify.finding.threshold_button import ThresholdButton
from resnet_desktop.desktop.classify.finding.toggles import Toggle
from resnet_desktop.desktop.widgets.buttons import Button

_SPACING_PX = 8
_TIGHT_PX = 96
"""Room for the words of each button in the narrowest form."""
_WIDE, _MEDIUM, _NARROW, _TIGHT = _FORMS = range(4)
_CLEAR = "Show all"
_CONFIDENCE = "Probability of the predicted class"
_MARGIN = "How far the predicted class is ahead of the second; little where the network wavers"


class FilterBar(QWidget):
    """One line, whatever the window's width.

    With less room the slider becomes a button, then the toggles become one, then words are shortened.

    Attributes:
        classes: opens the menu of classes.
        confidence: opens the range of confidence, in a narrow window.
        confidence_line: the same range in the line itself.
        margin: opens the range of margins.
        states: toggles for unsure, errors, corrected, right and wrong.
        clear: shows all pictures; there while anything is filtered.
        threshold: says and changes below which confidence a picture is unsure.
    """

    def __init__(self, query: QueryField, tally: PictureTally) -> None:
        super().__init__()
        self._query = query
        self._tally = tally
        self.class_popover = ClassPopover()
        self.classes = FilterButton("Class", self.class_popover)
        self.confidence_popover = NumberPopover("Confidence", _CONFIDENCE)
        self.confidence = FilterButton("Confidence", self.confidence_popover)
        self.confidence_line = RangeLine("Confidence", _CONFIDENCE)
        self.margin_popover = NumberPopover("Margin", _MARGIN)
        self.margin = FilterButton("Margin", self.margin_popover)
        self.states = StateToggles()
        self.clear = Button(_CLEAR, "cancel", "flat")
        self.clear.setAccessibleName("Show all pictures")
        self.clear.setToolTip("Take away all filters (Esc in the line above)")
        self.threshold = ThresholdButton(tally)
        self._lay_out()
        self._connect()
        self._show_query()
        self._show_counts()

    def minimumSizeHint(self) -> QSize:
        """The narrowest form's."""
        return QSize(self._width_in(_TIGHT), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the form that there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_SPACING_PX)
        for widget in (self.classes, self.confidence, self.confidence_line, self.margin, self.states, self.clear):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.threshold)

    def _connect(self) -> None:
        query = self._query
        query.textChanged.connect(self._show_query)
        query.classes_changed.connect(self._show_query)
        self._tally.changed.connect(self._show_counts)
        self.class_popover.classes_chosen.connect(self._choose_classes)
        self.states.toggled.connect(self._toggle)
        self.clear.clicked.connect(lambda: query.ask(""))
        self.threshold.unsure_asked.connect(lambda: query.ask("unsure"))
        self.threshold.threshold_changed.connect(self._show_counts)
        for field, control in (
            (query_state.CONFIDENCE, self.confidence_popover),
            (query_state.CONFIDENCE, self.confidence_line),
            (query_state.MARGIN, self.margin_popover),
        ):
            control.range_changed.connect(
                lambda low, high, of=field: self._query.write(self._with_range(of, low, high))
            )
            control.range_settled.connect(lambda low, high, of=field: self._query.ask(self._with_range(of, low, high)))

    def _show_query(self) -> None:
        text, classes = self._query.text(), self._query.classes
        state = query_state.read(text, classes)
        chosen = filter_wording.classes_chosen(state.classes)
        self.classes.show_choice(chosen or self.classes.subject, is_filtering=bool(chosen))
        self.class_popover.show_classes(classes, state.classes, self._tally.numbers.classes)
        for button, popover, bounds in (
            (self.confidence, self.confidence_popover, state.confidence),
            (self.margin, self.margin_popover, state.margin),
        ):
            words = filter_wording.range_chosen(*bounds)
            button.show_choice(f"{button.subject} {words}".rstrip(), words, is_filtering=bool(words))
            popover.show_range(*bounds)
        self.confidence_line.show_range(*state.confidence)
        self.states.show_on(state.states)
        self.clear.setVisible(bool(text))
        self._fit()

    def _show_counts(self) -> None:
        numbers = self._tally.numbers
        counts = {
            "unsure": self._tally.unsure,
            "error": self._tally.pictures.store.failed,
            "corrected": numbers.corrected,
            "right": numbers.right,
            "wrong": numbers.judged - numbers.right,
        }
        self.states.show_counts(counts, has_folders=numbers.judged > 0)
        self.class_popover.show_counts(numbers.classes)
        self._fit()

    def _choose_classes(self, wanted: list[str]) -> None:
        self._query.ask(query_state.with_classes(self._query.text(), wanted, self._query.classes))

    def _toggle(self, toggle: Toggle, is_on: bool) -> None:
        self._query.ask(query_state.with_toggle(self._query.text(), toggle, is_on))

    def _with_range(self, field: str, low: float, high: float) -> str:
        return query_state.with_range(self._query.text(), field, low, high)

    def _fit(self) -> None:
        form = next((each for each in _FORMS if self._width_in(each) <= self.width()), _TIGHT)
        self.confidence_line.setVisible(form == _WIDE)
        self.confidence.setVisible(form != _WIDE)
        self.clear.setText("" if form == _TIGHT else _CLEAR)
        widest = _TIGHT_PX if form == _TIGHT else WIDEST_PX
        for button in (self.classes, self.confidence, self.margin):
            button.set_widest(widest)
        self.states.set_narrow(form >= _NARROW, widest)

    def _width_in(self, form: int) -> int:
        """How much room a form needs, px, also for the button that may be hidden: it shall not change the form."""
        widest = _TIGHT_PX if form == _TIGHT else WIDEST_PX
        widths = [each.width_with(widest) for each in (self.classes, self.margin)]
        widths.append(self.confidence_line.sizeHint().width() if form == _WIDE else self.confidence.width_with(widest))
        widths.append(self.states.width_as(form >= _NARROW, widest))
        words = self.clear.fontMetrics().horizontalAdvance(_CLEAR)
        around = self.clear.sizeHint().width() - (words if self.clear.text() else 0)
        widths.append(around if form == _TIGHT else around + words)
        return sum(widths) + self.threshold.sizeHint().width() + _SPACING_PX * len(widths)

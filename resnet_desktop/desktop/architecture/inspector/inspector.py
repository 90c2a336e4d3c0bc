"""What there is to say about the selected part of the network."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.inspector import weights_wording
from resnet_desktop.desktop.architecture.inspector.breakdown import MACS, PARAMETERS, breakdown
from resnet_desktop.desktop.architecture.inspector.describing import describe
from resnet_desktop.desktop.architecture.inspector.fact_grid import FactGrid
from resnet_desktop.desktop.architecture.inspector.facts import facts, kind_of, shares_of_whole, title_of
from resnet_desktop.desktop.architecture.inspector.parts import Part, part_of
from resnet_desktop.desktop.architecture.inspector.share_section import ShareSection
from resnet_desktop.desktop.architecture.inspector.swatch_title import SwatchTitle
from resnet_desktop.desktop.architecture.inspector.weights_reader import SeenWeights, WeightsReader
from resnet_desktop.desktop.architecture.inspector.weights_section import WeightsSection
from resnet_desktop.desktop.architecture.listing.nodes import layer_ink
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.labels import label


class Inspector(QFrame):
    """Says what the selected part does, its numbers, and shows its weights; costs nothing while it is hidden.

    Args:
        state: what is selected.
        tasks: for reading weights.
        stopwatch: the listing's, whose times are shown; None for none.
    Attributes:
        title: the part's name and kind.
        text: what it does.
        numbers: about it.
        share: how much of the network it is.
        parts: where its parameters and its MACs are.
        weights: its weights.
    """

    def __init__(self, state: ArchitectureState, tasks: Tasks, stopwatch: Stopwatch | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Inspector")
        self._state, self._stopwatch = state, stopwatch
        self._is_stale, self._has_caught_up = True, False
        self._reader = WeightsReader(tasks, self)
        self.title = SwatchTitle()
        self.text = label()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.numbers = FactGrid()
        self.share = ShareSection("Share of the network")
        self.parts = (ShareSection("Where the parameters are"), ShareSection("Where the MACs are"))
        self.weights = WeightsSection()
        self._lay_out()
        for section in self.parts:
            section.bars.chosen.connect(state.select)
        self.weights.chosen.connect(state.select)
        self._reader.seen.connect(self._show_weights)
        self._reader.failed.connect(self.weights.say)
        state.graph_changed.connect(self._show)
        state.selected_changed.connect(self._show_from_above)
        if stopwatch is not None:
            stopwatch.times_changed.connect(self._show)

    @property
    def is_reading(self) -> bool:
        """Whether weights are read, or will be."""
        return self._reader.is_busy

    def sizeHint(self) -> QSize:
        """As wide as a panel usually is."""
        return QSize(380, 640)

    def catch_up(self) -> None:
        """Show all but the weights, which are read when somebody looks."""
        if self._is_stale:
            self._describe(part_of(self._state.graph, self._state.selected))
            self._has_caught_up = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._show()

    def _show_from_above(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self._show()

    def _show(self) -> None:
        self._is_stale = not self.isVisible()
        has_caught_up, self._has_caught_up = self._has_caught_up and not self._is_stale, False
        if self._is_stale:
            return
        part = part_of(self._state.graph, self._state.selected)
        if not has_caught_up:
            self._describe(part)
        self._ask_for_weights(part)

    def _describe(self, part: Part) -> None:
        times = self._stopwatch.times if self._stopwatch is not None else None
        if times is not None and times.graph != part.graph:
            times = None
        ink = _ink(part)
        self.title.show_title(title_of(part), kind_of(part), ink)
        self.text.setText(describe(part))
        self.numbers.show_facts(facts(part, times))
        self.share.show_shares(shares_of_whole(part, times))
        for section, number in zip(self.parts, (PARAMETERS, MACS), strict=True):
            section.show_shares(breakdown(part, number))

    def _ask_for_weights(self, part: Part) -> None:
        live = self._state.live
        if part.layer is not None and not part.layer.variables:
            self._reader.forget()
            self.weights.say(weights_wording.NO_WEIGHTS)
        elif live is None:
            self._reader.forget()
            self.weights.say(weights_wording.NO_MODEL)
        else:
            self._reader.read(part, live.model)

    def _show_weights(self, seen: SeenWeights) -> None:
        if seen.part.name == self._state.selected:
            self.weights.show_weights(seen)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 16, 16)
        column.setSpacing(12)
        for each in (self.title, self.text, self.numbers, self.share, *self.parts, self.weights):
            column.addWidget(each)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("About the selected part")
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)


def _ink(part: Part) -> str:
    if part.layer is not None:
        return layer_ink(part.layer)
    return colours.BLOCKS.get(part.block_kind, "")

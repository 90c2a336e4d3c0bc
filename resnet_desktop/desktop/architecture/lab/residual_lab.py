"""The residual lab: switch identity blocks off, and see what each of them adds to the answer."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.lab import sweep_wording
from resnet_desktop.desktop.architecture.lab.answer_part import AnswerPart
from resnet_desktop.desktop.architecture.lab.blocks_part import BlocksPart
from resnet_desktop.desktop.architecture.lab.lab_columns import LabColumns
from resnet_desktop.desktop.architecture.lab.maps_part import MapsPart
from resnet_desktop.desktop.architecture.lab.measuring import Measuring
from resnet_desktop.desktop.architecture.lab.sweep_part import SweepPart
from resnet_desktop.desktop.architecture.lab.sweep_saver import SweepSaver
from resnet_desktop.desktop.architecture.lab.sweeper import Sweeper
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.nothing_to_see import NothingToSee
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_answers import Answers
    from resnet_desktop.inspection.lab_blocks import BlockSize, ResidualBlock

_LOW_PX = 720
"""Below, fewer classes leave room for the blocks."""
_ROWS, _FEW_ROWS = 5, 3


class ResidualLab(QWidget):
    """Shows the lab for the current picture; it computes nothing while it is hidden.

    Attributes:
        answer: before and after.
        blocks: the switches and sizes.
        maps: of the selected block.
        sweep: each block switched off alone.
        sweeper: does that.
    Signals:
        picture_asked: somebody wants to choose a picture.
    """

    picture_asked = Signal()

    def __init__(self, state: ArchitectureState, tasks: Tasks, activations: LiveActivations) -> None:
        super().__init__()
        self._state, self._activations = state, activations
        self._shown_graph: object = None
        self._folder = ""
        self._measuring = Measuring(state, tasks, activations, self)
        self.sweeper = Sweeper(state, tasks, self)
        self._saver = SweepSaver(tasks, self)
        self.answer, self.blocks, self.maps = AnswerPart(), BlocksPart(), MapsPart()
        self.sweep = SweepPart(self.sweeper)
        self._nothing = NothingToSee()
        self._lay_out()
        self._connect()

    def follow(self) -> None:
        """Show what the state says; while it is hidden, that waits until it is shown."""
        if not self.isVisible():
            return
        self._activations.ask()
        latest, live = self._activations.latest, self._state.live
        if self._nothing.follow(self._state, self._activations) or latest is None or live is None:
            self._pages.setCurrentWidget(self._nothing)
            return
        self._pages.setCurrentWidget(self._content)
        if self._shown_graph is not live.graph:
            from resnet_desktop.inspection.lab_blocks import residual_blocks  # noqa: PLC0415  loads NumPy

            self._shown_graph = live.graph
            self.blocks.list.rows.show_blocks(residual_blocks(live.graph))
            self.answer.show_answers(None, live.blocks)
        self.blocks.list.rows.show_bypassed(self._state.bypassed)
        self.answer.show_switches(self._state.bypassed, live.blocks)
        self._measuring.ask()
        self._show_block()

    def cancel(self) -> bool:
        """Stop a sweep that runs; False where none does."""
        if self.sweeper.is_busy:
            self.sweep.tools.stop()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show fewer classes where there is little room."""
        super().resizeEvent(event)
        self.answer.bars.set_count(_FEW_ROWS if self.height() < _LOW_PX else _ROWS)

    def _switch(self, name: str, is_on: bool) -> None:
        bypassed = self._state.bypassed
        self._state.bypass(bypassed - {name} if is_on else bypassed | {name})

    def _switch_all(self, are_on: bool) -> None:
        live = self._state.live
        if live is not None:
            self._state.bypass(() if are_on else live.blocks)

    def _select(self, name: str) -> None:
        """Select a block, unless something inside it is selected already."""
        block = self._selected_block()
        if block is None or block.name != name:
            self._state.select(name)

    def _show_sizes(self, sizes: "tuple[BlockSize, ...]") -> None:
        self.blocks.list.rows.show_sizes({size.block.name: size for size in sizes})

    def _show_block(self) -> None:
        block = self._selected_block()
        name = "" if block is None else block.name
        self.blocks.list.choose(name)
        self._choose_bar()
        self.maps.show_block(self._activations.latest, block)

    def _choose_bar(self) -> None:
        block = self._selected_block()
        self.sweep.chart.choose("" if block is None else block.name)

    def _selected_block(self) -> "ResidualBlock | None":
        """The block that is selected, or in which a layer is."""
        selected, graph = self._state.selected, self._state.graph
        name = selected
        if any(layer.name == selected for layer in graph.layers):
            layer = graph.layer(selected)
            name = f"{layer.stage}{layer.block}"
        return next((block for block in self.blocks.list.rows.blocks if block.name == name), None)

    def _ask_folder(self) -> None:
        for folder in picking.choose_folder(self, self._folder, sweep_wording.TITLE):
            self._folder = str(folder.parent)
            self.sweeper.sweep_folder(folder)

    def _ask_file(self) -> None:
        if self.sweeper.sweep is not None:
            self._saver.save(self.sweeper.sweep, self.sweeper.subject)

    def _tell_saved(self, path: Path) -> None:
        self.sweep.say(f"Saved as {path}")

    def _connect(self) -> None:
        for changed in (self._state.graph_changed, self._state.picture_changed, self._state.selected_changed):
            changed.connect(self.follow)
        self._state.bypassed_changed.connect(self.follow)
        self._activations.changed.connect(self.follow)
        self._nothing.picture_asked.connect(self.picture_asked)
        self._nothing.retry_asked.connect(self._activations.ask_again)
        self._measuring.measured.connect(self._show_sizes)
        self._measuring.answered.connect(self._show_answers)
        self._measuring.failed.connect(self.answer.say)
        self.answer.all_asked.connect(self._switch_all)
        self.blocks.list.rows.switched.connect(self._switch)
        self.blocks.list.block_chosen.connect(self._select)
        self.sweep.chart.block_chosen.connect(self._select)
        self.blocks.list.block_chosen.connect(lambda _: self._columns.follow_keys(self.blocks.list))
        self.sweep.chart.block_chosen.connect(lambda _: self._columns.follow_keys(self.sweep.chart))
        self.sweeper.changed.connect(self._choose_bar)
        self.sweep.tools.folder_asked.connect(self._ask_folder)
        self.sweep.export_asked.connect(self._ask_file)
        self._saver.saved.connect(self._tell_saved)
        self._saver.failed.connect(self.sweep.say)

    def _show_answers(self, answers: "Answers") -> None:
        if self._state.live is not None:
            self.answer.show_answers(answers, self._state.live.blocks)

    def _lay_out(self) -> None:
        self._columns = LabColumns(self.blocks, (self.maps, self.sweep))
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.answer)
        content.addWidget(self._columns, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

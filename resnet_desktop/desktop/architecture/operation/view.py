"""The operation: the arithmetic behind one value of a map, with this picture's real numbers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.nothing_to_see import NothingToSee
from resnet_desktop.desktop.architecture.maps.shown_layer import shown_layer
from resnet_desktop.desktop.architecture.operation import wording
from resnet_desktop.desktop.architecture.operation.step_row import StepRow
from resnet_desktop.desktop.architecture.operation.step_wording import lines
from resnet_desktop.desktop.architecture.operation.window_part import WindowPart
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.message_state import MessageState

if TYPE_CHECKING:
    from resnet_desktop.inspection.operation import Operation

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

_LEAST_PX = 200
_RING_PX = 8


class OperationView(QStackedWidget):
    """Shows how a value comes about; arrow keys go to its neighbours. A value takes about a millisecond.

    Attributes:
        operation: what is shown; None for nothing.
        window_part: patch, kernel and products.
        why_nothing: says why there are no values.
        rows: the steps, of which the first ones are in use.
    Signals:
        picture_asked: somebody wants to choose a picture.
        pixel_moved: layer, channel, row, column that the arrow keys led to.
    """

    picture_asked = Signal()
    pixel_moved = Signal(str, int, int, int)

    def __init__(self, state: ArchitectureState, _tasks: Tasks, activations: LiveActivations) -> None:
        super().__init__()
        self.operation: Operation | None = None
        self._state, self._activations = state, activations
        self._wanted: tuple[str, int, int, int] | None = None
        self._layer, self._place, self._sentence = ElidedLabel("section"), ElidedLabel(), label("", "secondary")
        self._sentence.setWordWrap(True)
        self.window_part = WindowPart()
        self.rows: list[StepRow] = []
        self._nothing = MessageState("info")
        self._nothing.say(wording.TITLE, wording.NOTHING)
        self.why_nothing = NothingToSee()
        self.why_nothing.picture_asked.connect(self.picture_asked)
        self.why_nothing.retry_asked.connect(activations.ask_again)
        self._lay_out()
        state.graph_changed.connect(self.clear)
        state.selected_changed.connect(self._follow_selection)
        activations.changed.connect(self._follow)

    def show_pixel(self, layer: str, channel: int, row: int, column: int) -> None:
        """Show how a value comes about.

        Args:
            layer: its canonical name.
            channel: from 0.
            row: from 0; 0 for a vector.
            column: from 0; 0 for a vector.
        """
        self._wanted = layer, channel, row, column
        self._follow()

    def clear(self) -> None:
        """Show nothing."""
        self._wanted = self.operation = None
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or self.operation is None or self._activations.latest is None:
            super().keyPressEvent(event)
            return
        operation = self.operation
        rows, columns, _ = self._activations.latest.maps(operation.layer).shape
        row, column = operation.row + step[0], operation.column + step[1]
        if 0 <= row < rows and 0 <= column < columns:
            self.show_pixel(operation.layer, operation.channel, row, column)
            self.pixel_moved.emit(operation.layer, operation.channel, row, column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the arrow keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring of the keyboard's focus."""
        super().paintEvent(event)
        if self.hasFocus() and self.operation is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._follow()

    def _follow_selection(self) -> None:
        """A value of another layer than the one that is looked at now would only confuse."""
        if self._wanted and self._wanted[0] != shown_layer(self._state.graph, self._state.selected).name:
            self.clear()

    def _follow(self) -> None:
        """Compute the wanted value of the current picture, or say why there is none."""
        if not self.isVisible():
            return
        live = self._state.live
        if live is None or self._state.picture is None:
            self._wanted = self.operation = None
        elif self._wanted is None:
            self.setCurrentWidget(self._nothing)
            return
        self._activations.ask()
        if self.why_nothing.follow(self._state, self._activations):
            self.setCurrentWidget(self.why_nothing)
            return
        latest, wanted = self._activations.latest, self._wanted
        if live is None or latest is None or wanted is None:
            return
        from resnet_desktop.inspection.operation_steps import operation_at  # noqa: PLC0415  loads NumPy

        layer, channel, row, column = wanted
        card, weights = live.model.card, live.model.weights
        self.operation = operation_at(latest, weights, layer, row, column, channel, temperature=card.temperature)
        self._show(self.operation, tuple(card.labels))

    def _show(self, operation: "Operation", labels: tuple[str, ...]) -> None:
        graph = self._state.graph
        layer = graph.layer(operation.layer)
        self._layer.setText(layer.name)
        self._place.setText(wording.place_words(operation, layer, labels))
        moving = f" {wording.MOVING}" if len(layer.output_shape) == 3 else ""
        self._sentence.setText(wording.sentence(operation, graph) + moving)
        first = graph.layer(operation.steps[0].layer)
        latest = self._activations.latest
        is_signed = bool(first.inputs) and latest is not None and latest.is_signed(first.inputs[0])
        source = first.inputs[0] if first.inputs else first.name
        self.window_part.show_step(
            operation.steps[0], lambda number: wording.channel_name(graph, source, number), is_source_signed=is_signed
        )
        written = lines(operation, graph)
        while len(self.rows) < len(written):
            self.rows.append(StepRow())
            self._steps.addWidget(self.rows[-1])
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(written))
            if place < len(written):
                row.show_line(written[place], is_asked=written[place].layer == operation.layer)
        self.setCurrentWidget(self._scroll)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(4)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for part in (self._layer, self._place, self._sentence, self.window_part):
            column.addWidget(part)
        column.addLayout(self._steps)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.setMinimumWidth(_LEAST_PX)
        self._scroll.setMinimumWidth(_LEAST_PX)
        self.setContentsMargins(*[_RING_PX] * 4)
        self.addWidget(self._nothing)
        self.addWidget(self.why_nothing)
        self.addWidget(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(wording.TITLE)

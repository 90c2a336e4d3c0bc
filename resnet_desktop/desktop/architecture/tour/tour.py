"""The guided tour: a card and a spotlight over the drawing, one step after another."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.architecture.tour.card import TourCard
from resnet_desktop.desktop.architecture.tour.placing import AIR_PX, best_corner
from resnet_desktop.desktop.architecture.tour.spotlight import Spotlight
from resnet_desktop.desktop.architecture.tour.steps import TourStep, tour_steps


class Tour(QObject):
    """Walks over a drawing; nothing of it exists before `start` and after its end.

    Args:
        state: what the page is about; each step selects something there.
        drawing: the widget that the network is drawn on.
        rect_of: says where something is, px of that widget; empty where it is not drawn.
        reveal: expands what is needed to see something, and brings it into sight.
    Attributes:
        card: the card; None while there is no tour.
        spotlight: lies below it.
        number: the step, from 0.
    Signals:
        ended: it is over.
        lab_asked: somebody wants to open the residual lab.
    """

    ended = Signal()
    lab_asked = Signal()

    def __init__(
        self,
        state: ArchitectureState,
        drawing: QWidget,
        rect_of: Callable[[str], QRectF],
        reveal: Callable[[str], None],
    ) -> None:
        super().__init__(drawing)
        self.card: TourCard | None = None
        self.spotlight: Spotlight | None = None
        self.number = 0
        self._state, self._drawing, self._rect_of, self._reveal = state, drawing, rect_of, reveal
        self._steps: tuple[TourStep, ...] = ()
        state.graph_changed.connect(self._follow_graph)
        state.bypassed_changed.connect(self._show_switch)

    @property
    def is_on(self) -> bool:
        """Whether it goes on."""
        return self.card is not None

    @property
    def step(self) -> TourStep:
        """The step that is told; only while it goes on."""
        return self._steps[self.number]

    def start(self) -> None:
        """Begin, or begin anew."""
        if self.card is None:
            self.spotlight, self.card = Spotlight(self._drawing), TourCard(self._drawing)
            self.card.moved.connect(self.move)
            self.card.closed.connect(self.end)
            self.card.switch_asked.connect(self._switch)
            self.card.lab_asked.connect(self.lab_asked)
            self._drawing.installEventFilter(self)
            self.spotlight.show()
            self.card.show()
        self._steps = tour_steps(self._state.graph)
        self._go_to(0)
        self.card.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def move(self, steps: int) -> None:
        """Go some steps on, or back; beyond the last one it ends."""
        wanted = self.number + steps
        if wanted >= len(self._steps):
            self.end()
        elif wanted >= 0 and self.is_on:
            self._go_to(wanted)

    def end(self) -> None:
        """Take it away; what is selected and switched stays so."""
        if self.card is None or self.spotlight is None:
            return
        self._drawing.removeEventFilter(self)
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.card.isAncestorOf(focused)
        for widget in (self.card, self.spotlight):
            widget.hide()
            widget.deleteLater()
        self.card = self.spotlight = None
        if had_focus:
            self._drawing.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    def follow(self) -> None:
        """Keep card and spotlight where they belong; to be called when the drawing moved under them."""
        if self.card is None or self.spotlight is None:
            return
        room = self._drawing.rect()
        self.spotlight.setGeometry(room)
        self.card.fit(room.width() - 2 * AIR_PX)
        place = QRectF(self._rect_of(self.step.selected)) if self.step.selected else QRectF()
        corner = best_corner(QRectF(room), QRectF(self.card.rect()), place)
        self.card.move(corner.topLeft().toPoint())
        self.spotlight.show_place(place, corner)
        self.spotlight.raise_()
        self.card.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the drawing's size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.follow()
        return super().eventFilter(watched, event)

    def _go_to(self, number: int) -> None:
        self.number = number
        if self.card is None:
            return
        step = self.step
        self.card.show_step(step, number, len(self._steps))
        self._show_switch()
        self._state.select(step.selected)
        if step.selected:
            self._reveal(step.selected)
        self.follow()

    def _follow_graph(self) -> None:
        if self.is_on:
            self._steps = tour_steps(self._state.graph)
            self._go_to(min(self.number, len(self._steps) - 1))

    def _switch(self) -> None:
        self._state.bypass(self._state.bypassed ^ {self.step.switched})

    def _show_switch(self) -> None:
        if self.card is not None and self.step.switched:
            self.card.show_switch(self.step.switched, is_on=self.step.switched not in self._state.bypassed)

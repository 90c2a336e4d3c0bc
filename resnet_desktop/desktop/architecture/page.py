"""The Architecture page: assembles its parts and tells them about one another."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture import wording
from resnet_desktop.desktop.architecture.comparison_dialog import ComparisonDialog
from resnet_desktop.desktop.architecture.drawing_menu import DrawingMenu
from resnet_desktop.desktop.architecture.live_picture import LivePictureReader
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.page_columns import PageColumns
from resnet_desktop.desktop.architecture.parts import Parts
from resnet_desktop.desktop.architecture.picture_strip import PictureStrip
from resnet_desktop.desktop.architecture.tour.tour import Tour
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.later import Later
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from resnet_desktop.desktop.architecture.lab.residual_lab import ResidualLab
    from resnet_desktop.desktop.architecture.maps.panel import ActivationPanel
    from resnet_desktop.desktop.architecture.operation.view import OperationView

_PANELS = ("Inspector", "Maps", "Operation", "Lab")
_OPERATION, _LAB = 2, 3


class ArchitecturePage(QWidget):
    """The network as a tree or table, as a drawing, and what there is to say about the selected part of it.

    Args:
        classifier: the core's functions.
        current: the model in use.
        tasks: of the window.
        parts: some of which may be made already; None makes them.
    Attributes:
        state: what all parts are about.
        controls: which network, for which sizes.
        listing: its tree and table.
        drawing: it.
        inspector: says what the selected part is.
        maps: shows what the selected layer gives out; made when it is first opened, as the next two.
        operation: shows how one value comes about.
        lab: switches blocks off.
        tour: explains it all on the drawing.
        strip: the picture that runs through it.
        panel_choice: which of the last four is seen.
        splitter: listing, drawing and panel.
        notice: says what is worth a moment.
    Signals:
        picture_asked: somebody wants to open a picture.
        panel_chosen: the number of the panel that somebody opened, from 0.
    """

    picture_asked = Signal()
    panel_chosen = Signal(int)

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks, parts: Parts | None = None) -> None:
        super().__init__()
        self._tasks = tasks
        parts = parts or Parts(current, tasks)
        self.state, self.following = parts.state, parts.following
        self.state.setParent(self)
        self.activations = LiveActivations(self.state, tasks)
        self.reader = LivePictureReader(self.state, tasks, self)
        self.controls, self.listing = parts.controls, parts.listing
        self.drawing, self.inspector = parts.drawing, parts.inspector
        self.maps = Later(self._make_maps)
        self.operation = Later(self._make_operation)
        self.lab = Later(self._make_lab)
        self.tour = Tour(self.state, self.drawing, self.drawing.rect_of, self.drawing.reveal)
        self.strip = PictureStrip(classifier, tasks)
        self._middle = QWidget()
        self.notice = Notice(self._middle)  # above the strip: a picture that cannot be read is followed by another
        self._unreadable = ""
        self.tour_button = Button("Take the tour", "info")
        self.compare_button = Button("Compare", "compare")
        self.drawing_menu = DrawingMenu(self.state, self.drawing, self)
        self.open_button = Button("Open picture", "picture", "primary")
        self.back = Button("", "model", "small")
        self._totals = ElidedLabel("quiet")
        self.panel_choice = Segments("Panel", _PANELS)
        self._panels = QStackedWidget()
        self.splitter = PageColumns()
        self._lay_out()
        self._fill_splitter()
        self._connect()
        self._show_graph()

    @property
    def facts(self) -> str:
        """What it says about the whole network, or what is wrong with the numbers."""
        return self._totals.text()

    @property
    def panel_in_sight(self) -> QWidget | None:
        """The panel that is open."""
        return self._panels.currentWidget()

    def show_panel(self, number: int) -> None:
        """Open one of the panels at the right, counted from 0."""
        self.panel_choice.choose(number)
        self._panels.setCurrentIndex(number)

    def offer_pictures(self, paths: Sequence[Path], chosen: Path | None) -> None:
        """Offer the pictures of another page; the chosen one becomes alive where none is.

        Args:
            paths: pictures near the chosen one.
            chosen: the one that is looked at there; None for none.
        """
        alive = self.reader.path
        self.strip.show_paths(paths if alive is None or alive in paths else (alive, *paths))
        if alive is not None:
            self.strip.show_alive(alive)
        elif chosen is not None:
            self.reader.read(chosen)

    def open_comparison(self) -> ComparisonDialog:
        """Show the two networks side by side."""
        dialog = ComparisonDialog(self.state.graph, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def close_open(self) -> bool:
        """Close what lies over the page; False where nothing does."""
        if self.tour.is_on:
            self.tour.end()
        elif self.notice.isVisible():
            self.notice.hide()
        else:
            return False
        return True

    def cancel_work(self) -> bool:
        """Cancel the sweep or the measuring that runs, or the picture on its way; False where there is none."""
        if self.listing.stopwatch.is_running:
            self.listing.stopwatch.cancel()
            return True
        return (self.lab.is_made and self.lab.content.cancel()) or self.reader.cancel()

    def open_picture(self, path: Path) -> None:
        """Run a picture through the network."""
        self.reader.read(path)

    def _make_maps(self) -> "ActivationPanel":
        from resnet_desktop.desktop.architecture.maps.panel import ActivationPanel  # noqa: PLC0415  made later

        maps = ActivationPanel(self.state, self._tasks, self.activations)
        maps.picture_asked.connect(self.picture_asked)
        maps.pixel_chosen.connect(self._show_operation)
        return maps

    def _make_operation(self) -> "OperationView":
        from resnet_desktop.desktop.architecture.operation.view import OperationView  # noqa: PLC0415

        operation = OperationView(self.state, self._tasks, self.activations)
        operation.picture_asked.connect(self.picture_asked)
        operation.pixel_moved.connect(self.maps.content.mark_pixel)
        return operation

    def _make_lab(self) -> "ResidualLab":
        from resnet_desktop.desktop.architecture.lab.residual_lab import ResidualLab  # noqa: PLC0415

        lab = ResidualLab(self.state, self._tasks, self.activations)
        lab.picture_asked.connect(self.picture_asked)
        return lab

    def _fill_splitter(self) -> None:
        card, right = QFrame(), QWidget()
        card.setProperty("part", "card")
        self.splitter.fill(self.listing, card, right)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.panel_choice)
        column.addWidget(self._panels, 1)
        for panel in (self.inspector, self.maps, self.operation, self.lab):
            self._panels.addWidget(panel)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.drawing)

    def _lay_out(self) -> None:
        # From the outside in: each time that something gets a parent, Qt styles all that is in it anew.
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label("Architecture", "title"))
        header.addStretch()
        header.addWidget(self.tour_button)
        header.addWidget(self.compare_button)
        header.addWidget(MenuButton("Save", self.drawing_menu, "save"))
        header.addWidget(self.open_button)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self._totals, 1)
        facts.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 12)
        layout.setSpacing(0)
        layout.addLayout(header)
        self._totals.setMinimumHeight(self.back.sizeHint().height())  # nothing moves when the button comes
        layout.addSpacing(4)
        layout.addLayout(facts)
        layout.addSpacing(4)
        layout.addWidget(self.controls)
        layout.addSpacing(12)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.splitter)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self.strip)

    def _connect(self) -> None:
        self.state.graph_changed.connect(self._show_graph)
        self.controls.graph_chosen.connect(self.following.show_other)
        self.controls.complained.connect(self._show_problem)
        self.back.clicked.connect(lambda _is_on: self.following.follow())
        self.tour_button.clicked.connect(lambda _is_on: self.tour.start())
        self.tour.lab_asked.connect(lambda: self.show_panel(_LAB))
        self.drawing.canvas.reframed.connect(self.tour.follow)
        self.drawing.expanded_changed.connect(self.tour.follow)
        self.compare_button.clicked.connect(lambda _is_on: self.open_comparison())
        self.open_button.clicked.connect(lambda _is_on: self.picture_asked.emit())
        self.drawing_menu.saved.connect(lambda path: self.notice.say(f"Saved {path.name}"))
        self.drawing_menu.failed.connect(lambda error: self.notice.complain(sentence(str(error))))
        self.listing.told.connect(self.notice.say)
        self.panel_choice.chosen.connect(self._panels.setCurrentIndex)
        self.panel_choice.chosen.connect(self.panel_chosen)
        self.listing.view_changed.connect(self.splitter.make_room)
        self.strip.picture_chosen.connect(self.reader.read)
        self.reader.changed.connect(self._follow_reader)
        self.reader.failed.connect(self._tell_unreadable)

    def _show_graph(self) -> None:
        graph = self.state.graph
        self._totals.setText(f"{wording.title_line(graph)}{wording.DOT}{wording.totals_line(graph)}")
        self.controls.show_graph(graph)
        self.back.setVisible(bool(self.following.left_model))
        self.back.setText(f"Back to {self.following.left_model}")

    def _show_problem(self, problem: str) -> None:
        self._totals.setText(problem)

    def _show_operation(self, layer: str, channel: int, row: int, column: int) -> None:
        self.operation.content.show_pixel(layer, channel, row, column)
        self.show_panel(_OPERATION)

    def _follow_reader(self) -> None:
        """Mark the picture that is wished for; what another one was complained about is over."""
        self.strip.show_alive(self.reader.path)
        if self._unreadable and self.notice.text == self._unreadable:
            self.notice.hide()

    def _tell_unreadable(self, path: Path, error: BaseException) -> None:
        self.strip.show_paths([each for each in self.strip.paths if each != path])
        self._unreadable = wording.cannot_be_read(path.name, sentence(str(error)))
        self.notice.complain(self._unreadable)

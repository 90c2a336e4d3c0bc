"""Keeps the page at the network of the model in use, until somebody asks for another one."""

from PySide6.QtCore import QObject

from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.network import Graph


class Following(QObject):
    """Shows the network of the model in use, alive; another one is shown without life.

    Attributes:
        state: what shows it.
    """

    def __init__(self, state: ArchitectureState, current: CurrentModel, parent: QObject) -> None:
        super().__init__(parent)
        self.state = state
        self._current = current
        self._shown: LoadedModel | None = None
        self._is_following = True
        current.changed.connect(self._meet_model)
        self._meet_model()

    @property
    def left_model(self) -> str:
        """The name of the model in use where another network is shown; empty where its own is, or there is none."""
        return "" if self._is_following else self._current.name

    def follow(self) -> None:
        """Show the network of the model in use, now and whenever that changes."""
        self._is_following = True
        self._shown = None
        self._meet_model()

    def show_other(self, graph: Graph) -> None:
        """Show another network; where it is that of the model in use, that is alive again."""
        loaded = self._current.loaded
        if loaded is not None and loaded.card.graph() == graph:
            self.follow()
            return
        self._is_following = False
        self._shown = None
        self.state.show(graph, None)

    def _meet_model(self) -> None:
        loaded = self._current.loaded
        if not self._is_following or loaded is None or loaded is self._shown or loaded.model is None:
            return
        from resnet_desktop.inspection.live import LiveNetwork  # noqa: PLC0415  loads NumPy

        self._shown = loaded
        live = LiveNetwork(loaded.model)
        self.state.show(live.graph, live)

"""The Architecture page's larger parts, which can be made one at a time."""

from functools import cached_property

from resnet_desktop.desktop.architecture.drawing.view import DrawingView
from resnet_desktop.desktop.architecture.following import Following
from resnet_desktop.desktop.architecture.inspector.inspector import Inspector
from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.network_controls import NetworkControls
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.network import RESNET50, build


class Parts:
    """Makes each part when it is first asked for; the page asks for all of them.

    Args:
        current: the model in use.
        tasks: of the window.
    """

    def __init__(self, current: CurrentModel, tasks: Tasks) -> None:
        self._current, self._tasks = current, tasks

    @cached_property
    def state(self) -> ArchitectureState:
        """What all parts are about."""
        return ArchitectureState(build(RESNET50))

    @cached_property
    def following(self) -> Following:
        """Keeps the state at the model in use; comes before what is seen, which would be filled twice."""
        return Following(self.state, self._current, self.state)

    @cached_property
    def controls(self) -> NetworkControls:
        """Which network, for which sizes."""
        return NetworkControls()

    @cached_property
    def listing(self) -> NetworkListing:
        """Its tree and table."""
        return NetworkListing(self.following.state, self._tasks)

    @cached_property
    def drawing(self) -> DrawingView:
        """It, drawn."""
        return DrawingView(self.following.state, self._tasks)

    @cached_property
    def inspector(self) -> Inspector:
        """What the selected part is."""
        return Inspector(self.following.state, self._tasks, self.listing.stopwatch)

"""All layers of the network in use for the current picture, computed once and shared by whoever looks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.inspection.activations import Activations
    from resnet_desktop.inspection.live import LiveNetwork

_Key = tuple[int, int, frozenset[str]]


class LiveActivations(QObject):
    """Computes only when somebody asks, and keeps what it has until its replacement is complete.

    Whoever looks calls `ask` when shown and after each `changed`; further calls cost nothing.

    Attributes:
        latest: what was computed last for this network; it may be of the picture before while another is computed.
        error: why the current picture could not be computed; None where nothing went wrong.
    Signals:
        changed: `latest`, `is_current`, `is_busy` or `error` are different.
        failed: the exception.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, state: ArchitectureState, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: Activations | None = None
        self.error: BaseException | None = None
        self._state = state
        self._made: tuple[LiveNetwork | None, LivePicture | None, frozenset[str]] | None = None
        self._wish = LastWish(tasks, self)
        self._wish.granted.connect(self._keep)
        self._wish.refused.connect(self._tell_failure)
        state.graph_changed.connect(self._forget)
        state.picture_changed.connect(self._follow)
        state.bypassed_changed.connect(self._follow)

    @property
    def picture(self) -> LivePicture | None:
        """The picture that `latest` is of."""
        return None if self._made is None else self._made[1]

    @property
    def is_current(self) -> bool:
        """Whether `latest` is of the current picture with the current blocks switched off."""
        state = self._state
        if self.latest is None or self._made is None:
            return False
        live, picture, bypassed = self._made
        return live is state.live and picture is state.picture and bypassed == state.bypassed

    @property
    def is_busy(self) -> bool:
        """Whether the current picture is being computed."""
        return self._wish.is_busy and not self.is_current

    def ask(self) -> None:
        """Want the layers of the current picture."""
        live, picture, bypassed = self._state.live, self._state.picture, self._state.bypassed
        if live is None or picture is None or self.is_current or self.error is not None:
            return
        was_busy = self.is_busy

        def compute(_control: JobControl) -> "Activations":
            from resnet_desktop.inspection.activations import Activations  # noqa: PLC0415  loads NumPy

            made = Activations(live.graph, live.activations(picture.pixels, bypassed), bypassed)
            _ = made.ranges  # known before anybody looks: a layer that is chosen answers at once
            return made

        self._wish.wish(_key(live, picture, bypassed), compute)
        if not was_busy:
            self.changed.emit()

    def ask_again(self) -> None:
        """Try once more after a failure."""
        self.error = None
        self.ask()

    def _forget(self) -> None:
        self.latest, self._made = None, None
        self._follow()

    def _follow(self) -> None:
        self.error = None
        if self._state.picture is None:
            self.latest, self._made = None, None
            self._wish.withdraw()
        self.changed.emit()

    def _keep(self, key: _Key, made: "Activations") -> None:
        if key == self._current_key():
            state = self._state
            self.latest, self._made, self.error = made, (state.live, state.picture, state.bypassed), None
            self.changed.emit()

    def _tell_failure(self, key: _Key, error: BaseException) -> None:
        if key == self._current_key():
            self.error = error
            self.changed.emit()
            self.failed.emit(error)

    def _current_key(self) -> _Key:
        return _key(self._state.live, self._state.picture, self._state.bypassed)


def _key(live: "LiveNetwork | None", picture: LivePicture | None, bypassed: frozenset[str]) -> _Key:
    return id(live), id(picture), bypassed

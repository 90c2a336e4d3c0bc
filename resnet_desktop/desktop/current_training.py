"""What trains, whichever page is open: looked for at the start, shown meanwhile, and asked about at the end."""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.live.follower import RunFollower
    from resnet_desktop.desktop.train.live.leaving import Leave

_FOLLOWING = ("resnet_desktop.desktop.train.live.follower", "resnet_desktop.desktop.train.live.glance")


class CurrentTraining(QObject):
    """Follows a training before and after the Train page is made. Nothing of it is loaded while nothing trains.

    Signals:
        changed: the `Glance` at what trains; None where nothing does any more.
    """

    changed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._is_followed = False

    @cached_property
    def follower(self) -> "RunFollower":
        """The run that is shown, and the one that trains; made when it is first asked for."""
        from resnet_desktop.desktop.train.live.follower import RunFollower  # noqa: PLC0415  only who trains needs it
        from resnet_desktop.desktop.train.state import TrainState  # noqa: PLC0415

        follower = RunFollower(TrainState(self), self._tasks)
        follower.trained_changed.connect(self._tell)
        self._is_followed = True
        return follower

    def look(self) -> None:
        """Follow a training that goes on from an earlier window or the command line, if there is one."""
        task = self._tasks.start(_any_trains)
        task.succeeded.connect(lambda is_so: self.follower.find_training() if is_so else None)

    def ask_to_leave(self, leave: Callable[[], None], window: QWidget) -> bool:
        """Ask what shall happen to what trains before the window closes.

        Args:
            leave: closes it, once that is answered.
            window: the window.
        Returns:
            False where nothing trains, and nothing is asked.
        """
        question = self.follower.may_close() if self._is_followed else None
        if question is None:
            return False
        from resnet_desktop.desktop.train.leave_dialog import LeaveDialog  # noqa: PLC0415  only where something trains

        def act(answer: "Leave") -> None:
            if self.follower.leave(answer):
                leave()

        dialog = LeaveDialog(question, window)
        dialog.answered.connect(act)
        dialog.open()
        return True

    def _tell(self) -> None:
        from resnet_desktop.desktop.train.live.glance import glance  # noqa: PLC0415  only where something trains

        trained = self.follower.trained
        self.changed.emit(None if trained is None else glance(trained))


def _any_trains(control: Control) -> bool:
    """Look at the runs' locks; where one is held, read the code that follows a run, which takes a while."""
    from resnet_desktop import paths  # noqa: PLC0415
    from resnet_desktop.training.run_lock import run_is_training  # noqa: PLC0415

    for plan in paths.runs_dir().glob("*/plan.json"):
        control.check()
        if run_is_training(plan.parent.name):
            for name in _FOLLOWING:
                import_module(name)
            return True
    return False

"""What a run is doing, in one word."""

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.live.course import Course


class Phase(Enum):
    """What a run is doing."""

    NOTHING = "nothing"
    """No run is shown."""
    PREPARING = "preparing"
    """Data and plan are checked, or the run is read."""
    STARTING = "starting"
    """The process is there, and TensorFlow is being loaded."""
    RUNNING = "running"
    PAUSING = "pausing"
    """The batch at hand is being finished, or what comes before the first one."""
    PAUSED = "paused"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    """Somebody ended it, and it can go on."""
    INTERRUPTED = "interrupted"
    """Nobody works on it, and it can go on."""

    @property
    def is_at_work(self) -> bool:
        """Whether there is a process."""
        return self in _AT_WORK

    @property
    def has_ended(self) -> bool:
        """Whether there was something, and nobody works on it any more."""
        return self in (Phase.DONE, Phase.FAILED, Phase.STOPPED, Phase.INTERRUPTED)


_AT_WORK = (Phase.STARTING, Phase.RUNNING, Phase.PAUSING, Phase.PAUSED, Phase.STOPPING)


def phase_after(record_type: str, phase: Phase) -> Phase:
    """Say what a run does once its process has told something.

    Args:
        record_type: of the record.
        phase: before it.
    """
    match record_type:
        case "done":
            return Phase.DONE
        case "stopped":
            return Phase.STOPPED
        case "error":
            return Phase.FAILED
        case _ if phase is Phase.STOPPING:
            return phase
        case "paused":
            return Phase.PAUSED
        case "start" | "resumed" if phase is not Phase.PAUSING:  # a wish to pause is granted before the next batch
            return Phase.RUNNING
        case "batch" if phase in (Phase.STARTING, Phase.PAUSED):
            return Phase.RUNNING
    return phase


def phase_at_rest(course: "Course") -> Phase:
    """Say how a run lies in its folder, that nobody works on."""
    if course.model:
        return Phase.DONE
    match course.end:
        case {"type": "error"}:
            return Phase.FAILED
        case {"type": "stopped"}:
            return Phase.STOPPED
    return Phase.INTERRUPTED

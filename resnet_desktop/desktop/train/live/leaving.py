"""What happens to a training when the window is closed, as data for the dialog that asks; knows no Qt."""

from dataclasses import dataclass
from enum import Enum

from resnet_desktop.desktop.train.live.phase import Phase


class Leave(Enum):
    """What shall happen."""

    LET_GO_ON = "let go on"
    STOP = "stop"
    CANCEL = "cancel"


@dataclass(frozen=True)
class LeaveQuestion:
    """What to ask before the window closes.

    Attributes:
        title: the question.
        text: what each answer means.
        answers: with the words of their buttons; the first is the one to propose.
    """

    title: str
    text: str
    answers: tuple[tuple[Leave, str], ...]


def leave_question(name: str, phase: Phase) -> LeaveQuestion:
    """Ask what shall happen to a training.

    Args:
        name: of the run.
        phase: what it is doing; it is at work.
    """
    go_on = (Leave.LET_GO_ON, "Let it go on")
    stop = (Leave.STOP, "Stop with a checkpoint")
    cancel = (Leave.CANCEL, "Cancel")
    if phase is Phase.PAUSED:
        text = "It is paused. Nothing is lost if it is stopped: it can be resumed at any time."
        return LeaveQuestion(f"What shall happen to {name}?", text, (stop, go_on, cancel))
    text = (
        "It can go on without the window, which shows it again when it is opened. Or it stops after the batch at "
        "hand with a checkpoint, and can be resumed at any time. Nothing is lost either way."
    )
    return LeaveQuestion(f"{name} is still training", text, (go_on, stop, cancel))

"""What the Train page itself says; pure functions of plain values, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.again import Again
    from resnet_desktop.training.dataset import DataSet

DOT = "  ·  "
NO_PICTURES = "Choose pictures in one folder for each class, and the network learns to tell them apart."
PICTURES_FIRST = "Choose pictures to learn from first."
_DOING = {
    Phase.PREPARING: "{} is being prepared",
    Phase.STARTING: "{} is starting",
    Phase.RUNNING: "{} is training",
    Phase.PAUSING: "{} is about to pause",
    Phase.PAUSED: "{} is paused",
    Phase.STOPPING: "{} is stopping",
    Phase.DONE: "{} is done",
    Phase.FAILED: "{} failed",
    Phase.STOPPED: "{} was stopped and can be resumed",
    Phase.INTERRUPTED: "{} can be resumed",
}


def state_line(data: "DataSet | None", run: str, phase: Phase) -> str:
    """Say what there is to train on, and what the run that is shown does."""
    parts = [] if data is None else [data_line(data)]
    if run and phase in _DOING:
        parts.append(doing_words(run, phase))
    return DOT.join(parts) or NO_PICTURES


def doing_words(run: str, phase: Phase) -> str:
    """Say what a run does, of which there is one."""
    return _DOING[phase].format(run)


def data_line(data: "DataSet") -> str:
    """Say how many pictures there are, and of what."""
    count = len(data.train) + len(data.validation) + len(data.test)
    return f"{formatting.plural(count, 'picture')} of {len(data.classes)} classes in {data.folder.name}"


def divided_words(data: "DataSet", plan: Plan) -> str:
    """Say that the pictures were divided otherwise, because the plan was changed."""
    parts = (("to train on", data.train), ("for validation", data.validation), ("for test", data.test))
    numbers = ", ".join(f"{formatting.count(len(examples))} {words}" for words, examples in parts)
    return (
        f"The pictures are divided anew, with seed {plan.seed} and a validation part of {plan.validation:g}: {numbers}."
    )


def again_words(again: "Again") -> str:
    """Say what is trained again, and what is different."""
    changes = [f"{formatting.plural(again.excluded, 'picture')} left out"] if again.excluded else []
    changes += [f"{formatting.plural(again.relabelled, 'picture')} with another class"] if again.relabelled else []
    return f"This is the plan and the division of {again.run}, with {' and '.join(changes) or 'the same pictures'}."

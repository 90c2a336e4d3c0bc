"""What the plan says, as pure functions and texts."""

import math
from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.network import NETWORKS, Graph

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet
    from resnet_desktop.training.forecast import Forecast
    from resnet_desktop.training.plan import Plan

TITLE = "Plan"
PRESETS_NAME = "How much to train"
NOT_MEASURED = "not measured"
NOTHING_MEASURED = "Nothing is measured yet for these settings."
MEASURING = "measuring…"
NEEDS_FRAMEWORK = "needs TensorFlow"
MEASURE = "Measure this machine"
MEASURING_TASK = "Measuring how long training takes"
NEEDS_DATA = "Choose pictures, and it is measured how long each takes here."
MEASURED = "Measured on this machine, with these pictures."
CANCELLED = "Measuring was stopped."
OWN = "Your own settings"
NAME = "Name"
NAME_HELP = "Of the run, and of the model that comes out of it."
ALL_SETTINGS = "All settings"
RESET_ALL = "Reset all"
RESET_ALL_TIP = "Bring every setting back to the chosen preset"
COPY = "Copy as command"
OPEN = "Open…"
SAVE = "Save…"
PLAN_FILES = "Plans"
NO_BASE = "None: begin at random"
ANOTHER_FILE = "A weights file…"
WEIGHTS_FILES = "Weights"

_CHOICES = {
    "resnet50": "ResNet-50",
    "listing": "Listing's",
    "sgd": "SGD",
    "adam": "Adam",
    "adamw": "AdamW",
}


def copied_words(data: "DataSet | None") -> str:
    """Say what the copied command does: the same as the window, or what it cannot say.

    Args:
        data: the pictures; None where none are chosen.
    """
    if data is None:
        return "Copied. No pictures are chosen yet, so it trains on CIFAR-10."
    changes = [f"{formatting.plural(len(data.excluded), 'picture')} left out"] if data.excluded else []
    changes += [f"{formatting.plural(len(data.relabelled), 'picture')} with another class"] if data.relabelled else []
    if not changes:
        return "Copied. It does the same in a terminal."
    return f"Copied. A command cannot say what was changed here: {', '.join(changes)}."


def time_words(forecast: "Forecast | None") -> str:
    """How long it takes, in two or three words."""
    return NOT_MEASURED if forecast is None else formatting.about(forecast.seconds)


def span(least_s: float, most_s: float) -> str:
    """Write a range of durations in one unit: ``10 to 17 min``."""
    for unit, seconds, limit in (("s", 1, 90), ("min", 60, 90 * 60), ("h", 3600, math.inf)):
        if most_s < limit:
            digits = 1 if unit == "h" else 0
            low, high = f"{least_s / seconds:.{digits}f}", f"{most_s / seconds:.{digits}f}"
            return f"{high} {unit}" if low == high else f"{low} to {high} {unit}"
    raise AssertionError("the last limit is infinite")


def cost_words(forecast: "Forecast | None") -> str:
    """The range of time, the memory and the disk; empty where nothing was measured."""
    if forecast is None:
        return ""
    parts = [span(forecast.least_s, forecast.most_s)]
    if forecast.memory:
        parts.append(f"{formatting.size(forecast.memory)} memory")
    parts.append(f"{formatting.size(forecast.disk)} disk")
    return " · ".join(parts)


def choice_words(value: str) -> str:
    """What a choice is called in the form."""
    return _CHOICES.get(value) or (value if any(map(str.isdigit, value)) else value.capitalize())


def freeze_words(freeze: int) -> str:
    """Say what is kept and what is trained."""
    match freeze:
        case 0:
            return "Everything is trained."
        case 1:
            return "The stem stays as it is; stages 2 to 5 and the classifier are trained."
        case 4:
            return "Up to stage 4 all stays as it is; stage 5 and the classifier are trained."
        case 5:
            return "Only the classifier is trained, on features that are computed once."
    return f"Up to stage {freeze} all stays as it is; stages {freeze + 1} to 5 and the classifier are trained."


def trained_words(graph: Graph, freeze: int) -> str:
    """Say how many of a network's parameters are trained.

    Args:
        graph: the network.
        freeze: everything up to this stage stays as it is.
    """
    trained = sum(layer.trainable_parameter_count for layer in graph.layers if layer.stage > freeze)
    whole = formatting.count(graph.trainable_parameter_count)
    if trained == graph.trainable_parameter_count:
        return f"These are {whole} parameters."
    return f"These are {formatting.count(trained)} of {whole} parameters."


def base_words(base: str) -> str:
    """What a base is called in the form."""
    if base == "none":
        return NO_BASE
    return base.replace("\\", "/").rpartition("/")[2]


def base_problem(plan: "Plan", network: str | None) -> str:
    """Say why a plan cannot start from its base; empty where it can.

    Args:
        plan: names the base, the network and the freeze line.
        network: the base's, where it is a model that is known; else None.
    """
    if plan.base == "none":
        return "Without a base nothing can stay as it is: set the freeze line to 0." if plan.freeze else ""
    if network is not None and network != plan.network:
        return f"{plan.base} is a {NETWORKS[network].title}: choose that network, another base, or none."
    return ""

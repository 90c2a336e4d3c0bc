"""What a plan will take on this machine: time, memory and disk, before anything starts."""

import math
from dataclasses import dataclass

from resnet_desktop.network import Graph
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.feature_notes import is_noted
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.speed import MOST_MEASURED_AT_ONCE, Speed
from resnet_desktop.training.views import views_of

_FASTER, _SLOWER = 0.85, 1.4
"""A measurement of seconds on a machine that does other things too is not surer than that."""

_OPTIMIZER_COPIES = {"sgd": 1, "adam": 2, "adamw": 2}


@dataclass(frozen=True)
class Forecast:
    """What to expect.

    Attributes:
        seconds: from the start to the judged model, as far as it is known.
        least_s: if all goes well.
        most_s: if other programs are busy too.
        memory: bytes at most; 0 where nobody knows.
        disk: bytes at most while it trains, the kept features included.
    """

    seconds: float
    least_s: float
    most_s: float
    memory: int
    disk: int


def forecast(plan: Plan, data: DataSet, graph: Graph, speed: Speed) -> Forecast:
    """Compute what to expect.

    Args:
        plan: what to do; features of a quick one that are kept already are not counted.
        data: with which pictures.
        graph: the plan's network for the data's classes.
        speed: what was measured for such a plan.
    """
    train, validation, test = len(data.train), len(data.validation), len(data.test)
    weights = sum(4 * math.prod(shape) for shape in graph.shapes().values())
    if plan.is_quick:
        parts = ((train, views_of(plan, train)), (validation, 1), (test, 1))
        missing = sum(pictures * views for pictures, views in parts if not is_noted(plan, data.folder, pictures, views))
        seconds = missing * (1 / speed.reading + 1 / speed.looking) + train * plan.epochs / speed.training
        width = graph.layer(graph.output.inputs[0]).output_shape[-1]
        features = 2 * width * sum(pictures * views for pictures, views in parts)
        memory = speed.memory + features + weights
        disk = features + 4 * weights
        spare = 0.0
    else:
        steps = -(-train // plan.batch) * plan.batch * plan.epochs
        # Checking takes between a third of a step's time, which is its way forward alone, and all of it.
        checking = validation * plan.epochs / speed.training
        judging = (validation + test) * (1 / speed.reading + 1 / speed.judging)
        seconds = (train + validation) / speed.reading + steps / speed.training + checking * 2 / 3 + judging
        spare = checking / 3
        more = max(plan.batch - MOST_MEASURED_AT_ONCE, 0) * speed.memory_per_picture
        memory = speed.memory + more + (train + validation) * speed.picture_bytes
        state = weights * (1 + _OPTIMIZER_COPIES[plan.optimizer])
        disk = 2 * state + 3 * weights
    seconds += speed.starting_s
    return Forecast(
        seconds,
        _FASTER * (seconds - spare),
        _SLOWER * (seconds + spare),
        memory if speed.memory else 0,
        disk,
    )

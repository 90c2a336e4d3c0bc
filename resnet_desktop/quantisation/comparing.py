"""A model in two precisions side by side: how fast and how right."""

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Model
from resnet_desktop.quantisation.pictures import Inputs

_FEWEST_TURNS = 5


@dataclass(frozen=True)
class Measured:
    """A model in one precision.

    Attributes:
        precision: what it was really computed in.
        pictures_per_second: the engine alone, with all cores; the median of many turns.
        agreement: part of the pictures with the same first class as in f32, 0 to 1.
        accuracy: part of the pictures whose class is known and comes first, 0 to 1; None where none is known.
    """

    precision: str
    pictures_per_second: float
    agreement: float
    accuracy: float | None

    def to_record(self) -> dict[str, Any]:
        """Write it for a card."""
        record = dataclasses.asdict(self)
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in record.items()}


def compare(model: Model, record: Mapping[str, Any], inputs: Inputs, control: Control) -> tuple[Measured, Measured]:
    """Compute the same pictures as without ranges and in int8, turn by turn, so that both have the same machine.

    Args:
        model: card and weights.
        record: ranges, as a card has them.
        inputs: those that judge are computed.
        control: progress and cancellation.
    Returns:
        What `open_engine` would choose without the ranges, and int8.
    Raises:
        EngineError: OpenVINO is not there or refuses.
        Cancelled: somebody asked for it.
    """
    control.report(Progress(0, None, "Making the network ready"))
    plain = dataclasses.replace(model, card=dataclasses.replace(model.card, int8_ranges=None))
    faster = dataclasses.replace(model, card=dataclasses.replace(model.card, int8_ranges=record))
    before, after = open_engine(plain, "cpu"), open_engine(faster, "cpu", "int8")
    exact = before if before.precision == "f32" else open_engine(plain, "cpu", "f32")
    engines = list(dict.fromkeys((before, after, exact)))
    rates, firsts = _turns(engines, inputs, control)
    return (
        _measured(before, rates, firsts, firsts[exact], inputs.labels),
        _measured(after, rates, firsts, firsts[exact], inputs.labels),
    )


def _turns(
    engines: list[Engine], inputs: Inputs, control: Control
) -> tuple[dict[Engine, list[float]], dict[Engine, npt.NDArray[np.intp]]]:
    """Pictures a second of each turn, and the first class of each picture."""
    count = len(inputs.judging)
    size = min(max(engine.best_batch_size for engine in engines), max(1, count // _FEWEST_TURNS))
    rates: dict[Engine, list[float]] = {engine: [] for engine in engines}
    firsts: dict[Engine, list[npt.NDArray[np.intp]]] = {engine: [] for engine in engines}
    for engine in engines:  # the first call also makes room
        engine.predict(inputs.judging[:size])
    for start in range(0, count, size):
        batch = inputs.judging[start : start + size]
        for engine in engines:
            control.check()
            begin = time.perf_counter()
            probabilities = engine.predict(batch)
            rates[engine].append(len(batch) / (time.perf_counter() - begin))
            firsts[engine].append(probabilities.argmax(axis=1))
        control.report(Progress(min(start + size, count), count, "Comparing speed and answers"))
    return rates, {engine: np.concatenate(found) for engine, found in firsts.items()}


def _measured(
    engine: Engine,
    rates: Mapping[Engine, list[float]],
    firsts: Mapping[Engine, npt.NDArray[np.intp]],
    exact: npt.NDArray[np.intp],
    labels: npt.NDArray[np.intp],
) -> Measured:
    first, known = firsts[engine], labels >= 0
    accuracy = float(np.mean(first[known] == labels[known])) if known.any() else None
    return Measured(engine.precision, median(rates[engine]), float(np.mean(first == exact)), accuracy)

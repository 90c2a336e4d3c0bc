"""How fast an engine is here: one picture that comes alone, and many at once."""

import time
from dataclasses import dataclass
from statistics import median

import numpy as np

from resnet_desktop.engines.protocol import Engine
from resnet_desktop.images import UInt8Array
from resnet_desktop.jobs import Control

_FEWEST_TURNS = 3
_SEED = 20151210  # the day on which the paper appeared


@dataclass(frozen=True)
class EngineSpeed:
    """What was measured; the engine alone, without reading pictures.

    Attributes:
        engine: what executed it.
        device: where.
        precision: what it really computed in.
        single_ms: one picture in a call, ms; the median of many calls.
        batch: pictures in a call from which on it gets no faster.
        pictures_per_second: with so many pictures in a call; the median of many calls.
    """

    engine: str
    device: str
    precision: str
    single_ms: float
    batch: int
    pictures_per_second: float


def measure_engine(engine: Engine, seconds: float, control: Control) -> EngineSpeed:
    """Let an engine compute made-up pictures.

    Args:
        engine: nobody else uses it meanwhile.
        seconds: for each of the two, s; at least three calls are made.
        control: is asked before each call whether to stop.
    Raises:
        Cancelled: somebody asked to stop.
        EngineError: the device gave up.
    """
    batch = engine.best_batch_size
    shape = (batch, engine.input_size, engine.input_size, 3)
    pictures = np.random.default_rng(_SEED).integers(0, 256, shape, np.uint8)
    single = _median_seconds(engine, pictures[:1], seconds, control)
    many = _median_seconds(engine, pictures, seconds, control)
    return EngineSpeed(engine.name, engine.device, engine.precision, 1000 * single, batch, batch / many)


def _median_seconds(engine: Engine, pictures: UInt8Array, seconds: float, control: Control) -> float:
    engine.predict(pictures)  # the first call also makes room
    times: list[float] = []
    while len(times) < _FEWEST_TURNS or sum(times) < seconds:
        control.check()
        begin = time.perf_counter()
        engine.predict(pictures)
        times.append(time.perf_counter() - begin)
    return median(times)

"""From paths to results: decoding ahead, batches, order."""

import os
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from resnet_desktop.classification.decoding_ahead import DecodingAhead
from resnet_desktop.classification.results import FloatArray, Result
from resnet_desktop.engines import Engine
from resnet_desktop.images import Input, Read, read_input
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card

_PATIENCE_S = 0.1
_POLL_S = 0.05


_Item = tuple[Path, Input | str]
"""A path with its input, or with the reason why there is none."""


def classify(
    paths: Iterable[Path],
    engine: Engine,
    card: Card,
    *,
    control: Control,
    batch_size: int | None = None,
    workers: int | None = None,
    read: Read = read_input,
) -> Generator[Result, None, None]:
    """Classify pictures, however many.

    Pictures are decoded ahead in threads; about three batches of network inputs are in memory at most, whatever their
    number. A batch is run when it is full, when the paths are at their end, or when its first picture has waited for a
    tenth of a second: a slow disk does not keep ready pictures from being shown. The threads end with the generator;
    close it where its end is not reached.

    Args:
        paths: files; taken one by one and only a little ahead, by one thread at a time, none of them the caller's.
        engine: executes the network.
        card: the model's card: preprocessing and labels.
        control: is asked several times a second whether to stop.
        batch_size: most pictures in one call of the engine; None for what the engine likes best.
        workers: decoding threads; None for one for each core.
        read: makes a network input of a file, in those threads; it may have another process do it.
    Yields:
        One result for each path, in the order of the paths. A file that gives no picture is a result with an error.
    Raises:
        Cancelled: `control` was cancelled; the results of one batch at most are lost, and no thread is left.
        EngineError: the engine gave up.
        Exception: what the iteration over the paths raised, after the results of the paths before.
    """
    size = batch_size or engine.best_batch_size
    threads = workers or available_cores()

    def decode(path: Path) -> Input | str:
        return read(path, card.preprocessing, control)

    with DecodingAhead(paths, decode, threads, room=2 * size + threads) as ahead:
        while batch := _next_batch(ahead, size, control):
            yield from _run(batch, engine, card.labels)
        ahead.check()


def available_cores() -> int:
    """Count the cores that this process may use, which may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _next_batch(ahead: DecodingAhead[Input | str], size: int, control: Control) -> list[_Item]:
    """Collect decoded pictures; none means that there are no more."""
    batch: list[_Item] = []
    deadline = float("inf")
    while len(batch) < size:
        control.check()
        try:
            item = ahead.take(max(min(_POLL_S, deadline - time.monotonic()), 0))
        except TimeoutError:
            if time.monotonic() >= deadline:
                break
            continue
        if item is None:
            break
        batch.append(item)
        deadline = min(deadline, time.monotonic() + _PATIENCE_S)
    return batch


def _run(batch: Sequence[_Item], engine: Engine, labels: tuple[str, ...]) -> Iterator[Result]:
    inputs = [item.pixels for _, item in batch if isinstance(item, Input)]
    rows = iter(engine.predict(np.stack(inputs)) if inputs else ())  # each (classes,)
    for path, item in batch:
        if isinstance(item, str):
            yield Result.failed(path, item)
            continue
        probabilities: FloatArray = next(rows)
        if np.isfinite(probabilities).all():
            yield Result(path, item.width, item.height, probabilities, labels)
        else:
            yield Result.failed(path, "The network gave no number for this picture; its weights may be damaged.")

"""Each identity block switched off alone, for one picture or many: which of them carry the answer."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from resnet_desktop.images import PictureError, UInt8Array, decode, short_side_for, to_input
from resnet_desktop.inspection.lab_outcomes import Sweep, SweepTally
from resnet_desktop.inspection.live import LiveNetwork
from resnet_desktop.jobs import Control, Progress

_ROWS_TOGETHER = 64
_PIXELS_TOGETHER = 700_000
_AHEAD = 8

_Decoded = tuple[Path, UInt8Array | PictureError]


def sweep_picture(live: LiveNetwork, picture: UInt8Array, truth: int | None = None) -> Sweep:
    """Switch each block off alone for one picture.

    Args:
        live: the network.
        picture: (input_size, input_size, 3) uint8, RGB.
        truth: index of its true class, where that is known.
    Raises:
        EngineError: the device gave up.
    """
    tally = SweepTally(live.blocks)
    _add(tally, live, [picture], [truth])
    return tally.sweep


def sweep_pictures(
    live: LiveNetwork,
    paths: Sequence[Path],
    control: Control,
    truth_of: Callable[[Path], int | None],
    on_part: Callable[[Sweep], None] = lambda _: None,
) -> Sweep:
    """Switch each block off alone for many pictures, which are decoded while the network is busy with earlier ones.

    Args:
        live: the network.
        paths: of pictures; one that cannot be read is kept with its reason and stops nothing.
        control: hears how far it is, and is asked between batches whether to stop.
        truth_of: gives the index of a picture's true class, or None.
        on_part: hears what is known after each batch.
    Raises:
        EngineError: the device gave up.
        Cancelled: it was stopped; `on_part` has heard what was known.
    """
    tally = SweepTally(live.blocks)
    size = live.graph.input_size
    together = max(1, min(_ROWS_TOGETHER, _PIXELS_TOGETHER // size**2) // (1 + len(live.blocks)))
    control.report(Progress(0, len(paths)))
    done = 0
    with ThreadPoolExecutor(max(1, min(4, (os.cpu_count() or 2) - 1)), "decoding") as pool:
        for batch in _batches(_decoded_ahead(live, paths, pool), together):
            control.check()
            readable = [(path, pixels) for path, pixels in batch if not isinstance(pixels, PictureError)]
            tally.broken.extend((path, why) for path, why in batch if isinstance(why, PictureError))
            if readable:
                _add(tally, live, [pixels for _, pixels in readable], [truth_of(path) for path, _ in readable])
            done += len(batch)
            control.report(Progress(done, len(paths)))
            on_part(tally.sweep)
    return tally.sweep


def _add(tally: SweepTally, live: LiveNetwork, pictures: Sequence[UInt8Array], truths: Sequence[int | None]) -> None:
    choices = [(), *((name,) for name in live.blocks)]
    rows = np.repeat(np.stack(pictures), len(choices), axis=0)  # (pictures * choices, size, size, 3)
    probabilities = live.predict(rows, choices * len(pictures))
    for picture, truth in zip(probabilities.reshape(len(pictures), len(choices), -1), truths, strict=True):
        tally.add(picture, truth)


def _decoded_ahead(live: LiveNetwork, paths: Iterable[Path], pool: ThreadPoolExecutor) -> Iterator[_Decoded]:
    preprocessing = live.model.card.preprocessing
    short_side = short_side_for(preprocessing)

    def read(path: Path) -> _Decoded:
        try:
            return path, to_input(decode(path, short_side), preprocessing)
        except PictureError as error:
            return path, error

    waiting: deque[Future[_Decoded]] = deque()
    try:
        for path in paths:
            waiting.append(pool.submit(read, path))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _batches(items: Iterator[_Decoded], size: int) -> Iterator[list[_Decoded]]:
    batch: list[_Decoded] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch

"""The pictures that a model's ranges are taken from, and others that judge."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from resnet_desktop.classification.class_names import plain
from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.formatting import count, plural
from resnet_desktop.images import Input, UInt8Array, find_pictures, read_input
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card
from resnet_desktop.quantisation.errors import FasterError

MOST_CALIBRATING, MOST_JUDGING = 300, 1000
FEWEST_PICTURES = 16
_MOST_BYTES = 256_000_000
_SEED = 20151210  # the day on which the paper appeared
_UNKNOWN = -1


@dataclass(frozen=True)
class Labelled:
    """A picture file.

    Attributes:
        path: the file.
        label: index of its class; -1 where nobody knows.
    """

    path: Path
    label: int = _UNKNOWN


@dataclass(frozen=True, eq=False)
class Inputs:
    """Pictures as the network gets them; none is both in ``calibrating`` and in ``judging``.

    Attributes:
        calibrating: (n, size, size, 3) uint8 RGB: what ranges are taken from.
        judging: (m, size, size, 3) uint8 RGB: what speed and accuracy are measured with.
        labels: (m,) classes of ``judging``, -1 where unknown.
        source: where they came from, a few words.
        unreadable: files that are no pictures.
    """

    calibrating: UInt8Array
    judging: UInt8Array
    labels: npt.NDArray[np.intp]
    source: str
    unreadable: int = 0


def in_folder(folder: Path, card: Card, control: Control) -> list[Labelled]:
    """Find a folder's pictures; the nearest folder above one that is named like a class says what it shows.

    Args:
        folder: any folder, subfolders included.
        card: the model's, for the names of its classes.
        control: is asked now and then whether to stop.
    Raises:
        FasterError: there is no such folder.
        Cancelled: somebody asked for it.
    """
    if not folder.is_dir():
        raise FasterError(f"There is no folder {folder}; choose one with pictures")
    classes = {plain(label): index for index, label in enumerate(card.labels)}
    found = []
    for path in find_pictures([folder]):
        control.check()
        names = [folder.name, *path.parent.relative_to(folder).parts]
        label = next((classes[plain(name)] for name in reversed(names) if plain(name) in classes), _UNKNOWN)
        found.append(Labelled(path, label))
    return found


def read_inputs(pictures: Sequence[Labelled], card: Card, source: str, control: Control) -> Inputs:
    """Choose pictures at random, always the same ones, and read them.

    Args:
        pictures: from `FEWEST_PICTURES` files; a quarter at most calibrates, the others judge.
        card: the model's, for its preprocessing.
        source: where they come from, a few words.
        control: progress and cancellation.
    Raises:
        FasterError: there are too few pictures that can be read.
        Cancelled: somebody asked for it.
    """
    size = card.input_size
    most = min(MOST_CALIBRATING + MOST_JUDGING, max(FEWEST_PICTURES, _MOST_BYTES // (3 * size * size)))
    order = np.random.default_rng(_SEED).permutation(len(pictures))[:most]
    chosen = [pictures[index] for index in order]
    read = list(_read(chosen, card, control))
    known = [(found.pixels, each.label) for each, found in zip(chosen, read, strict=True) if isinstance(found, Input)]
    if len(known) < FEWEST_PICTURES:
        raise FasterError(
            f"It takes at least {FEWEST_PICTURES} pictures, and there are {count(len(known))} that can be read "
            f"({source}); choose another folder"
        )
    number = min(MOST_CALIBRATING, len(known) // 4)
    pixels = np.stack([each for each, _ in known])
    labels = np.array([label for _, label in known[number:]], np.intp)
    return Inputs(pixels[:number], pixels[number:], labels, source, len(chosen) - len(known))


def _read(pictures: Sequence[Labelled], card: Card, control: Control) -> Iterable[Input | str]:
    with ThreadPoolExecutor(available_cores(), thread_name_prefix="reading-for-int8") as pool:
        futures = [pool.submit(read_input, each.path, card.preprocessing) for each in pictures]
        try:
            for done, future in enumerate(futures):
                control.check()
                control.report(Progress(done, len(futures), "Reading pictures"))
                yield future.result()
        finally:
            for future in futures:
                future.cancel()


def named(folder: Path, pictures: Sequence[Labelled]) -> str:
    """Say where pictures come from: ``2,500 pictures in validation``."""
    return f"{plural(len(pictures), 'picture')} in {folder.name or os.fspath(folder)}"

"""The pictures that a file is checked with, and those that int8 takes its ranges from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resnet_desktop.exporting.errors import ExportError
from resnet_desktop.formatting import plural
from resnet_desktop.images import (
    Picture,
    PictureError,
    Preprocessing,
    UInt8Array,
    decode,
    find_pictures,
    short_side_for,
    to_input,
)
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models.errors import printable
from resnet_desktop.resources import resource_path

MOST_PICTURES = 256
"""Pictures of a folder that are taken, evenly spread over it; half of them check."""

FEWEST_INPUTS = 64
"""What a check rests on at least; where there are fewer pictures, crops of them are added."""

_SEED = 20151210  # the day on which the paper appeared
_LEAST_PART = 0.4


@dataclass(frozen=True)
class Inputs:
    """Pictures as the network sees them.

    Attributes:
        check: (n, size, size, 3) uint8 RGB: what the file is checked with, n at least `FEWEST_INPUTS`.
        calibration: (m, size, size, 3) uint8 RGB: what int8 takes its ranges from; none of it is in ``check``.
        source: where they came from, one sentence.
    """

    check: UInt8Array
    calibration: UInt8Array
    source: str


def gather(preprocessing: Preprocessing, folder: Path | None, control: Control) -> Inputs:
    """Read pictures for an export.

    Every second one checks, the others calibrate. What is missing to `FEWEST_INPUTS` of each are crops of the same
    pictures, mirrored or not, always the same ones.

    Args:
        preprocessing: how a picture becomes the network's input.
        folder: a folder of pictures or one picture; None for the photos that came with the program.
        control: takes the progress and may cancel.
    Raises:
        Cancelled: `control` was cancelled.
        ExportError: there is no readable picture.
    """
    place = resource_path("samples") if folder is None else folder
    pictures = _read(_chosen(place, control), preprocessing, control)
    if not pictures:
        raise ExportError(f"There is no readable picture in {place}; choose another folder to check the export with")
    generator = np.random.default_rng(_SEED)
    check, missing = _filled(pictures[::2], preprocessing, generator)
    calibration, _ = _filled(pictures[1::2] or pictures, preprocessing, generator)
    count, added = len(pictures[::2]), f", and {plural(missing, 'crop')} of them" if missing else ""
    if folder is None:
        return Inputs(check, calibration, f"{plural(count, 'photo')} that came with the program{added}")
    return Inputs(check, calibration, f"{plural(count, 'picture')} in {printable(folder.name)}{added}")


def _chosen(place: Path, control: Control) -> list[Path]:
    found = []
    for path in find_pictures([place]):
        control.check()
        found.append(path)
    step = max(1.0, len(found) / MOST_PICTURES)
    return [found[int(index * step)] for index in range(min(len(found), MOST_PICTURES))]


def _read(paths: list[Path], preprocessing: Preprocessing, control: Control) -> list[Picture]:
    pictures = []
    for index, path in enumerate(paths):
        control.check()
        control.report(Progress(index, len(paths), "Reading pictures"))
        try:
            pictures.append(decode(path, short_side_for(preprocessing)))
        except PictureError:  # the others are there to check with; without any there is an error
            continue
    return pictures


def _filled(
    pictures: list[Picture], preprocessing: Preprocessing, generator: np.random.Generator
) -> tuple[UInt8Array, int]:
    """Pictures as inputs, and crops of them up to `FEWEST_INPUTS`; also the number of crops."""
    inputs = [to_input(picture, preprocessing) for picture in pictures]
    missing = max(0, FEWEST_INPUTS - len(inputs))
    crops = (_crop(pictures[index % len(pictures)], generator) for index in range(missing))
    inputs += [to_input(crop, preprocessing) for crop in crops]
    return np.stack(inputs), missing


def _crop(picture: Picture, generator: np.random.Generator) -> Picture:
    height, width = picture.pixels.shape[:2]
    side = max(1, int(min(width, height) * generator.uniform(_LEAST_PART, 1)))
    top, left = (int(generator.integers(0, whole - side + 1)) for whole in (height, width))
    pixels = picture.pixels[top : top + side, left : left + side]
    if generator.integers(2):
        pixels = pixels[:, ::-1]
    return Picture(picture.path, np.ascontiguousarray(pixels), side, side)

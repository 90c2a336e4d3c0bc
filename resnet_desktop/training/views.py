"""What the frozen network sees of a picture: the picture as it is classified, and changed views of it."""

from pathlib import Path
from zlib import crc32

import numpy as np
from PIL import Image

from resnet_desktop.images import Picture, Preprocessing, UInt8Array, decode, short_side_for, to_input
from resnet_desktop.training.augmentation import augment
from resnet_desktop.training.plan import Plan

MOST_VIEWS = 4
_ENOUGH_VIEWS = 2000
_ROOM_TO_CROP = 1.25


def views_of(plan: Plan, pictures: int) -> int:
    """How many views of each training picture are worth their time.

    Few pictures gain most by changed views, and cost least; many have enough of their own.

    Args:
        plan: which changes are made; without any there is one view.
        pictures: number of training pictures.
    Returns:
        1 to `MOST_VIEWS`.
    """
    changes = plan.flip or plan.shift or plan.crop < 1 or plan.colour or plan.cutout
    return max(1, min(MOST_VIEWS, _ENOUGH_VIEWS // max(pictures, 1))) if changes else 1


def view_facts(plan: Plan, path: str, view: int) -> list[object]:
    """Everything that a view follows from, beside the file and the preprocessing; JSON values.

    Args:
        plan: seed and changes.
        path: the picture's, relative to its data set.
        view: its number; 0 is the picture as it is.
    """
    if view == 0:
        return [0]
    return [view, plan.seed, path, plan.flip, plan.shift, plan.crop, plan.colour, plan.cutout]


def read_views(folder: Path, path: str, views: list[int], plan: Plan, preprocessing: Preprocessing) -> UInt8Array:
    """Read a picture and make views of it.

    Args:
        folder: of the data set.
        path: relative to it.
        views: their numbers.
        plan: seed and changes; a view follows from them, its number and the path alone.
        preprocessing: how the network sees pictures.
    Returns:
        (views, size, size, 3) uint8 RGB, 0 to 255.
    Raises:
        PictureError: it cannot be read.
    """
    made = np.empty((len(views), preprocessing.input_size, preprocessing.input_size, 3), np.uint8)
    changed = [view for view in views if view]
    side = _side_to_change(preprocessing) if changed else short_side_for(preprocessing)
    file = folder / path
    picture = decode(file, side)
    for place, view in enumerate(views):
        if view == 0:
            made[place] = to_input(_as_classified(file, picture, side, preprocessing), preprocessing)
        else:
            generator = np.random.default_rng([plan.seed, view, crc32(path.encode())])
            made[place] = augment([_shrunk(picture, preprocessing.source_size)], plan, generator)[0]
    return made


def _side_to_change(preprocessing: Preprocessing) -> int:
    """The short side that leaves a crop enough pixels, px."""
    return preprocessing.source_size or round(preprocessing.input_size / preprocessing.crop_fraction * _ROOM_TO_CROP)


def _as_classified(file: Path, picture: Picture, side: int, preprocessing: Preprocessing) -> Picture:
    """The picture as `classify` decodes it, where decoding for another side may have reduced it less."""
    short, wanted = min(picture.width, picture.height), short_side_for(preprocessing)
    return picture if short // (2 * side) == short // (2 * wanted) else decode(file, wanted)


def _shrunk(picture: Picture, source_size: int | None) -> UInt8Array:
    """The pixels, brought down to the data's own resolution where that is known."""
    height, width = picture.pixels.shape[:2]
    if source_size is None or min(height, width) <= source_size:
        return picture.pixels
    factor = source_size / min(height, width)
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    return np.asarray(Image.fromarray(picture.pixels).resize(size, Image.Resampling.BICUBIC))

"""Random changes to training pictures.

Each batch's changes follow from its own seed alone, so a resumed run repeats them.
"""

import math

import numpy as np
from PIL import Image

from resnet_desktop.images import UInt8Array
from resnet_desktop.training.plan import Plan

_GREY = (0.299, 0.587, 0.114)
"""How much red, green and blue count in a pixel's grey: ITU-R BT.601."""


def augment(pictures: list[UInt8Array], plan: Plan, generator: np.random.Generator) -> UInt8Array:
    """Make one training batch.

    Args:
        pictures: each (h, w, 3) uint8 RGB, 0 to 255, any size.
        plan: which changes, and how strong.
        generator: the batch's own random numbers.
    Returns:
        (n, size, size, 3) uint8 RGB, 0 to 255.
    """
    crops = [_crop(picture, plan, generator) for picture in pictures]
    if plan.flip:
        mirrored = generator.random(len(crops)) < 0.5
        crops = [
            crop.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if is_mirrored else crop
            for crop, is_mirrored in zip(crops, mirrored, strict=True)
        ]
    if plan.colour:
        factors = generator.uniform(1 - plan.colour, 1 + plan.colour, (3, len(crops))).T
        crops = [_change_colours(crop, *each) for crop, each in zip(crops, factors.tolist(), strict=True)]
    batch = np.stack([np.asarray(crop) for crop in crops])
    if plan.cutout:
        _cut_out(batch, plan.cutout, generator)
    return batch


def _crop(picture: UInt8Array, plan: Plan, generator: np.random.Generator) -> Image.Image:
    """Cut a square of random area, aspect and place, and bring it to the input size in one resampling."""
    height, width = picture.shape[:2]
    short = min(height, width)
    area = generator.uniform(plan.crop, 1.0) * (short * (plan.crop_fraction if plan.crop == 1 else 1.0)) ** 2
    aspect = math.exp(generator.uniform(-0.25, 0.25)) if plan.crop < 1 else 1.0
    crop_width = min(math.sqrt(area * aspect), width)
    crop_height = min(math.sqrt(area / aspect), height)
    margin = math.ceil(plan.shift * short)
    if margin:
        picture = np.pad(picture, ((margin, margin), (margin, margin), (0, 0)), mode="reflect")
    slack_x, slack_y = width - crop_width, height - crop_height
    if plan.crop < 1:
        left, top = generator.uniform(0, slack_x), generator.uniform(0, slack_y)
    else:
        left, top = slack_x / 2, slack_y / 2
    left += margin + (generator.uniform(-margin, margin) if margin else 0)
    top += margin + (generator.uniform(-margin, margin) if margin else 0)
    box = (left, top, left + crop_width, top + crop_height)
    return Image.fromarray(picture).resize((plan.input_size,) * 2, Image.Resampling.BICUBIC, box)


def _change_colours(picture: Image.Image, brightness: float, contrast: float, saturation: float) -> Image.Image:
    """Multiply a picture's values, their distance from the mean, and their distance from grey, in one product.

    With x a pixel, m the picture's mean of all values and g = w.x the pixel's grey: brightness b makes bx of x,
    contrast c makes cbx + (1-c)bm of that, and saturation s the sum of s times that and (1-s) times its grey.

    Args:
        picture: RGB.
        brightness: factor; 1 for no change, and so with the other two.
        contrast: factor.
        saturation: factor.
    """
    own, shared = contrast * brightness * saturation, contrast * brightness * (1 - saturation)
    red, green, blue = (shared * weight for weight in _GREY)
    offset = (1 - contrast) * brightness * float(np.asarray(picture).mean())
    return picture.convert(
        "RGB",
        (
            own + red, green, blue, offset,
            red, own + green, blue, offset,
            red, green, own + blue, offset,
        ),
    )  # fmt: skip


def _cut_out(batch: UInt8Array, part: float, generator: np.random.Generator) -> None:
    """Cover a square of each picture with mid grey, in place; the square may reach over the border."""
    size = batch.shape[1]
    half = max(round(part * size / 2), 1)
    centres = generator.integers(0, size, (len(batch), 2))
    for picture, (y, x) in zip(batch, centres, strict=True):
        picture[max(y - half, 0) : y + half, max(x - half, 0) : x + half] = 128

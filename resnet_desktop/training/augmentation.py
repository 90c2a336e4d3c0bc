"""Random changes to training pictures.

Each batch's changes follow from its own seed alone, so a resumed run repeats them.
"""

import math

import numpy as np
from PIL import Image

from resnet_desktop.images import UInt8Array
from resnet_desktop.training.plan import Plan


def augment(pictures: list[UInt8Array], plan: Plan, generator: np.random.Generator) -> UInt8Array:
    """Make one training batch.

    Args:
        pictures: each (h, w, 3) uint8 RGB, 0 to 255, any size.
        plan: which changes, and how strong.
        generator: the batch's own random numbers.
    Returns:
        (n, size, size, 3) uint8 RGB, 0 to 255.
    """
    batch = np.stack([_crop(picture, plan, generator) for picture in pictures])
    if plan.flip:
        mirrored = generator.random(len(batch)) < 0.5
        batch[mirrored] = batch[mirrored, :, ::-1]
    if plan.colour:
        batch = _change_colours(batch, plan.colour, generator)
    if plan.cutout:
        _cut_out(batch, plan.cutout, generator)
    return batch


def _crop(picture: UInt8Array, plan: Plan, generator: np.random.Generator) -> UInt8Array:
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
    resized = Image.fromarray(picture).resize((plan.input_size,) * 2, Image.Resampling.BICUBIC, box)
    return np.asarray(resized)


def _change_colours(batch: UInt8Array, strength: float, generator: np.random.Generator) -> UInt8Array:
    """Change brightness, contrast and saturation of each picture by factors in 1 - strength to 1 + strength."""
    factors = generator.uniform(1 - strength, 1 + strength, (3, len(batch), 1, 1, 1)).astype(np.float32)
    brightness, contrast, saturation = factors
    values = batch.astype(np.float32) * brightness
    mean = values.mean(axis=(1, 2, 3), keepdims=True)
    values = mean + (values - mean) * contrast
    grey = values @ np.array([0.299, 0.587, 0.114], np.float32)[:, None]
    values = grey + (values - grey) * saturation
    clipped: UInt8Array = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return clipped


def _cut_out(batch: UInt8Array, part: float, generator: np.random.Generator) -> None:
    """Cover a square of each picture with mid grey, in place; the square may reach over the border."""
    size = batch.shape[1]
    half = max(round(part * size / 2), 1)
    centres = generator.integers(0, size, (len(batch), 2))
    for picture, (y, x) in zip(batch, centres, strict=True):
        picture[max(y - half, 0) : y + half, max(x - half, 0) : x + half] = 128

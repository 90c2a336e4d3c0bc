from typing import Any

import numpy as np
import pytest

from resnet_desktop.training.augmentation import augment
from resnet_desktop.training.plan import Plan

STILL: dict[str, Any] = {
    "flip": False,
    "crop": 1.0,
    "shift": 0.0,
    "colour": 0.0,
    "cutout": 0.0,
    "crop_fraction": 1.0,
    "input_size": 32,
}


def pictures(number: int = 4, height: int = 32, width: int = 32) -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    return [generator.integers(0, 256, (height, width, 3), np.uint8) for _ in range(number)]


def changed(seed: int = 0, source: list[np.ndarray] | None = None, **fields: Any) -> np.ndarray:
    plan = Plan(**{**STILL, **fields})
    return augment(source or pictures(), plan, np.random.default_rng(seed))


def test_without_any_change_pictures_stay_as_they_are() -> None:
    assert np.array_equal(changed(), np.stack(pictures()))


def test_a_flip_mirrors_some_pictures_left_to_right() -> None:
    batch = changed(source=pictures(64), flip=True)
    mirrored = [np.array_equal(new, old[:, ::-1]) for new, old in zip(batch, pictures(64), strict=True)]
    kept = [np.array_equal(new, old) for new, old in zip(batch, pictures(64), strict=True)]
    assert all(m or k for m, k in zip(mirrored, kept, strict=True))
    assert 16 < sum(mirrored) < 48


def test_the_same_seed_gives_the_same_batch_and_another_seed_another() -> None:
    everything: dict[str, Any] = {"flip": True, "crop": 0.5, "shift": 0.1, "colour": 0.3, "cutout": 0.25}
    assert np.array_equal(changed(1, **everything), changed(1, **everything))
    assert not np.array_equal(changed(1, **everything), changed(2, **everything))


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 90), (40, 3), (200, 31)])
def test_any_shape_of_picture_becomes_a_square_of_the_input_size(height: int, width: int) -> None:
    everything: dict[str, Any] = {
        "flip": True,
        "crop": 0.1,
        "shift": 0.5,
        "colour": 0.9,
        "cutout": 0.9,
        "input_size": 48,
    }
    assert changed(3, pictures(2, height, width), **everything).shape == (2, 48, 48, 3)


def test_a_shift_moves_the_picture_by_at_most_its_part() -> None:
    ramp = np.repeat(np.arange(100, dtype=np.uint8)[None, :, None], 100, 0).repeat(3, 2)
    batch = changed(source=[ramp] * 50, shift=0.1, input_size=100)
    offsets = batch[:, 50, 50, 0].astype(int) - 50
    assert offsets.min() < -3
    assert offsets.max() > 3
    assert np.abs(offsets).max() <= 10


def test_colour_changes_stay_within_their_strength() -> None:
    grey = np.full((32, 32, 3), 100, np.uint8)
    batch = changed(source=[grey] * 50, colour=0.2)
    assert 80 <= batch.min() < 90
    assert 110 < batch.max() <= 120


def test_one_product_of_colours_equals_brightness_then_contrast_then_saturation() -> None:
    strength = 0.4
    batch = changed(5, pictures(8), colour=strength)
    generator = np.random.default_rng(5)
    generator.uniform(size=8)  # the areas of the crops are drawn first
    factors = generator.uniform(1 - strength, 1 + strength, (3, 8))
    for place, (picture, (brightness, contrast, saturation)) in enumerate(zip(pictures(8), factors.T, strict=True)):
        values = picture * brightness
        values = values.mean() + (values - values.mean()) * contrast
        grey = values @ np.array([0.299, 0.587, 0.114])[:, None]
        values = (grey + (values - grey) * saturation).clip(0, 255)
        assert np.abs(batch[place] - values).max() <= 0.5 + 1e-3


def test_cutout_covers_one_square_with_mid_grey() -> None:
    black = np.zeros((32, 32, 3), np.uint8)
    for picture in changed(source=[black] * 20, cutout=0.5):
        covered = (picture == 128).all(axis=2)
        rows, columns = covered.any(axis=1).sum(), covered.any(axis=0).sum()
        assert covered.sum() == rows * columns
        assert 8 <= rows <= 16
        assert not picture[~covered].any()

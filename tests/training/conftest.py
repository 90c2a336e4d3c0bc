"""Small data sets that the tests of training share."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.network import NETWORKS, RESNET50, Stage

COLOURS = {"blue": (30, 60, 200), "green": (20, 180, 60), "red": (210, 40, 30)}


def make_pictures(folder: Path, number: int, size: int = 32) -> None:
    """Write noisy pictures of one colour for each class: easy to learn, no two alike."""
    generator = np.random.default_rng(sum(folder.name.encode()))
    for name, colour in COLOURS.items():
        (folder / name).mkdir(parents=True)
        for index in range(number):
            noise = generator.normal(0, 25, (size, size, 3))
            pixels = np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{index}.png")


@pytest.fixture(scope="session")
def colour_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class-per-folder tree of three colours with 12 pictures each."""
    folder = tmp_path_factory.mktemp("data") / "colours"
    make_pictures(folder, 12)
    return folder


@pytest.fixture(scope="module")
def small_listing() -> Iterator[None]:
    """Let the name ``listing`` stand for a network of three blocks, whose graph is built in a second."""
    small = dataclasses.replace(RESNET50, name="listing", stages=(Stage(8, 2, 1), Stage(8, 1, 2)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, "listing", small)
        yield

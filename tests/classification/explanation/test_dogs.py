"""Maps of real photos, with the bundled model: what lights up is the dog."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.classification.explanation import Heatmap, Squares, class_maps, occlusion_maps, shifts_for
from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.images import Picture, decode
from resnet_desktop.jobs import Control
from resnet_desktop.models import DEFAULT_MODEL, Model, default_library
from resnet_desktop.resources import resource_path

SIDE = 256
OTHERS = ("airplane", "automobile", "ship", "truck")

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not resource_path("models", DEFAULT_MODEL).is_dir(),
        reason=f"the bundled model {DEFAULT_MODEL} is not there yet",
    ),
]


@pytest.fixture(scope="module")
def model() -> Model:
    return default_library().get(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    return open_engine(model, "cpu", "f32")


def composed(photos: Path) -> Iterator[tuple[Picture, bool, str]]:
    """Pictures of a dog beside something else on grey, whether the dog is at the left, and what the other thing is."""
    with (photos / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    dogs = [row["file"] for row in rows if row["cifar10_class"] == "dog"][:8]
    others = [row for row in rows if row["cifar10_class"] in OTHERS]
    for number, (dog, other) in enumerate(zip(dogs, others, strict=False)):
        is_left = number % 2 == 0
        tiles = [square(photos / dog), square(photos / other["file"])]
        canvas = Image.new("RGB", (SIDE, SIDE), (124, 117, 104))
        for tile, left in zip(tiles if is_left else tiles[::-1], (0, SIDE // 2), strict=True):
            canvas.paste(tile, (left, SIDE // 4))
        yield Picture(None, np.asarray(canvas), SIDE, SIDE), is_left, other["cifar10_class"]


def square(path: Path) -> Image.Image:
    """The middle of a photo, half as wide as the composed picture."""
    image = Image.fromarray(decode(path, SIDE // 2).pixels)
    left, top = ((length - min(image.size)) / 2 for length in image.size)
    box = (left, top, left + min(image.size), top + min(image.size))
    return image.resize((SIDE // 2, SIDE // 2), Image.Resampling.BICUBIC, box)


def masses(heatmap: Heatmap, is_left: bool) -> tuple[float, float]:
    """How much of what speaks for the dog lies on its half, and how much on the other."""
    columns = heatmap.sampled((0, 0, SIDE, SIDE), SIDE, SIDE).clip(0).sum(axis=0)
    left, right = float(columns[: SIDE // 2].sum()), float(columns[SIDE // 2 :].sum())
    return (left, right) if is_left else (right, left)


def share_of_dog(heatmaps: Iterable[tuple[Heatmap, bool]]) -> float:
    """The same of several pictures, 0 to 1; those in which the network sees hardly a dog hardly count."""
    on_dogs, elsewhere = np.sum([masses(*each) for each in heatmaps], axis=0)
    return float(on_dogs / (on_dogs + elsewhere))


@pytest.mark.parametrize("is_fine", [False, True], ids=["plain", "fine"])
def test_what_speaks_for_a_dog_lies_where_it_is(shared_data: Path, model: Model, engine: Engine, is_fine: bool) -> None:
    shifts, index = shifts_for(model.card) if is_fine else 1, model.card.labels.index
    of_dog, rather_than_other = [], []
    for picture, is_left, other in composed(shared_data / "data" / "photos"):
        maps = class_maps(picture, engine, model, shifts=shifts, control=Control())
        of_dog.append((maps.of_class(index("dog")), is_left))
        rather_than_other.append((maps.difference(index("dog"), index(other)), is_left))
    assert len(of_dog) == 8
    assert share_of_dog(of_dog) > 0.65
    assert share_of_dog(rather_than_other) > 0.75


def test_covering_the_dog_takes_more_from_it_than_covering_the_rest(
    shared_data: Path, model: Model, engine: Engine
) -> None:
    size, dog = model.card.input_size, model.card.labels.index("dog")
    falls = []
    for picture, is_left, _ in composed(shared_data / "data" / "photos"):
        *_, last = occlusion_maps(picture, engine, model.card, Squares(size, size // 4, size // 6), control=Control())
        falls.append((last.of_class(dog), is_left))
    assert share_of_dog(falls) > 0.6

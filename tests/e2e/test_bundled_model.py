"""What the bundled model promises, measured on pictures that it was not trained on."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from resnet_desktop.classification import classify
from resnet_desktop.engines import Engine, open_engine
from resnet_desktop.jobs import Control
from resnet_desktop.models import DEFAULT_MODEL, Card, Model, default_library
from resnet_desktop.resources import resource_path

pytestmark = pytest.mark.skipif(
    not resource_path("models", DEFAULT_MODEL).is_dir(), reason=f"the bundled model {DEFAULT_MODEL} is not there yet"
)


@pytest.fixture(scope="module")
def model() -> Model:
    return default_library().get(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    return open_engine(model, "cpu", "f32")


def part_right(pictures: Sequence[Path], labels: Sequence[str], engine: Engine, card: Card) -> float:
    results = classify(pictures, engine, card, control=Control())
    right = sum(
        result.best is not None and result.best.label == label for result, label in zip(results, labels, strict=True)
    )
    return right / len(pictures)


def test_the_card_says_how_good_it_is(model: Model) -> None:
    measured = model.card.metrics["test"]
    assert measured["pictures"] == 10_000
    assert measured["top1"] >= 0.92
    assert model.card.licence == "MIT"
    assert model.card.provenance["plan"]["seed"] == 0


@pytest.mark.shared_data
@pytest.mark.slow
def test_pictures_of_the_test_split_are_known_as_well_as_the_card_says(
    test_pictures: list[Path], engine: Engine, model: Model
) -> None:
    pictures = test_pictures
    part = part_right(pictures, [picture.parent.name for picture in pictures], engine, model.card)
    assert part == pytest.approx(model.card.metrics["test"]["top1"], abs=0.025)  # three standard deviations of 1,000


@pytest.mark.shared_data
def test_two_thirds_of_real_photos_are_known(shared_data: Path, engine: Engine, model: Model) -> None:
    folder = shared_data / "data" / "photos"
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        labels = {row["file"]: row["cifar10_class"] for row in csv.DictReader(file, delimiter="\t")}
    photos = [folder / name for name, label in labels.items() if label]
    assert len(photos) == 66
    assert part_right(photos, [labels[photo.name] for photo in photos], engine, model.card) >= 0.65

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bundled_model import bundle
from resnet_desktop.errors import UserError
from resnet_desktop.models import default_library, read_model
from resnet_desktop.network import NETWORKS
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder of 24 pictures of noise, ``0.png`` and so on."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    generator = np.random.default_rng(0)
    for index in range(24):
        Image.fromarray(generator.integers(0, 256, (32, 32, 3), np.uint8)).save(folder / f"{index}.png")
    return folder


def train_without_temperature(folder: Path, temperature: float | None = None) -> None:
    """Put the model ``old`` and its run where an older program would have left them."""
    model = random_model("tiny", 32, 3)
    default_library().save(dataclasses.replace(model.card, name="old", temperature=temperature), model.weights)
    examples = tuple(Example(f"{index}.png", index % 3) for index in range(24))
    Run.create("old", Plan(), DataSet(folder, model.card.labels, (), examples, examples[:6]))


def test_a_model_without_a_temperature_gets_one_and_keeps_its_weights(
    pictures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train_without_temperature(pictures)
    assert bundle("old", tmp_path / "bundled") == 0
    model = read_model(tmp_path / "bundled")
    old = default_library().get("old")
    assert model.card.name == "resnet50-cifar10"
    assert model.card.temperature is not None
    assert model.card.metrics["validation"]["pictures"] == 24
    assert model.card.metrics["test"]["pictures"] == 6
    assert model.card.weights_sha256 == old.card.weights_sha256
    assert model.weights["conv1/kernel"].dtype == np.float16
    assert old.card.temperature is None, "the user's model stays as it is"
    assert "calibration error" in capsys.readouterr().out


def test_a_calibrated_model_is_copied_as_it_is(tmp_path: Path) -> None:
    train_without_temperature(tmp_path / "gone", temperature=1.5)
    bundle("old", tmp_path / "bundled")
    card = read_model(tmp_path / "bundled").card
    assert (card.temperature, card.metrics) == (1.5, {})


def test_pictures_that_were_moved_can_be_named(pictures: Path, tmp_path: Path) -> None:
    train_without_temperature(tmp_path / "gone")
    with pytest.raises(UserError, match=r"not in .*gone; say with --data"):
        bundle("old", tmp_path / "bundled")
    with pytest.raises(UserError, match="too few of its validation pictures can be read"):
        bundle("old", tmp_path / "bundled", tmp_path)
    assert not (tmp_path / "bundled").exists()
    bundle("old", tmp_path / "bundled", pictures)
    assert read_model(tmp_path / "bundled").card.temperature is not None


def test_a_model_can_be_given_a_larger_input_and_is_judged_with_it(pictures: Path, tmp_path: Path) -> None:
    train_without_temperature(pictures, temperature=3.0)
    assert bundle("old", tmp_path / "bundled", input_size=64) == 0
    model = read_model(tmp_path / "bundled")
    assert model.card.input_size == 64
    assert model.card.temperature not in (None, 3.0)
    assert model.card.metrics["test"]["pictures"] == 6
    assert default_library().get("old").card.input_size == 32

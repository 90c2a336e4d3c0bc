import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.commands import models
from resnet_desktop.errors import UserError
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from resnet_desktop.quantisation import faster
from resnet_desktop.quantisation.comparing import Measured
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run
from resnet_desktop.training.validation_pictures import validation_pictures
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``resnet-desktop models faster …`` with measurements of our own; gives the status and what was printed."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    sides = Measured("bf16", 100.0, 0.999, 0.9), Measured("int8", 180.0, 0.99, 0.9)
    monkeypatch.setattr(faster, "compare", lambda *_: sides)
    card = random_card("shapes", "tiny", 32, 3)
    default_library().save(card, random_weights(card.graph()))

    def call(*words: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        models.add_arguments(parser)
        status = models.run(parser.parse_args(["faster", *words]))
        return status, capsys.readouterr().out

    return call


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "class 1"
    folder.mkdir()
    for index in range(16):
        pixels = np.random.default_rng(index).integers(0, 256, (32, 32, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{index}.png")
    return folder


def test_a_table_says_what_it_was_and_what_it_is_and_the_ranges_are_kept(command: Command, pictures: Path) -> None:
    status, text = command("shapes", "--pictures", str(pictures))
    before, after = text.splitlines()[1:3]
    assert before.split() == ["before", "bf16", "100", "pictures/s", "90.0", "%", "99.9", "%"]
    assert after.split()[:4] == ["after", "int8", "180", "pictures/s"]
    assert "shapes is 1.8 times as fast from now on." in text
    assert status == 0
    assert default_library().get("shapes").card.int8_ranges is not None
    assert command("shapes", "--off") == (0, "shapes has no int8 ranges any more.\n")
    assert default_library().get("shapes").card.int8_ranges is None


def test_without_a_folder_and_a_training_it_says_what_to_do(command: Command) -> None:
    with pytest.raises(UserError, match=r"'shapes' was not trained here, .* choose a folder"):
        command("shapes")


@pytest.mark.usefixtures("command")
def test_a_model_from_a_training_has_its_validation_pictures(pictures: Path) -> None:
    examples = tuple(Example(f"{index}.png", index % 2) for index in range(4))
    Run.create("shapes", Plan(), DataSet(pictures, ("class 2", "new"), examples[:2], examples[2:], ()))
    found = validation_pictures(default_library().get("shapes").card)
    assert [(each.path.name, each.label) for each in found] == [("2.png", 2), ("3.png", -1)]

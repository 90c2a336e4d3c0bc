from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.models import Library, Model, write_model
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One bundled model without ranges, and one of the user's."""
    library = Library(tmp_path / "bundled", tmp_path / "user")
    for folder in (library.bundled / "brought", library.user / "mine"):
        card = random_card(folder.name, "tiny", 32, 3)
        write_model(folder, card, random_weights(card.graph()))
    return library


@pytest.fixture
def model(library: Library) -> Model:
    return library.get("mine")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """24 pictures in folders named like two classes, and in one that is not; and a file that is no picture."""
    folder = tmp_path_factory.mktemp("pictures")
    generator = np.random.default_rng(0)
    for name in ("Class_0", "class 1", "other"):
        (folder / name).mkdir()
        for index in range(8):
            pixels = generator.integers(0, 256, (36, 40, 3), np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{index}.png")
    (folder / "other" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    return folder

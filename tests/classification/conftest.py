import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.engines import EngineError
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Card
from tests.helpers.random_model import random_card

SHADES = 16


@dataclass
class FakeEngine:
    """Sees how bright a picture is: class n of 16 is the grey value 16 n.

    Attributes:
        batches: sizes of the batches that came.
        before: is called at the start of each batch with its number, from 1.
        thread: where the last batch was run.
    """

    batches: list[int] = field(default_factory=list)
    before: Callable[[int], None] = lambda _: None
    thread: threading.Thread | None = None
    name: str = "Fake"
    device: str = "CPU"
    precision: str = "f32"
    input_size: int = 8
    classes: int = SHADES
    best_batch_size: int = 8
    notices: tuple[str, ...] = ()

    def predict(self, batch: UInt8Array) -> FloatArray:
        self.thread = threading.current_thread()
        self.batches.append(len(batch))
        self.before(len(self.batches))
        assert batch.shape[1:] == (8, 8, 3)
        shades = batch[:, 4, 4, 0] // 16
        return np.eye(SHADES, dtype=np.float32)[shades] * 0.75 + np.float32(0.25 / SHADES)

    def outputs(self, batch: UInt8Array, layers: Sequence[str]) -> dict[str, FloatArray]:
        raise EngineError(f"a fake has no {layers} for {len(batch)} pictures")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture(scope="session")
def card() -> Card:
    """The fake's card: pictures of 8 px, 16 classes."""
    return random_card("fake", input_size=8, classes=SHADES)


@pytest.fixture(scope="session")
def greys(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """For each class a picture of it, of different sizes."""
    folder = tmp_path_factory.mktemp("greys")
    for shade in range(SHADES):
        Image.new("L", (8 + shade, 20), 16 * shade).save(folder / f"{shade}.png")
    return [folder / f"{shade}.png" for shade in range(SHADES)]


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is called a picture and is none."""
    path = tmp_path_factory.mktemp("broken") / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n but then nothing of the kind")
    return path

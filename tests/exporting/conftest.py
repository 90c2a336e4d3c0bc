"""A tiny model, and exports that stay in the test's own process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.exporting import exports
from resnet_desktop.images import UInt8Array
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model, default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.exported_files import measure_quickly
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture
def model() -> Model:
    """Random weights for three classes at 32 px, with a temperature; in the test's own library."""
    card = random_card("tiny-one", "tiny", 32, 3, pool_window=2, temperature=1.3)
    return default_library().save(card, random_weights(card.graph()), dtype="float32")


@pytest.fixture(scope="session")
def noise() -> UInt8Array:
    """20 random pictures at 32 px."""
    return np.random.default_rng(0).integers(0, 256, (20, 32, 32, 3), dtype=np.uint8)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write and run exports without spawning: a tenth of the time."""

    def run(
        work: Callable[..., Any], arguments: tuple[Any, ...], _folder: Path, _message: str, control: Control
    ) -> Any:
        control.check()
        return work(*arguments, lambda _done, _total: control.check())

    monkeypatch.setattr(exports, "run_apart", run)
    monkeypatch.setattr(exports, "measure", measure_quickly)

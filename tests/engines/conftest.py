from collections.abc import Iterator

import numpy as np
import pytest

from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture(scope="module")
def tiny_model() -> Model:
    """Random weights for three classes at 32 px."""
    return random_model("tiny", 32, 3)


@pytest.fixture(scope="module")
def noise() -> UInt8Array:
    """40 random pictures at 32 px; more than an engine takes at once."""
    return np.random.default_rng(0).integers(0, 256, (40, 32, 32, 3), dtype=np.uint8)

from collections.abc import Iterator

import pytest

from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield

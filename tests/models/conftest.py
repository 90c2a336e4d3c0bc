import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_desktop.models import write_model
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture(scope="module")
def sound_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound model in the folder ``shapes``; to be copied, not changed."""
    card = tiny_card()
    return write_model(tmp_path_factory.mktemp("sound") / card.name, card, tiny_weights(card)).folder


@pytest.fixture
def folder(tmp_path: Path, sound_model: Path) -> Path:
    """The same model, to be changed."""
    return shutil.copytree(sound_model, tmp_path / sound_model.name)

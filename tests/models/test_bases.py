import shutil
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.images import Preprocessing
from resnet_desktop.models import ModelError
from resnet_desktop.models.bases import BASE_FILE, BaseCard, Bases, default_bases
from resnet_desktop.models.store import WEIGHTS_FILE
from tests.helpers.tiny_model import Arrays, tiny_card, tiny_weights

CARD = BaseCard(
    name="start", title="Start", network="tiny", preprocessing=Preprocessing(32), licence="MIT",
    provenance={"source": "a test"}, created="2025-11-23",
)  # fmt: skip


def headless() -> Arrays:
    return {name: array for name, array in tiny_weights(tiny_card()).items() if not name.startswith("fc")}


@pytest.fixture
def bases(tmp_path: Path) -> Bases:
    """One, called ``start``."""
    bases = Bases(tmp_path / "bases")
    bases.save(CARD, headless())
    return bases


def test_a_base_comes_back_as_it_was(bases: Bases) -> None:
    base = bases.get("start")
    assert bases.names() == ("start",)
    assert (base.card.title, base.card.licence, base.card.provenance) == ("Start", "MIT", {"source": "a test"})
    assert bases.list() == (base.card,)
    for name, array in headless().items():
        np.testing.assert_array_equal(base.weights[name], array)


def test_removing_a_base_tells_what_was_freed(bases: Bases) -> None:
    size = bases.size("start")
    assert size > 30_000
    assert bases.remove("start") == size
    assert bases.names() == ()
    assert not list(bases.folder.iterdir())
    with pytest.raises(ModelError, match="there is no base 'start'"):
        bases.get("start")


def test_a_damaged_base_is_refused_and_not_offered(bases: Bases) -> None:
    weights = bases.folder / "start" / WEIGHTS_FILE
    content = weights.read_bytes()
    weights.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
    with pytest.raises(ModelError, match="the checksum"):
        bases.get("start")
    (bases.folder / "start" / BASE_FILE).write_text("{}")
    assert bases.list() == ()
    with pytest.raises(ModelError, match="schema"):
        bases.get("start")


def test_a_renamed_folder_is_refused(bases: Bases) -> None:
    shutil.move(bases.folder / "start", bases.folder / "other")
    with pytest.raises(ModelError, match="rename the folder"):
        bases.get("other")


@pytest.mark.parametrize("name", ["START", "../x", ""])
def test_a_taken_or_impossible_name_is_refused(bases: Bases, name: str) -> None:
    card = BaseCard(**{**vars(CARD), "name": name})
    with pytest.raises(ModelError):
        bases.save(card, headless())
    assert bases.names() == ("start",)


def test_a_base_has_all_of_the_network_but_its_classifier(bases: Bases) -> None:
    card = BaseCard(**{**vars(CARD), "name": "second"})
    with pytest.raises(ModelError, match="without its classifier"):
        bases.save(card, tiny_weights(tiny_card()))
    weights = headless()
    del weights["conv1/kernel"]
    with pytest.raises(ModelError, match="is missing"):
        bases.save(card, weights)
    assert bases.names() == ("start",)


def test_without_a_folder_there_are_none(own_home: Path) -> None:
    assert default_bases().folder == own_home / "bases"
    assert default_bases().names() == ()
    assert default_bases().list() == ()

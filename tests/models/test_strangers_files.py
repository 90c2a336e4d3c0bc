"""Two thousand changed model files of every kind: each is refused with one line, or is a sound file.

Where a checksum covers a byte (``.resnet``, and the weights beside a card), a change of it is always found. In plain
weights files a changed number cannot be told from another training; there, what is accepted has a network's names and
shapes, and numbers that a network can compute with. ``STRANGERS_FILES=100000`` in the environment makes the run longer.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Library, Model, ModelError, read_model
from resnet_desktop.models.importing import read_file
from resnet_desktop.models.sharing import share
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE
from resnet_desktop.models.weights import WeightsFile
from tests.helpers.keras_file import keras_archive, official_layout
from tests.helpers.mutation import mutated
from tests.helpers.tiny_model import tiny_card, tiny_weights
from tests.helpers.watched_reader import ENDED, REFUSED, WatchedReader, what_is_wrong

FILES = int(os.environ.get("STRANGERS_FILES", "2000"))
SHARES = {"resnet": 0.25, "weights": 0.15, "card": 0.1, "safetensors": 0.1, "npz": 0.1, "h5": 0.15, "keras": 0.15}
CARD = tiny_card(pool_window=None)

Read = Callable[[bytes], str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, sound_model: Path) -> dict[str, bytes]:
    """A sound file of each kind."""
    folder = tmp_path_factory.mktemp("sound_files")
    weights = tiny_weights(CARD)
    share(Control(), Library(sound_model.parent, folder / "none"), sound_model.name, folder / "resnet")
    save_file(weights, folder / "safetensors")
    np.savez(folder / "npz.npz", **weights)  # type: ignore[arg-type]
    (folder / "npz.npz").rename(folder / "npz")
    official_layout(folder / "h5", CARD.graph(), weights)
    keras_archive(folder / "keras", CARD.graph(), weights)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return files | {
        "weights": (sound_model / WEIGHTS_FILE).read_bytes(),
        "card": (sound_model / CARD_FILE).read_bytes(),
    }


@pytest.fixture(scope="module")
def reader() -> Iterator[WatchedReader]:
    """For HDF5, whose library has turned in circles for damaged files."""
    reader = WatchedReader(patience_s=3.0)
    yield reader
    reader.close()


@pytest.fixture
def read(request: pytest.FixtureRequest, folder: Path, tmp_path: Path, kind: str) -> Read:
    """Reads a file of a kind; says what is wrong with what was accepted, empty where nothing is."""
    original = read_model(folder)
    path = tmp_path / "stranger"

    def read_here(content: bytes) -> str:
        path.write_bytes(content)
        found = read_file(Control(), path)
        if isinstance(found, WeightsFile):
            return what_is_wrong(found.weights, CARD.graph().shapes())
        return "" if is_same(Model(found[0], found[1], folder), original) else "it is another model"

    def read_apart(content: bytes) -> str:
        path.write_bytes(content)
        return str(request.getfixturevalue("reader").read(path))

    def read_weights(content: bytes) -> str:
        (folder / WEIGHTS_FILE).write_bytes(content)
        return "" if is_same(read_model(folder), original) else "it has other weights"

    def read_card(content: bytes) -> str:
        (folder / CARD_FILE).write_bytes(content)
        card = read_model(folder).card
        return "" if describes_the_same_weights(card, original.card) else "it describes another network"

    readers = {"h5": read_apart, "keras": read_apart, "weights": read_weights, "card": read_card}
    return readers.get(kind, read_here)


def is_same(model: Model, original: Model) -> bool:
    return model.card == original.card and all(
        np.array_equal(array, original.weights[name]) for name, array in model.weights.items()
    )


def describes_the_same_weights(card: Card, original: Card) -> bool:
    return (card.network, card.classes, card.weights_sha256) == (
        original.network,
        original.classes,
        original.weights_sha256,
    )


@pytest.mark.parametrize("kind", SHARES)
def test_a_changed_file_is_refused_or_sound(kind: str, read: Read, sound: dict[str, bytes]) -> None:
    generator = random.Random(f"strangers {kind}")
    outcomes: Counter[str] = Counter()
    number = round(FILES * SHARES[kind])
    for index in range(number):
        content = mutated(sound[kind], generator)
        try:
            problem = read(content)
        except ModelError as error:
            problem = REFUSED if str(error).isprintable() else f"its reason cannot be printed: {error!r}"
        assert problem in ("", REFUSED, ENDED), f"file {index} was accepted although {problem}"
        outcomes[problem] += 1
    assert sum(outcomes.values()) == number
    assert outcomes[REFUSED] > number / 4, "the changes do matter"
    if kind == "weights":
        assert outcomes[""] == 0, "the checksum covers every byte"


def test_the_sound_files_are_accepted(sound: dict[str, bytes], reader: WatchedReader, tmp_path: Path) -> None:
    for kind in ("safetensors", "npz", "h5", "keras"):
        path = tmp_path / kind
        path.write_bytes(sound[kind])
        assert reader.read(path) == ""
    path.write_bytes(b"")
    assert reader.read(path) == REFUSED
    shutil.rmtree(tmp_path)
    assert reader.read(path) == REFUSED


def test_all_shares_are_two_thousand() -> None:
    assert sum(round(2000 * part) for part in SHARES.values()) == 2000

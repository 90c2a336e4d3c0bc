"""Real files, changed at random: each is refused with one line, or is a sound file with other numbers in it."""

import dataclasses
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from resnet_desktop.models import Card, ModelError, read_model, read_weights
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE
from tests.helpers.keras_file import official_layout
from tests.helpers.tiny_model import tiny_card, tiny_weights

BOUNDED = settings(max_examples=150, deadline=5000, suppress_health_check=[HealthCheck.too_slow])

INTERESTING = st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]) | st.integers(0, 255)


def edges(size: int) -> st.SearchStrategy[int]:
    """Places in a file, its beginning and end more often than its middle."""
    near = min(size - 1, 400)
    return st.integers(0, near) | st.integers(size - 1 - near, size - 1) | st.integers(0, size - 1)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with some bytes set, cut out, repeated, or cut off."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        if not changed:
            break
        place = draw(edges(len(changed)))
        match draw(st.sampled_from(["set", "set", "set", "cut out", "repeat", "cut off"])):
            case "set":
                changed[place] = draw(INTERESTING)
            case "cut out":
                del changed[place : place + draw(st.integers(1, 64))]
            case "repeat":
                changed[place:place] = changed[place : place + draw(st.integers(1, 64))]
            case _:
                del changed[place:]
    return bytes(changed)


def outcome(read: Callable[[], Any]) -> tuple[Any, str]:
    """What was read, or nothing and the error's sentence."""
    try:
        return read(), ""
    except ModelError as error:
        return None, str(error)


def check_arrays(found: Any, shapes: dict[str, tuple[int, ...]]) -> None:
    for name, array in found.items():
        assert array.shape == shapes[name]
        assert array.dtype in (np.float16, np.float32)
        assert np.isfinite(array).all()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory, sound_model: Path) -> Path:
    """A folder with a sound model that every example overwrites."""
    return shutil.copytree(sound_model, tmp_path_factory.mktemp("scratch") / "shapes")


@BOUNDED
@given(data=st.data())
def test_a_damaged_model_is_never_accepted(scratch: Path, sound_model: Path, data: st.DataObject) -> None:
    sound = (sound_model / WEIGHTS_FILE).read_bytes()
    content = data.draw(damaged(sound))
    (scratch / WEIGHTS_FILE).write_bytes(content)
    model, reason = outcome(lambda: read_model(scratch))
    assert (model is not None) == (content == sound)
    assert reason.isprintable()


@BOUNDED
@given(data=st.data())
def test_a_damaged_model_with_a_fitting_checksum_is_refused_or_whole(
    scratch: Path, sound_model: Path, data: st.DataObject
) -> None:
    content = data.draw(damaged((sound_model / WEIGHTS_FILE).read_bytes()))
    card = read_model(sound_model).card
    try:
        (scratch / WEIGHTS_FILE).write_bytes(content)
        trusting = dataclasses.replace(card, weights_sha256=hashlib.sha256(content).hexdigest())
        (scratch / CARD_FILE).write_text(trusting.to_json(), "utf-8")
        model, reason = outcome(lambda: read_model(scratch))
    finally:
        shutil.copy(sound_model / CARD_FILE, scratch / CARD_FILE)
    assert reason.isprintable()
    if model is not None:
        assert set(model.weights) == set(card.graph().shapes())
        check_arrays(model.weights, card.graph().shapes())
        assert sum(array.nbytes for array in model.weights.values()) < len(content)


@BOUNDED
@given(data=st.data())
def test_a_damaged_card_is_refused_or_describes_the_same_weights(
    scratch: Path, sound_model: Path, data: st.DataObject
) -> None:
    shutil.copy(sound_model / WEIGHTS_FILE, scratch / WEIGHTS_FILE)
    sound = (sound_model / CARD_FILE).read_bytes()
    try:
        (scratch / CARD_FILE).write_bytes(data.draw(damaged(sound)))
        model, reason = outcome(lambda: read_model(scratch))
    finally:
        (scratch / CARD_FILE).write_bytes(sound)
    assert reason.isprintable()
    if model is not None:
        expected = Card.from_json(sound.decode(), scratch)
        assert (model.card.network, model.card.classes, model.card.weights_sha256) == (
            expected.network,
            expected.classes,
            expected.weights_sha256,
        )


@pytest.fixture(scope="module")
def sound_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A file of each kind with the same arrays, few and small, so that most of the file is structure."""
    folder = tmp_path_factory.mktemp("sound_files")
    card = tiny_card()
    arrays = {name: array for name, array in tiny_weights(card).items() if name != "conv1/kernel"}
    save_file(arrays, folder / "safetensors")
    np.savez(folder / "npz", **arrays)  # type: ignore[arg-type]  # its own options are typed, names of arrays are not
    np.savez_compressed(folder / "compressed", **arrays)  # type: ignore[arg-type]
    official_layout(folder / "h5", card.graph(), arrays)
    for kind in ("npz", "compressed"):
        (folder / f"{kind}.npz").rename(folder / kind)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", ["safetensors", "npz", "compressed", "h5"])
@BOUNDED
@given(data=st.data())
def test_a_damaged_weights_file_is_refused_or_gives_arrays_of_a_network(
    kind: str, scratch: Path, sound_files: dict[str, bytes], data: st.DataObject
) -> None:
    shapes = tiny_card().graph().shapes()
    path = scratch / "weights"
    path.write_bytes(data.draw(damaged(sound_files[kind])))
    found, reason = outcome(lambda: read_weights(path))
    assert reason.isprintable()
    if found is not None:
        assert found
        check_arrays({name: array for name, array in found.items() if name in shapes}, shapes)

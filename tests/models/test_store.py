import dataclasses
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from resnet_desktop.models import Card, ModelError, WeightsError, read_model, store, tensor_file, write_model
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE, check_model
from tests.helpers.tiny_model import Arrays, tiny_card, tiny_weights


@pytest.fixture
def weights(folder: Path) -> Arrays:
    """What the model in ``folder`` was made from."""
    return tiny_weights(read_model(folder).card)


def rewrite(folder: Path, change: Callable[[bytearray], object]) -> None:
    """Change the weights file's bytes and make the card's checksum fit, so that only the structure is wrong."""
    content = bytearray((folder / WEIGHTS_FILE).read_bytes())
    change(content)
    (folder / WEIGHTS_FILE).write_bytes(content)
    trust(folder)


def trust(folder: Path) -> None:
    digest = hashlib.sha256((folder / WEIGHTS_FILE).read_bytes()).hexdigest()
    card = Card.from_json((folder / CARD_FILE).read_text("utf-8"), folder)
    (folder / CARD_FILE).write_text(dataclasses.replace(card, weights_sha256=digest).to_json(), "utf-8")


def save(folder: Path, arrays: Arrays) -> None:
    save_file(arrays, folder / WEIGHTS_FILE)
    trust(folder)


def test_a_model_survives_being_written_and_read(folder: Path, weights: Arrays) -> None:
    model = read_model(folder)
    assert model.folder == folder
    assert dataclasses.replace(model.card, weights_sha256="") == tiny_card()
    assert list(model.weights) != []
    assert set(model.weights) == set(weights)
    for name, array in weights.items():
        np.testing.assert_array_equal(model.weights[name], array)


def test_kernels_are_stored_in_half_precision_and_vectors_in_full(folder: Path) -> None:
    for name, array in read_model(folder).weights.items():
        assert array.dtype == (np.float16 if name.endswith("/kernel") else np.float32), name


def test_float32_keeps_every_bit(tmp_path: Path) -> None:
    card = tiny_card()
    weights = {name: array + np.float32(1e-6) for name, array in tiny_weights(card).items()}
    written = write_model(tmp_path / "exact", card, weights, "float32")
    for model in (written, read_model(tmp_path / "exact")):
        for name, array in weights.items():
            np.testing.assert_array_equal(model.weights[name], array)


def test_the_written_model_is_the_one_that_is_read(tmp_path: Path) -> None:
    card = tiny_card()
    written = write_model(tmp_path / "shapes", card, tiny_weights(card))
    found = read_model(tmp_path / "shapes")
    assert found.card == written.card
    assert {name: array.tobytes() for name, array in found.weights.items()} == {
        name: array.tobytes() for name, array in written.weights.items()
    }


def test_other_programs_read_our_weights(folder: Path, weights: Arrays) -> None:
    found = load_file(folder / WEIGHTS_FILE)
    assert set(found) == set(weights)
    for name, array in weights.items():
        np.testing.assert_array_equal(found[name], array)


def test_weights_from_other_programs_are_read(folder: Path, weights: Arrays) -> None:
    mixed = {name: array.astype(np.float16) if len(name) % 2 else array for name, array in weights.items()}
    save_file(mixed, folder / WEIGHTS_FILE, {"by": "another program"})
    trust(folder)
    for name, array in read_model(folder).weights.items():
        np.testing.assert_array_equal(array, mixed[name])
        assert array.flags.aligned


def test_tensors_at_odd_places_are_aligned_in_memory(folder: Path, weights: Arrays) -> None:
    def pad_header(content: bytearray) -> None:
        length = int.from_bytes(content[:8], "little")
        content[8 + length : 8 + length] = b" " * 3
        content[:8] = (length + 3).to_bytes(8, "little")

    rewrite(folder, pad_header)
    for name, array in read_model(folder).weights.items():
        np.testing.assert_array_equal(array, weights[name])
        assert array.flags.aligned


def test_nobody_can_change_a_model_in_use(folder: Path) -> None:
    model = read_model(folder)
    with pytest.raises(ValueError, match="read-only"):
        model.weights["conv1/kernel"][0] = 0
    assert not model.weights["conv1/bias"].flags.writeable


def test_the_files_may_be_deleted_while_the_model_is_in_use(folder: Path, weights: Arrays) -> None:
    model = read_model(folder)
    for file in folder.iterdir():
        file.write_bytes(b"")
        file.unlink()
    folder.rmdir()
    np.testing.assert_array_equal(model.weights["fc3/kernel"], weights["fc3/kernel"])


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed on Linux only")
def test_no_file_stays_open(folder: Path) -> None:
    read_model(folder)
    links = [entry for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    opened = [str(entry.readlink()) for entry in links if entry.exists()]
    assert not [name for name in opened if str(folder) in name]
    assert str(folder) not in Path("/proc/self/maps").read_text()


def test_a_model_passes_its_checks_one_after_the_other(folder: Path) -> None:
    passed: list[str] = []
    read_model(folder, passed.append)
    assert [sentence.split()[0:2] for sentence in passed] == [
        ["The", "card"],
        ["The", "weights"],
        ["All", "74"],
        ["The", "checksum"],
        ["All", "numbers"],
    ]


@pytest.mark.parametrize("name", [CARD_FILE, WEIGHTS_FILE])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}: the file is missing"):
        read_model(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nothing: there is no such model folder"):
        read_model(tmp_path / "nothing")


@pytest.mark.parametrize("name", [CARD_FILE, WEIGHTS_FILE])
def test_a_folder_in_a_files_place_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(ModelError, match=f"{name}: this is not a file"):
        read_model(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("name", [CARD_FILE, WEIGHTS_FILE])
def test_a_pipe_that_never_ends_is_refused_at_once(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(ModelError, match=f"{name}: this is not a file"):
        read_model(folder)


@pytest.mark.parametrize("size", [10_000_000, 3_000_000_000, 1 << 40])
def test_an_oversized_file_is_refused_without_being_read(
    folder: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Any:
        raise AssertionError("data were read")

    monkeypatch.setattr(tensor_file, "read_data", refuse)
    os.truncate(folder / WEIGHTS_FILE, size)  # sparse: takes no place
    with pytest.raises(ModelError, match="the file has"):
        read_model(folder)


def test_an_oversized_card_is_refused_without_being_read(folder: Path) -> None:
    os.truncate(folder / CARD_FILE, 1 << 40)
    with pytest.raises(ModelError, match=r"card.json: the file has 1,099,511,627,776 bytes"):
        read_model(folder)


def test_a_card_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / CARD_FILE).write_bytes(b"\x89PNG\r\n")
    with pytest.raises(ModelError, match="not a text file in UTF-8"):
        read_model(folder)


@pytest.mark.parametrize("kept", [0, 7, 100, 3000, -1])
def test_a_truncated_file_is_refused(folder: Path, kept: int) -> None:
    content = (folder / WEIGHTS_FILE).read_bytes()
    (folder / WEIGHTS_FILE).write_bytes(content[:kept])
    trust(folder)
    with pytest.raises(WeightsError):
        read_model(folder)
    with pytest.raises(WeightsError):
        check_model(folder)


def test_a_file_with_something_behind_it_is_refused(folder: Path) -> None:
    rewrite(folder, lambda content: content.append(0))
    with pytest.raises(WeightsError, match="bytes of weights"):
        read_model(folder)


def test_one_changed_bit_is_noticed(folder: Path) -> None:
    content = bytearray((folder / WEIGHTS_FILE).read_bytes())
    content[-1] ^= 1
    (folder / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(WeightsError, match="checksum") as caught:
        read_model(folder)
    assert caught.value.path == folder / WEIGHTS_FILE
    assert "checksum" in caught.value.expected
    assert "damaged or changed" in caught.value.actual


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["conv1/kernel", "fc3/bias"])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_numbers_that_are_none_are_refused(
    folder: Path, weights: Arrays, name: str, value: float, dtype: type[np.floating[Any]]
) -> None:
    array = weights[name].astype(dtype)
    array[(-1,) * array.ndim] = value
    save(folder, weights | {name: array})
    with pytest.raises(WeightsError, match=f"'{name}' has a NaN or an infinity; expected finite numbers"):
        read_model(folder)


def test_a_variance_below_zero_is_refused(folder: Path, weights: Arrays) -> None:
    weights["bn_conv1/moving_variance"][5] = -0.25
    save(folder, weights)
    with pytest.raises(WeightsError, match=r"'bn_conv1/moving_variance' goes down to -0.25"):
        read_model(folder)


def test_a_missing_array_is_named(folder: Path, weights: Arrays) -> None:
    del weights["fc3/bias"]
    save(folder, weights)
    with pytest.raises(WeightsError, match=r"it is missing; expected the array fc3/bias with the shape \(3,\)"):
        read_model(folder)


def test_an_array_too_much_is_named(folder: Path, weights: Arrays) -> None:
    save(folder, weights | {"lambda/code\n": np.zeros(3, np.float32)})
    with pytest.raises(WeightsError, match=r"'lambda/code\\n' is there too"):
        read_model(folder)


def test_an_array_of_another_shape_is_named(folder: Path, weights: Arrays) -> None:
    weights["fc3/kernel"] = np.ascontiguousarray(weights["fc3/kernel"].T)
    save(folder, weights)
    with pytest.raises(WeightsError, match=r"fc3/kernel has the shape \(3, 64\); expected the shape \(64, 3\)"):
        read_model(folder)


def test_weights_for_other_classes_are_refused(folder: Path) -> None:
    card = dataclasses.replace(read_model(folder).card, labels=("a", "b", "c", "d"))
    (folder / CARD_FILE).write_text(card.to_json(), "utf-8")
    with pytest.raises(WeightsError, match="fc4/kernel"):
        read_model(folder)


def test_other_types_of_numbers_are_refused(folder: Path, weights: Arrays) -> None:
    save(folder, weights | {"fc3/bias": np.zeros(3, np.float64)})
    with pytest.raises(WeightsError, match="type F16 or F32"):
        read_model(folder)


def test_a_model_that_is_replaced_while_it_is_read_is_read_again(
    folder: Path, weights: Arrays, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store.read_card
    replacement = {name: array * 0.5 for name, array in weights.items()}
    cards = 0

    def read_card_and_replace(place: Path) -> Card:
        nonlocal cards
        card = real(place)
        cards += 1
        if cards == 1:
            write_model(place, tiny_card(title="The new one"), replacement)
        return card

    monkeypatch.setattr(store, "read_card", read_card_and_replace)
    model = read_model(folder)
    assert cards == 2
    assert model.card.title == "The new one"
    np.testing.assert_array_equal(model.weights["conv1/kernel"], replacement["conv1/kernel"])


def test_a_file_that_changes_its_length_while_it_is_read_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tensor_file.read_data
    whole = (folder / WEIGHTS_FILE).read_bytes()

    def read_after(change: bytes) -> Callable[..., Any]:
        def read(*arguments: Any) -> Any:
            (folder / WEIGHTS_FILE).write_bytes(change)
            return real(*arguments)

        return read

    for change, reason in ((whole[:-10], "ended after"), (whole + b"more", "grew")):
        monkeypatch.setattr(tensor_file, "read_data", read_after(change))
        with pytest.raises(WeightsError, match=reason):
            read_model(folder)
        (folder / WEIGHTS_FILE).write_bytes(whole)


def test_weights_of_another_network_are_not_written(tmp_path: Path) -> None:
    card = tiny_card()
    weights = tiny_weights(card)
    for wrong, reason in [
        ({name: array for name, array in weights.items() if name != "fc3/bias"}, "fc3/bias"),
        (weights | {"more": weights["fc3/bias"]}, "'more' is there too"),
        (weights | {"fc3/bias": np.zeros(4, np.float32)}, r"fc3/bias is float32 \(4,\)"),
        (weights | {"fc3/bias": np.zeros(3, np.int32)}, "fc3/bias is int32"),
        (weights | {"fc3/kernel": np.full((64, 3), 1e6, np.float32)}, "'fc3/kernel' has a NaN or an infinity"),
    ]:
        with pytest.raises(WeightsError, match=reason):
            write_model(tmp_path / "shapes", card, wrong)
    assert not list(tmp_path.iterdir())


def test_a_large_variance_fits_because_vectors_are_float32(tmp_path: Path) -> None:
    weights = tiny_weights(tiny_card())
    weights["bn_conv1/moving_variance"][:] = 1e6
    model = write_model(tmp_path / "shapes", tiny_card(), weights)
    assert model.weights["bn_conv1/moving_variance"][0] == np.float32(1e6)


@pytest.mark.parametrize("metrics", [{"loss": float("nan")}, {"loss": np.float32(1)}, {"loss": "\0"}])
def test_a_card_that_could_not_be_read_again_is_not_written(tmp_path: Path, metrics: dict[str, Any]) -> None:
    card = tiny_card(metrics=metrics)
    with pytest.raises(ModelError, match="card"):
        write_model(tmp_path / "shapes", card, tiny_weights(card))
    assert not list(tmp_path.iterdir())


def test_precision_is_one_of_two(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="float16 or float32, not 'int8'"):
        write_model(tmp_path / "shapes", tiny_card(), tiny_weights(tiny_card()), "int8")

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from resnet_desktop.models import WeightsError, read_weights
from resnet_desktop.network import RESNET50, build
from tests.helpers.keras_file import official_layout
from tests.helpers.tiny_model import Arrays, tiny_card, tiny_weights

KINDS = ("safetensors", "npz", "h5")
CARD = tiny_card()


@pytest.fixture(scope="module")
def weights() -> Arrays:
    return tiny_weights(CARD)


def saved(path: Path, arrays: Arrays) -> Path:
    match path.suffix:
        case ".safetensors":
            save_file(arrays, path)
        case ".npz":
            np.savez(path, **arrays)  # type: ignore[arg-type]  # its own options are typed, names of arrays are not
        case _:
            official_layout(path, CARD.graph(), arrays)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_each_kind_gives_the_arrays_by_canonical_names(tmp_path: Path, weights: Arrays, kind: str) -> None:
    found = read_weights(saved(tmp_path / f"weights.{kind}", weights))
    assert set(found) == set(weights)
    for name, array in weights.items():
        assert found[name].dtype == np.float32
        np.testing.assert_array_equal(found[name], array)


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_tells_the_kind(tmp_path: Path, weights: Arrays, kind: str) -> None:
    path = saved(tmp_path / f"weights.{kind}", weights).rename(tmp_path / "download")
    assert len(read_weights(path)) == len(weights)


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_of_a_network_is_enough(tmp_path: Path, weights: Arrays, kind: str) -> None:
    part = {name: array for name, array in weights.items() if not name.startswith("fc")}
    assert set(read_weights(saved(tmp_path / f"weights.{kind}", part))) == set(part)


@pytest.mark.parametrize("kind", KINDS)
def test_half_precision_stays(tmp_path: Path, weights: Arrays, kind: str) -> None:
    part = {"conv1/kernel": weights["conv1/kernel"].astype(np.float16)}
    assert read_weights(saved(tmp_path / f"weights.{kind}", part))["conv1/kernel"].dtype == np.float16


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_can_be_deleted_afterwards(tmp_path: Path, weights: Arrays, kind: str) -> None:
    path = saved(tmp_path / f"weights.{kind}", weights)
    found = read_weights(path)
    path.write_bytes(b"")
    path.unlink()
    np.testing.assert_array_equal(found["conv1/kernel"], weights["conv1/kernel"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"conv1/bias": np.full(64, np.nan, np.float32)}, "NaN or an infinity"),
        ({"bn_conv1/moving_variance": np.full(64, -1, np.float32)}, "variances from 0"),
        ({"conv1/bias": np.zeros(65, np.float32)}, r"has the shape \(65,\)"),
        ({"conv1/bias": np.zeros(64, np.float64)}, "float16|F16"),
        ({"conv1/bias": np.zeros(64, np.int32)}, "float16|F16"),
        ({"fc3/kernel": np.zeros((65, 3), np.float32)}, r"has the shape \(65, 3\)"),
        ({"conv1/alpha": np.zeros(64, np.float32)}, "'conv1/alpha'"),
    ],
)
def test_wrong_arrays_are_refused_in_files_of_each_kind(
    tmp_path: Path, weights: Arrays, kind: str, change: Arrays, reason: str
) -> None:
    with pytest.raises(WeightsError, match=reason):
        read_weights(saved(tmp_path / f"weights.{kind}", weights | change))


@pytest.mark.parametrize("kind", ["safetensors", "npz"])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"res9z_branch2a/kernel": np.zeros((1, 1, 4, 4), np.float32)}, "an array of ResNet-50"),
        ({"../conv1/bias": np.zeros(64, np.float32)}, "an array of|inside the archive"),
        ({"fc5/bias": np.zeros(5, np.float32)}, "one classifier"),
        ({"fc999999/bias": np.zeros(5, np.float32)}, "one classifier"),
    ],
)
def test_names_that_no_network_has_are_refused(
    tmp_path: Path, weights: Arrays, kind: str, change: Arrays, reason: str
) -> None:
    with pytest.raises(WeightsError, match=reason):
        read_weights(saved(tmp_path / f"weights.{kind}", weights | change))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_arrays_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(WeightsError):
        read_weights(saved(tmp_path / f"weights.{kind}", {}))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_of_each_kind_is_refused(tmp_path: Path, weights: Arrays, kind: str, part: float) -> None:
    path = saved(tmp_path / f"weights.{kind}", weights)
    content = path.read_bytes()
    path.write_bytes(content[: int(part * len(content))])
    with pytest.raises(WeightsError) as caught:
        read_weights(path)
    assert caught.value.path == path
    assert str(caught.value).isprintable()


class Exploding:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self.trace,)


def test_nothing_in_a_pickle_is_executed(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    exploding = np.array([Exploding(trace)], object)
    (tmp_path / "plain.h5").write_bytes(pickle.dumps(Exploding(trace)))
    np.savez(tmp_path / "array.npz", **{"conv1/bias": exploding})  # type: ignore[arg-type]
    with zipfile.ZipFile(tmp_path / "torch.pt", "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Exploding(trace)))
    for name, reason in (("plain.h5", "pickle"), ("array.npz", "float16 or float32"), ("torch.pt", "Python pickle")):
        with pytest.raises(WeightsError, match=reason):
            read_weights(tmp_path / name)
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"x", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"PK", b"<html>" * 100])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(content)
    with pytest.raises(WeightsError):
        read_weights(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="missing"):
        read_weights(tmp_path / "none.npz")
    with pytest.raises(WeightsError, match="not a file"):
        read_weights(tmp_path)


@pytest.mark.shared_data
def test_the_partial_imagenet_weights_are_read(shared_data: Path) -> None:
    found = read_weights(shared_data / "weights" / "resnet50-imagenet-partial.npz")
    shapes = build(RESNET50).shapes()
    assert len(found) == 258
    assert all(shapes[name] == array.shape for name, array in found.items())

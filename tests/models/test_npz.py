import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from resnet_desktop.models import WeightsError, read_weights


def kernel() -> npt.NDArray[np.float32]:
    """The first convolution's array: random, exact in float16."""
    return np.random.default_rng(0).random((7, 7, 3, 64), np.float32).astype(np.float16).astype(np.float32)


def array_file(description: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    size = len(description).to_bytes(2 if version == b"\x01\x00" else 4, "little")
    return b"\x93NUMPY" + version + size + description.encode() + data


DESCRIPTION = "{'descr': '<f4', 'fortran_order': False, 'shape': (64,), }\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "something else"),
        (b"\x93NUMPY\x09\x00\x01\x00{", "something else"),
        (array_file(DESCRIPTION), "384 bytes|expected 3"),
        (array_file(DESCRIPTION, b"\0" * 257), "bytes for"),
        (array_file("{'descr': '|O', 'fortran_order': False, 'shape': (64,), }", b"\0" * 256), "is described as"),
        (array_file("__import__('os').system('true')", b"\0" * 256), "is described as"),
        (array_file(DESCRIPTION.replace("64", "9" * 100), b"\0" * 256), "bytes for"),
        (array_file(DESCRIPTION.replace("(64,)", "(-64,)"), b"\0" * 256), "is described as"),
        (array_file(DESCRIPTION + " " * 10_001, b"\0" * 256), "something else"),
    ],
)
def test_a_strange_array_in_an_archive_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with zipfile.ZipFile(tmp_path / "weights.npz", "w") as archive:
        archive.writestr("conv1/bias.npy", content)
    with pytest.raises(WeightsError, match=reason):
        read_weights(tmp_path / "weights.npz")


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", ["<f4", ">f4", "<f2", ">f2"])
@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_archives_of_every_byte_and_axis_order_are_read(
    tmp_path: Path, order: Any, dtype: str, compression: int
) -> None:
    array = kernel()
    content = io.BytesIO()
    np.lib.format.write_array(content, np.asarray(array, dtype, order=order), (2, 0) if order == "F" else None)
    with zipfile.ZipFile(tmp_path / "weights.npz", "w", compression) as archive:
        archive.writestr("conv1/kernel.npy", content.getvalue())
    found = read_weights(tmp_path / "weights.npz")["conv1/kernel"]
    np.testing.assert_array_equal(found, array)
    assert found.dtype == np.dtype(dtype.replace(">", "<"))


def test_a_bomb_in_an_archive_is_refused_by_its_directory(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        content = array_file(DESCRIPTION.replace("(64,)", "(2048, 1000)"), bytes(2048 * 1000 * 4))
        archive.writestr("fc1000/kernel.npy", content)
    with pytest.raises(WeightsError, match="would grow from"):
        read_weights(tmp_path / "bomb.npz")


def test_an_endless_directory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.npz", "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}.npy", b"")
    with pytest.raises(WeightsError, match="at most 5,000 arrays"):
        read_weights(tmp_path / "many.npz")


@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile warns of what is made here on purpose
def test_an_array_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.npz", "w") as archive:
        for _ in range(2):
            archive.writestr("conv1/bias.npy", array_file(DESCRIPTION, b"\0" * 256))
    with pytest.raises(WeightsError, match="there twice"):
        read_weights(tmp_path / "twice.npz")


def test_a_changed_bit_in_an_archive_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, **{"conv1/kernel": kernel()})  # type: ignore[arg-type]  # its own options are typed, names are not
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="CRC"):
        read_weights(path)

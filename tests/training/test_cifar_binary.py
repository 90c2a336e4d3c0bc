import tarfile
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.images import decode
from resnet_desktop.jobs import Control
from resnet_desktop.training.archive import unpack
from resnet_desktop.training.dataset import find_data_set

CLASSES = ("airplane", "cat", "ship")
PICTURES = np.random.default_rng(0).integers(0, 256, (6, 32, 32, 3), np.uint8)  # height, width, RGB


def records(labels: list[int]) -> bytes:
    """Pictures in CIFAR-10's layout: a label, then the red, the green and the blue plane, row by row."""
    return b"".join(bytes([label]) + PICTURES[index].transpose(2, 0, 1).tobytes() for index, label in enumerate(labels))


def archive(folder: Path, train: bytes, test: bytes, classes: tuple[str, ...] = CLASSES) -> Path:
    source = folder / "cifar-10-batches-bin"
    source.mkdir()
    (source / "batches.meta.txt").write_text("\n".join(classes) + "\n\n")
    (source / "data_batch_1.bin").write_bytes(train)
    (source / "test_batch.bin").write_bytes(test)
    (source / "readme.html").write_text("CIFAR")
    path = folder / "cifar-10-binary.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        tar.add(source, source.name)
    return path


def test_the_binary_version_becomes_a_tree_with_the_same_pixels(tmp_path: Path) -> None:
    folder = unpack(archive(tmp_path, records([0, 1, 2, 0, 1, 2]), records([2, 1, 0])), Control())
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png")) == [
        "test/airplane/00008.png", "test/cat/00007.png", "test/ship/00006.png",
        "train/airplane/00000.png", "train/airplane/00003.png", "train/cat/00001.png", "train/cat/00004.png",
        "train/ship/00002.png", "train/ship/00005.png",
    ]  # fmt: skip
    assert np.array_equal(decode(folder / "train" / "cat" / "00004.png").pixels, PICTURES[4])
    data = find_data_set(folder, 0.1, 0, Control())
    assert data.classes == CLASSES
    assert (len(data.train), len(data.validation), len(data.test)) == (3, 3, 3)


@pytest.mark.parametrize(
    ("train", "words"),
    [
        (records([0, 1])[:-5], "data_batch_1.bin is damaged: 6,141 bytes are no whole number of pictures"),
        (b"", "is damaged: 0 bytes"),
        (records([0, 9]), "is damaged: it has a picture of class 9"),
    ],
)
def test_a_damaged_batch_is_refused_and_leaves_nothing(
    train: bytes, words: str, tmp_path: Path, own_home: Path
) -> None:
    with pytest.raises(UserError) as caught:
        unpack(archive(tmp_path, train, records([0])), Control())
    assert words in str(caught.value)
    assert list((own_home / "cache" / "data").iterdir()) == []


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside-of-the-cache", "a/b", "..", "cat"])
def test_class_names_that_are_no_names_are_refused(name: str, tmp_path: Path, own_home: Path) -> None:
    path = archive(tmp_path, records([0]), records([0]), ("cat", name, "ship"))
    with pytest.raises(UserError, match="does not hold names of classes"):
        unpack(path, Control())
    assert list((own_home / "cache" / "data").iterdir()) == []
    assert not Path("/tmp/outside-of-the-cache").exists()

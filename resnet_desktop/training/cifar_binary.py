"""CIFAR-10's binary version as a class-per-folder tree, so that its pictures can be opened like any others.

Source of the format: https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version".
"""

import re
from pathlib import Path

import numpy as np
from PIL import Image

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control, Progress

_SIDE = 32
_RECORD = 1 + 3 * _SIDE * _SIDE  # label, then the red, the green and the blue plane
_CLASS_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_PARTS = {"train": "data_batch_*.bin", "test": "test_batch.bin"}


def is_cifar_binary(folder: Path) -> bool:
    """Whether a folder holds the files of CIFAR-10's binary version."""
    return (folder / "batches.meta.txt").is_file() and (folder / "data_batch_1.bin").is_file()


def to_tree(source: Path, target: Path, control: Control) -> None:
    """Write every picture as ``<part>/<class>/<number>.png``.

    Args:
        source: folder with ``batches.meta.txt``, ``data_batch_1.bin`` … and ``test_batch.bin``.
        target: folder to write to; part folders are made in it.
        control: progress and cancellation.
    Raises:
        UserError: a file is damaged.
        OSError: the disk is full, say.
        Cancelled: the caller asked to stop.
    """
    classes = (source / "batches.meta.txt").read_text("utf-8", "replace").split()
    if len(set(classes)) != len(classes) or not all(map(_CLASS_NAME.fullmatch, classes)):  # they become folders
        raise UserError("batches.meta.txt is damaged: it does not hold names of classes")
    done = 0
    for part, pattern in _PARTS.items():
        for name in classes:
            (target / part / name).mkdir(parents=True, exist_ok=True)
        for file in sorted(source.glob(pattern)):
            data = np.fromfile(file, np.uint8)
            if len(data) == 0 or len(data) % _RECORD:
                raise UserError(f"{file.name} is damaged: {len(data):,} bytes are no whole number of pictures")
            records = data.reshape(-1, _RECORD)
            if records[:, 0].max() >= len(classes):
                raise UserError(f"{file.name} is damaged: it has a picture of class {records[:, 0].max()}")
            pixels = records[:, 1:].reshape(-1, 3, _SIDE, _SIDE).transpose(0, 2, 3, 1)  # (n, height, width, RGB)
            for label, picture in zip(records[:, 0].tolist(), pixels, strict=True):
                image = Image.fromarray(np.ascontiguousarray(picture))
                image.save(target / part / classes[label] / f"{done:05d}.png", compress_level=1)
                done += 1
                if done % 500 == 0:
                    control.check()
                    control.report(Progress(done, None, "Writing pictures"))

"""Pictures made on the spot."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function (image, file name, **options of Image.save) -> path of the written file."""

    def write_file(image: Image.Image, name: str, **options: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(encode_picture(image, path.suffix, **options))
        return path

    return write_file


@pytest.fixture
def noise() -> NDArray[np.uint8]:
    """(10, 14, 3): every channel of every pixel is its own random number, so that no mix-up stays hidden."""
    return np.random.default_rng(1).integers(0, 256, (10, 14, 3), dtype=np.uint8)


@pytest.fixture(scope="session")
def encode() -> Callable[..., bytes]:
    """A function (image, suffix, **options of Image.save) -> the bytes of such a file."""
    return encode_picture


@pytest.fixture(scope="session")
def decode_apart() -> Callable[..., list[dict[str, Any]]]:
    """A function (paths) -> the records of `decode_worker.py`, which has said nothing else and ended well."""

    def run(paths: Sequence[Path]) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "tests.images.decode_worker", *map(str, paths)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        assert "Warning" not in done.stderr, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def encode_picture(image: Image.Image, suffix: str, **options: Any) -> bytes:
    """Write a picture into memory; HEIC without registering anything with Pillow."""
    buffer = io.BytesIO()
    if suffix == ".heic":
        import pillow_heif

        pillow_heif.from_pillow(image).save(buffer, **options)
    else:
        Image.init()
        image.save(buffer, Image.registered_extensions()[suffix], **options)
    return buffer.getvalue()

"""What `decode` promises: sizes, reduction, threads, and that the program around it notices nothing."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from resnet_desktop.images import PictureError, decode

Write = Callable[..., Path]


def smooth(width: int, height: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[:height, :width]
    return np.stack([y * 255 / height, x * 255 / width, 255 - (x + y) * 255 / (width + height)], -1).astype(np.uint8)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.bmp", "a.gif", "a.tif", "a.avif", "a.heic"])
@pytest.mark.parametrize(("width", "height"), [(900, 601), (97, 30)])
def test_a_picture_is_reduced_to_no_less_than_twice_what_is_wanted(
    write: Write, name: str, width: int, height: int
) -> None:
    path = write(Image.fromarray(smooth(width, height)), name)
    for wanted in (10, 64, 200, 5000):
        picture = decode(path, short_side=wanted)
        short, full = min(picture.pixels.shape[:2]), min(width, height)
        assert (picture.width, picture.height) == (width, height)
        assert short == full if full < 4 * wanted else 2 * wanted <= short < 4 * wanted
        assert abs(picture.pixels.shape[1] / picture.pixels.shape[0] - width / height) < 0.1 * width / height


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_reduced_picture_shows_the_same(write: Write, name: str) -> None:
    path = write(Image.fromarray(smooth(800, 600)), name, quality=95)
    full, reduced = decode(path).pixels, decode(path, short_side=70).pixels  # 4 times smaller
    assert reduced.shape == (150, 200, 3)
    means = full.reshape(150, 4, 200, 4, 3).mean((1, 3))
    assert np.abs(reduced - means).mean() < 1


def test_without_a_wanted_size_all_pixels_come_out(write: Write) -> None:
    for name in ("a.jpg", "a.png"):
        assert decode(write(Image.fromarray(smooth(2000, 1500)), name)).pixels.shape == (1500, 2000, 3)


def test_the_content_decides_not_the_name(write: Write, noise: NDArray[np.uint8]) -> None:
    png = write(Image.fromarray(noise), "a.png")
    for name in ("really.jpg", "no_suffix", "report.pdf", "picture.psd", "b.tif"):
        renamed = png.with_name(name)
        renamed.write_bytes(png.read_bytes())
        assert np.array_equal(decode(renamed).pixels, noise)


def test_a_path_may_be_text_and_is_kept(write: Write, noise: NDArray[np.uint8]) -> None:
    path = write(Image.fromarray(noise), "a.png")
    assert decode(str(path)).path == path


def test_a_wanted_size_below_one_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="short_side must be at least 1, not 0"):
        decode(tmp_path / "a.png", short_side=0)


def test_a_kept_error_keeps_no_decoder_alive(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    with pytest.raises(PictureError) as caught:
        decode(tmp_path / "a.png")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_many_threads_get_what_one_gets(write: Write, sample_photos: list[Path]) -> None:
    formats = ("a.png", "a.webp", "a.gif", "a.tif", "a.avif", "a.heic", "a.bmp")
    paths = [*sample_photos, *(write(Image.fromarray(smooth(300, 200)), name) for name in formats)]
    damaged = paths[0].read_bytes()[:5000]
    cut = write(Image.new("L", (1, 1)), "cut.jpg")
    cut.write_bytes(damaged)
    alone = [decode(path, 64).pixels for path in paths]
    with ThreadPoolExecutor(8) as pool:
        failures = [pool.submit(decode, cut) for _ in range(20)]
        together = list(pool.map(lambda path: decode(path, 64).pixels, paths * 5))
    assert all(np.array_equal(one, other) for one, other in zip(alone * 5, together, strict=True))
    assert {str(failure.exception()) for failure in failures} == {"This JPEG file is cut off."}


PROGRAM = """
import sys, warnings
from pathlib import Path
from PIL import Image, ImageFile
before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
warnings.simplefilter("error")
from resnet_desktop.images import PictureError, decode
for path in map(Path, sys.argv[1:]):
    try:
        decode(path)
    except PictureError as error:
        print(error)
assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)
assert "HEIF" not in Image.OPEN and "HEIF" not in Image.SAVE, "registered with Pillow"
try:
    warnings.warn("mine")
except UserWarning:
    print("warnings still reach the program")
heavy = [name for name in ("tensorflow", "keras", "openvino", "PySide6") if name in sys.modules]
assert not heavy, heavy
"""


def test_the_program_around_it_notices_nothing(write: Write) -> None:
    paths = [write(Image.new("RGB", (40, 30)), f"a{suffix}") for suffix in (".jpg", ".png", ".webp", ".heic", ".tif")]
    bad_exif = write(Image.new("RGB", (40, 30)), "b.jpg", exif=b"Exif\0\0II*\0\x08\0\0\0\x09\0" + b"\x1a\1\5\0\xff" * 9)
    half_apng = write(Image.new("RGB", (40, 30)), "c.png")
    data = half_apng.read_bytes()
    no_frames = b"acTL" + b"\0" * 8
    half_apng.write_bytes(data[:33] + b"\0\0\0\x08" + no_frames + crc32(no_frames).to_bytes(4, "big") + data[33:])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, [*paths, bad_exif, half_apng])],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "warnings still reach the program\n"
    assert done.stderr == ""

"""Damaged files end in one sentence, never in anything else; hypothesis does the damage."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from resnet_desktop.images import Picture, PictureError, decode

Encode = Callable[..., bytes]

VARIANTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": (".jpg", "RGB", {}),
    "progressive JPEG": (".jpg", "RGB", {"progressive": True}),
    "CMYK JPEG": (".jpg", "CMYK", {}),
    "PNG": (".png", "RGBA", {}),
    "palette PNG": (".png", "P", {}),
    "WebP": (".webp", "RGB", {}),
    "lossless WebP": (".webp", "RGBA", {"lossless": True}),
    "BMP": (".bmp", "RGB", {}),
    "GIF": (".gif", "P", {}),
    "TIFF": (".tif", "RGB", {}),
    "LZW TIFF": (".tif", "RGB", {"compression": "tiff_lzw"}),
    "JPEG TIFF": (".tif", "RGB", {"compression": "jpeg"}),
    "AVIF": (".avif", "RGB", {}),
    "HEIC": (".heic", "RGB", {}),
}
EXAMPLES = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def intact(encode: Encode) -> Callable[[str], bytes]:
    """A function (variant) -> the bytes of a real file of that kind, with EXIF data."""
    noise = np.random.default_rng(7).integers(0, 256, (40, 56, 3), dtype=np.uint8)
    image = Image.fromarray(noise).resize((112, 80))
    exif = Image.Exif()
    exif[0x0112] = 6

    @cache
    def content(variant: str) -> bytes:
        suffix, mode, options = VARIANTS[variant]
        if suffix not in (".bmp", ".gif", ".heic"):
            options = {**options, "exif": exif}
        return encode(image.convert(mode) if mode != "P" else image.quantize(200), suffix, **options)

    return content


def outcome(folder: Path, content: bytes) -> Picture | str:
    """Decode a file of this content: a picture that keeps its promises, or one sentence."""
    path = folder / "a.bin"
    path.write_bytes(content)
    try:
        picture = decode(path)
    except PictureError as error:
        sentence = str(error)
        assert sentence.endswith((".", ").")), sentence
        assert sentence[0].isupper(), sentence
        assert len(sentence.splitlines()) == 1, sentence
        assert len(sentence) < 160, sentence
        return sentence
    height, width, channels = picture.pixels.shape
    assert (width, height, channels) == (picture.width, picture.height, 3)
    assert picture.pixels.dtype == np.uint8
    return picture


@pytest.mark.parametrize("variant", VARIANTS)
def test_intact_files_are_read(tmp_path: Path, intact: Callable[[str], bytes], variant: str) -> None:
    assert isinstance(outcome(tmp_path, intact(variant)), Picture)


@pytest.mark.parametrize("variant", VARIANTS)
def test_half_a_file_is_cut_off(tmp_path: Path, intact: Callable[[str], bytes], variant: str) -> None:
    content = intact(variant)
    name = variant.rpartition(" ")[2]
    for part in (0.3, 0.5, 0.9):
        sentence = outcome(tmp_path, content[: round(len(content) * part)])
        # A compressed TIFF file has its directory at its end: without it nothing tells what is missing.
        assert sentence in (f"This {name} file is cut off.", "This TIFF file is damaged or cut off.")


@pytest.mark.parametrize("variant", VARIANTS)
@EXAMPLES
@given(st.data())
def test_a_file_cut_anywhere_gives_pixels_or_a_sentence(
    tmp_path: Path, intact: Callable[[str], bytes], variant: str, data: st.DataObject
) -> None:
    content = intact(variant)
    outcome(tmp_path, content[: data.draw(st.integers(0, len(content)))])


@pytest.mark.parametrize("variant", VARIANTS)
@EXAMPLES
@given(st.data())
def test_a_file_changed_anywhere_gives_pixels_or_a_sentence(
    tmp_path: Path, intact: Callable[[str], bytes], variant: str, data: st.DataObject
) -> None:
    content = bytearray(intact(variant))
    # Headers are where the interesting damage is.
    places = st.one_of(st.integers(0, min(len(content), 400) - 1), st.integers(0, len(content) - 1))
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        content[place] = data.draw(st.sampled_from((0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)) | st.integers(0, 255))
    outcome(tmp_path, bytes(content))


@EXAMPLES
@given(st.sampled_from((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"MM\0*", b"RIFF")), st.binary())
def test_rubbish_behind_a_mark_gives_a_sentence(tmp_path: Path, mark: bytes, rubbish: bytes) -> None:
    assert isinstance(outcome(tmp_path, mark + rubbish), str)

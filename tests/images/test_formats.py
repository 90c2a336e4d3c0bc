"""Formats are told by their content, and refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from resnet_desktop.images import SUPPORTED_NAMES, SUPPORTED_SUFFIXES, PictureError, decode
from resnet_desktop.images.formats import Kind, format_for_suffix, format_of

Write = Callable[..., Path]


def reason(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(PictureError) as caught:
        decode(path)
    return str(caught.value)


@pytest.mark.parametrize("suffix", [suffix for suffix in SUPPORTED_SUFFIXES if suffix not in (".heif", ".hif", ".dib")])
def test_the_supported_formats_are_known_by_content_and_by_suffix(write: Write, suffix: str) -> None:
    Image.init()
    writable = suffix if suffix in Image.registered_extensions() or suffix == ".heic" else ".jpg"
    content = write(Image.new("RGB", (32, 32), "red"), f"a{writable}").read_bytes()
    known = format_of(content[:64])
    assert known is format_for_suffix(suffix) is format_for_suffix(suffix.upper())
    assert known is not None
    assert known.kind is Kind.SUPPORTED


def test_the_supported_formats_are_named() -> None:
    assert SUPPORTED_NAMES == "JPEG, PNG, WebP, BMP, GIF, TIFF, AVIF and HEIC"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"8BPS\0\1\0\0\0\0\0\0\0\3", "a Photoshop picture (PSD)"),
        (b"DDS \x7c\0\0\0\7\x10", "a DDS texture"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture"),
        (b"\xff\x4f\xff\x51\0\x2f", "a JPEG 2000 picture"),
        (b"\xff\x0a\xfa\x7f\x01", "a JPEG XL picture"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1", "a camera raw picture (CR3)"),
        (b"II*\0\x10\0\0\0CR\2\0", "a camera raw picture (CR2)"),
        (b"P6\n2 2\n255\n", "a PNM picture (PBM, PGM, PPM, PAM)"),
        (b"<?xml version='1.0'?>\n<svg xmlns=''>", "a vector graphic (SVG)"),
        (b"%PDF-1.7\n", "a PDF document, not a picture"),
        (b"<!DOCTYPE html>\n<html>", "a web page, not a picture"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "a film, not a picture"),
        (b"PK\3\4\x14\0", "an archive, not a picture"),
    ],
)
def test_other_formats_are_refused_by_name(tmp_path: Path, content: bytes, name: str) -> None:
    assert reason(tmp_path / "a.jpg", content.ljust(80, b"\0")) == f"This is {name}; supported are {SUPPORTED_NAMES}."


def test_formats_without_a_mark_are_refused_by_their_suffix(tmp_path: Path) -> None:
    expected = f"This is a TGA picture; supported are {SUPPORTED_NAMES}."
    assert reason(tmp_path / "a.TGA", b"\0\0\2" + b"\0" * 50) == expected


def test_what_cannot_be_named_is_refused_too(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.txt", b"BMW is a maker of cars, not of pictures; this is text.") == (
        f"This is not a picture of a known format; supported are {SUPPORTED_NAMES}."
    )
    assert reason(tmp_path / "a.jpeg", b"\0" * 5000) == "This is no JPEG file, although its name says so."


def test_a_camera_raw_file_that_hides_behind_tiff_is_refused(tmp_path: Path) -> None:
    # A DNG file is a TIFF file with field 50706, and its first picture is a thumbnail.
    fields = [(256, 16), (257, 16), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 16), (279, 256), (50706, 1)]
    directory = len(fields).to_bytes(2, "little")
    directory += b"".join(
        tag.to_bytes(2, "little") + b"\4\0\1\0\0\0" + value.to_bytes(4, "little") for tag, value in fields
    )
    content = b"II*\0" + (264).to_bytes(4, "little") + b"\0" * 256 + directory + b"\0" * 4
    assert reason(tmp_path / "a.tif", content) == f"This is a camera raw picture; supported are {SUPPORTED_NAMES}."

"""Every kind of pixel: generated files with exactly known pixels, through `decode`."""

import struct
import zlib
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from resnet_desktop.images import decode

Write = Callable[..., Path]
Pixels = NDArray[np.uint8]


def grey_of(values: NDArray[Any]) -> Pixels:
    return np.repeat(values.astype(np.uint8)[..., None], 3, -1)


def over_white(colour: Pixels, alpha: Pixels) -> NDArray[np.float64]:
    share = alpha[..., None] / 255
    return np.asarray(colour * share + 255 * (1 - share))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.png", {}),
        ("a.bmp", {}),
        ("a.webp", {"lossless": True}),
        ("a.tif", {}),
        ("a.tif", {"compression": "tiff_lzw"}),
        ("a.tif", {"compression": "tiff_adobe_deflate"}),
        ("a.tif", {"compression": "packbits"}),
        ("a.tif", {"big_tiff": True}),
    ],
)
def test_lossless_rgb_comes_out_as_it_went_in(write: Write, noise: Pixels, name: str, options: dict[str, Any]) -> None:
    picture = decode(write(Image.fromarray(noise), name, **options))
    assert np.array_equal(picture.pixels, noise)
    assert (picture.width, picture.height) == (14, 10)
    assert picture.pixels.dtype == np.uint8
    assert not picture.pixels.flags.writeable


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.gif", "a.tif", "a.webp"])
def test_grey_becomes_three_equal_channels(write: Write, noise: Pixels, name: str) -> None:
    options = {"lossless": True} if name == "a.webp" else {}
    assert np.array_equal(decode(write(Image.fromarray(noise[..., 0]), name, **options)).pixels, grey_of(noise[..., 0]))


@pytest.mark.parametrize(("name", "options"), [("a.png", {}), ("a.bmp", {}), ("a.tif", {"compression": "group4"})])
def test_one_bit_becomes_black_and_white(write: Write, noise: Pixels, name: str, options: dict[str, Any]) -> None:
    bits = noise[..., 0] > 127
    assert np.array_equal(decode(write(Image.fromarray(bits), name, **options)).pixels, grey_of(bits * 255))


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.gif", "a.tif"])
def test_palettes_become_their_colours(write: Write, noise: Pixels, name: str) -> None:
    colours = np.random.default_rng(2).integers(0, 256, (256, 3), dtype=np.uint8)
    image = Image.fromarray(noise[..., 0], "L")
    image.putpalette(colours.tobytes())
    assert np.array_equal(decode(write(image, name)).pixels, colours[noise[..., 0]])


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.webp"])
def test_transparency_lies_over_white(write: Write, noise: Pixels, name: str) -> None:
    alpha = np.random.default_rng(3).integers(0, 256, noise.shape[:2], dtype=np.uint8)
    alpha[0, :3] = 0, 255, 128
    image = Image.fromarray(np.dstack([noise, alpha]))
    options = {"lossless": True, "exact": True} if name == "a.webp" else {}
    assert np.abs(decode(write(image, name, **options)).pixels - over_white(noise, alpha)).max() <= 1


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_grey_with_transparency_lies_over_white(write: Write, noise: Pixels, name: str) -> None:
    image = Image.fromarray(noise[..., :2])  # LA
    expected = over_white(grey_of(noise[..., 0]), noise[..., 1])
    assert np.abs(decode(write(image, name)).pixels - expected).max() <= 1


def test_transparent_palette_entries_lie_over_white(write: Write, noise: Pixels) -> None:
    colours = np.random.default_rng(2).integers(0, 256, (256, 3), dtype=np.uint8)
    alpha = np.random.default_rng(4).integers(0, 256, 256, dtype=np.uint8)
    image = Image.fromarray(noise[..., 0], "L")
    image.putpalette(colours.tobytes())
    index = noise[..., 0]
    expected = over_white(colours[index], alpha[index])
    assert np.abs(decode(write(image, "a.png", transparency=alpha.tobytes())).pixels - expected).max() <= 1


def test_one_transparent_colour_becomes_white(write: Write, noise: Pixels) -> None:
    noise[2, 3] = noise[7, 1] = 10, 20, 30
    noise[4, 4], noise[5, 5] = (10, 20, 31), 99
    for image, transparent in (
        (Image.fromarray(noise), (10, 20, 30)),
        (Image.fromarray(noise[..., 0]), 99),
    ):
        plain = np.asarray(image.convert("RGB")).copy()
        plain[np.all(np.asarray(image).reshape(10, 14, -1) == transparent, -1)] = 255
        assert np.array_equal(decode(write(image, "a.png", transparency=transparent)).pixels, plain)


def test_transparent_gif_lies_over_white(write: Write) -> None:
    index = np.arange(6, dtype=np.uint8).reshape(2, 3)
    image = Image.fromarray(index, "L")
    image.putpalette([9, 9, 9] * 6)
    pixels = decode(write(image, "a.gif", transparency=4)).pixels
    assert pixels[..., 0].tolist() == [[9, 9, 9], [9, 255, 9]]


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_16_bit_grey_keeps_its_proportions(write: Write, name: str) -> None:
    values = np.linspace(0, 65535, 300).astype(np.uint16).reshape(10, 30)
    expected = grey_of(np.rint(values / 257))
    assert np.array_equal(decode(write(Image.fromarray(values), name)).pixels, expected)


@pytest.mark.parametrize(("brightest", "white"), [(4000, 4095), (9000, 16383), (16384, 65535), (200, 255), (0, 255)])
def test_fewer_bits_kept_in_16_are_seen_in_full(write: Write, brightest: int, white: int) -> None:
    values = np.linspace(0, brightest, 60).astype(np.uint16).reshape(6, 10)
    expected = grey_of(np.rint(values / white * 255))
    assert np.array_equal(decode(write(Image.fromarray(values), "a.png")).pixels, expected)


def test_16_bit_grey_with_a_transparent_value(write: Write) -> None:
    values = np.array([[0, 1000, 65535], [1001, 1000, 30000]], np.uint16)
    pixels = decode(write(Image.fromarray(values), "a.png", transparency=1000)).pixels
    assert pixels[..., 1].tolist() == [[0, 255, 255], [4, 255, 117]]


def test_big_endian_and_negative_16_bit_tiffs(write: Write, tmp_path: Path) -> None:
    values = np.array([[0, 257, 65535]], np.uint16)
    path = write(Image.fromarray(values.astype(">u2")), "a.tif")
    assert decode(path).pixels[..., 0].tolist() == [[0, 1, 255]]
    little = bytearray(write(Image.fromarray(values), "b.tif").read_bytes())
    entry = little.index(struct.pack("<HHI", 262, 3, 1))  # PhotometricInterpretation: 1 is "0 is black"
    little[entry + 8 : entry + 10] = b"\0\0"
    (tmp_path / "c.tif").write_bytes(little)
    assert decode(tmp_path / "c.tif").pixels[..., 0].tolist() == [[255, 254, 0]]


def test_16_bit_rgb_png_keeps_its_proportions(tmp_path: Path) -> None:
    values = np.random.default_rng(5).integers(0, 65536, (7, 9, 3), dtype=np.uint16)
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 9, 7, 16, 2, 0, 0, 0)
    path = tmp_path / "a.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    assert np.abs(decode(path).pixels - values / 257).max() <= 1  # Pillow keeps the upper eight bits


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 51, 255], [0, 51, 255]),  # 8-bit values
        ([0, 257, 65535], [0, 1, 255]),  # 16-bit values
        ([0, 1, 1], [0, 255, 255]),  # a mask
        ([-1000, 0, 1000], [0, 128, 255]),  # nothing agreed: darkest to brightest
        ([70000, 80000, 90000], [0, 128, 255]),
        ([0, 0, 0], [0, 0, 0]),
    ],
)
def test_32_bit_whole_numbers_become_grey(write: Write, values: list[int], expected: list[int]) -> None:
    image = Image.fromarray(np.array([values], np.int32))
    assert decode(write(image, "a.tif")).pixels[0, :, 0].tolist() == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.0, 0.2, 1.0], [0, 51, 255]),
        ([0.0, 51.0, 255.0], [0, 51, 255]),
        ([0.0, 257.0, 65535.0], [0, 1, 255]),
        ([-1.0, 0.0, 1.0], [0, 128, 255]),
        ([0.0, 2.0, 4.0], [0, 128, 255]),
        ([0.0, float("nan"), 1.0], [0, 0, 255]),
        ([0.5, float("inf"), float("-inf")], [128, 255, 0]),
        ([float("nan")] * 3, [0, 0, 0]),
    ],
)
def test_floats_become_grey(write: Write, values: list[float], expected: list[int]) -> None:
    image = Image.fromarray(np.array([values], np.float32))
    assert decode(write(image, "a.tif")).pixels[0, :, 0].tolist() == expected


def test_cmyk_without_a_profile_follows_the_plain_formula(write: Write, noise: Pixels) -> None:
    ink = np.dstack([noise, noise[::-1, :, 0]])  # C, M, Y, K
    expected = (255.0 - ink[..., :3]) * (255.0 - ink[..., 3:]) / 255
    assert np.abs(decode(write(Image.fromarray(ink, "CMYK"), "a.tif")).pixels - expected).max() <= 1


@pytest.mark.parametrize(
    ("ink", "colour"),
    [((0, 0, 0, 0), (255, 255, 255)), ((255, 0, 0, 0), (0, 255, 255)), ((0, 0, 0, 255), (0, 0, 0))],
)
def test_adobes_inverted_cmyk_jpeg_is_put_right(write: Write, ink: tuple[int, ...], colour: tuple[int, ...]) -> None:
    path = write(Image.new("CMYK", (16, 16), ink), "a.jpg", quality=100)
    assert b"Adobe" in path.read_bytes()[:200]
    assert np.abs(decode(path).pixels.astype(int) - colour).max() <= 3


def test_cmyk_goes_through_its_profile(write: Write) -> None:
    image = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    pixels = decode(write(image, "a.jpg", icc_profile=profile_that_sees_only_grey())).pixels
    assert np.abs(pixels.astype(int) - 119).max() <= 2  # L* = 50 is sRGB 119
    tiff = decode(write(image, "a.tif", icc_profile=profile_that_sees_only_grey())).pixels
    assert np.abs(tiff.astype(int) - 119).max() <= 2


@pytest.mark.parametrize("profile", [b"no profile", b"", b"\0" * 200])
def test_a_damaged_profile_counts_as_none(write: Write, profile: bytes) -> None:
    path = write(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "a.tif", icc_profile=profile)
    assert decode(path).pixels[0, 0].tolist() == [0, 255, 255]


def test_profiles_of_rgb_pictures_are_ignored_as_in_training(write: Write, noise: Pixels) -> None:
    from PIL import ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert np.array_equal(decode(write(Image.fromarray(noise), "a.png", icc_profile=lab)).pixels, noise)


def test_lab_becomes_srgb(write: Write) -> None:
    # L* = 53.24, a* = 80.09, b* = 67.20 is sRGB red (CIE, D65); Pillow stores L* * 2.55, and a*, b* as signed bytes.
    image = Image.frombytes("LAB", (1, 1), bytes((136, 80, 67)))
    assert np.abs(decode(write(image, "a.tif")).pixels[0, 0].astype(int) - (255, 0, 0)).max() <= 12


def test_jpeg_grey_and_colour_are_close_to_the_original(write: Write) -> None:
    y, x = np.mgrid[:64, :96]
    smooth = np.stack([y * 3, x * 2, 255 - x - y], -1).astype(np.uint8)
    for image in (Image.fromarray(smooth), Image.fromarray(smooth[..., 0])):
        for options in ({}, {"progressive": True}):
            pixels = decode(write(image, "a.jpg", quality=95, **options)).pixels
            assert np.abs(pixels.astype(int) - np.asarray(image.convert("RGB"))).mean() < 1.5


@pytest.mark.parametrize("name", ["a.avif", "a.heic"])
def test_avif_and_heic_are_close_to_the_original(write: Write, name: str) -> None:
    y, x = np.mgrid[:64, :96]
    smooth = np.stack([y * 3, x * 2, 255 - x - y], -1).astype(np.uint8)
    picture = decode(write(Image.fromarray(smooth), name, quality=90))
    assert (picture.width, picture.height) == (96, 64)
    assert np.abs(picture.pixels.astype(int) - smooth).mean() < 3


@pytest.mark.parametrize("name", ["a.avif", "a.heic"])
def test_transparent_avif_and_heic_lie_over_white(write: Write, name: str) -> None:
    pixels = np.zeros((64, 64, 4), np.uint8)
    pixels[:, 32:] = 200, 0, 0, 255  # left: nothing; right: red
    decoded = decode(write(Image.fromarray(pixels), name, quality=95)).pixels.astype(int)
    assert np.abs(decoded[:, :24] - 255).max() <= 6
    assert np.abs(decoded[:, 40:] - (200, 0, 0)).mean() <= 6


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png", "a.avif", "a.tif"])
def test_of_several_pictures_in_a_file_comes_the_first(write: Write, name: str) -> None:
    frames = [Image.new("RGB", (48, 32), colour) for colour in ("red", "lime", "blue")]
    path = write(frames[0], name, save_all=True, append_images=frames[1:])
    with Image.open(path) as image:
        assert getattr(image, "n_frames", 1) == 3
    assert np.abs(decode(path).pixels.astype(int) - (255, 0, 0)).max() <= 6


def test_of_a_multi_picture_jpeg_comes_the_first(write: Write, tmp_path: Path) -> None:
    write(Image.new("RGB", (48, 32)), "x.png")
    Image.new("RGB", (48, 32), "red").save(
        tmp_path / "a.mpo", save_all=True, append_images=[Image.new("RGB", (48, 32), "blue")]
    )
    assert np.abs(decode(tmp_path / "a.mpo").pixels.astype(int) - (255, 0, 0)).max() <= 6


def profile_that_sees_only_grey() -> bytes:
    """A CMYK profile, ICC.1:2001-04, to which cyan is L* = 50, black is 0, and nothing has a colour."""
    ramp = bytes(range(256))
    inks = [bytes((0 if k else 128 if c else 255, 128, 128)) for c, _m, _y, k in product((0, 1), repeat=4)]
    table = struct.pack(">4sIBBBB", b"mft1", 0, 4, 3, 2, 0)
    table += struct.pack(">9i", *(65536 * (i % 4 == 0) for i in range(9)))  # the identity matrix
    table += ramp * 4 + b"".join(inks) + ramp * 3
    text = struct.pack(">4sI", b"text", 0) + b"made for a test\0"
    white = struct.pack(">4sI3i", b"XYZ ", 0, 63190, 65536, 54061)
    places, data = b"", b""
    for tag, content in ((b"A2B0", table), (b"cprt", text), (b"wtpt", white)):
        places += struct.pack(">4sII", tag, 128 + 4 + 3 * 12 + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    body = struct.pack(">I", 3) + places + data
    header = struct.pack(">I4sI4s4s4s", 128 + len(body), b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    header += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp").ljust(44, b"\0")
    header += struct.pack(">3i", 63190, 65536, 54061)  # D50
    return header.ljust(128, b"\0") + body

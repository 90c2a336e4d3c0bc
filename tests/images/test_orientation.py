"""Whichever way a camera was held, the picture comes out upright."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.Image import Transpose

from resnet_desktop.images import decode
from resnet_desktop.images.orientation import orientation_of

Write = Callable[..., Path]

# How an upright picture is stored under each orientation (EXIF 2.32, 4.6.4): the inverse of how it is turned upright.
STORED = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255))  # top left, top right, bottom left, bottom right


def flag(width: int = 96, height: int = 64) -> Image.Image:
    """Four quarters of different colours."""
    image = Image.new("RGB", (width, height))
    for place, colour in enumerate(COLOURS):
        image.paste(colour, (place % 2 * width // 2, place // 2 * height // 2, width, height))
    return image


def stored(image: Image.Image, orientation: int) -> Image.Image:
    return image.transpose(STORED[orientation]) if orientation in STORED else image


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def is_upright_flag(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bool:
    height, width = pixels.shape[:2]
    centres = [pixels[y * height // 4, x * width // 4] for y in (1, 3) for x in (1, 3)]
    return width > height and bool(np.abs(np.array(centres, int) - COLOURS).max() <= 40)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_every_orientation_comes_out_upright(write: Write, name: str, orientation: int) -> None:
    image = flag()
    # AVIF stores the turn as properties of the picture, which Pillow writes for these.
    path = write(stored(image, orientation), name, exif=exif(orientation))
    picture = decode(path)
    assert (picture.width, picture.height) == (96, 64)
    assert picture.pixels.shape == (64, 96, 3)
    assert is_upright_flag(picture.pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_is_turned_once_not_twice(write: Write, orientation: int) -> None:
    path = write(stored(flag(), orientation), "a.heic", exif=exif(orientation).tobytes(), quality=90)
    picture = decode(path)
    assert (picture.width, picture.height) == (96, 64)
    assert is_upright_flag(picture.pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif"])
def test_every_orientation_comes_out_upright_when_reduced(write: Write, name: str, orientation: int) -> None:
    path = write(stored(flag(962, 638), orientation), name, exif=exif(orientation))
    picture = decode(path, short_side=75)
    assert (picture.width, picture.height) == (962, 638)
    height, width = picture.pixels.shape[:2]
    assert 150 <= height < 320
    assert abs(width / height - 962 / 638) < 0.02
    assert is_upright_flag(picture.pixels)


def test_large_pictures_are_turned_band_by_band(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (41, 57, 3), dtype=np.uint8))
    for orientation in range(1, 9):
        path = write(stored(noise, orientation), f"{orientation}.png", exif=exif(orientation))
        whole = decode(path), decode(path, short_side=5)
        with monkeypatch.context() as patch:
            patch.setattr("resnet_desktop.images.pixels._BAND_PIXELS", 300)
            bands = decode(path), decode(path, short_side=5)
        assert np.array_equal(whole[0].pixels, np.asarray(noise))
        assert np.array_equal(bands[0].pixels, np.asarray(noise))
        assert np.array_equal(bands[1].pixels, whole[1].pixels)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_orientation_in_xmp_counts_where_there_is_no_exif(write: Write, name: str) -> None:
    xmp = (
        b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    if name == "a.png":
        from PIL.PngImagePlugin import PngInfo

        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        path = write(stored(flag(), 6), name, pnginfo=text)
    elif name == "a.tif":
        path = write(stored(flag(), 6), name, tiffinfo={700: xmp})
    else:
        path = write(stored(flag(), 6), name, xmp=xmp)
    assert b"tiff:Orientation" in path.read_bytes()
    assert is_upright_flag(decode(path).pixels)


def test_imagemagicks_text_profile_counts_in_png(write: Write) -> None:
    from PIL.PngImagePlugin import PngInfo

    data = exif(8).tobytes()
    text = PngInfo()
    text.add_text("Raw profile type exif", f"\nexif\n{len(data):8}\n{data.hex()}\n", zip=True)
    assert is_upright_flag(decode(write(stored(flag(), 8), "a.png", pnginfo=text)).pixels)


@pytest.mark.parametrize(
    "data",
    [b"", b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0MM\0*\0\0\0\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff", b"x" * 60],
)
def test_damaged_exif_data_leaves_the_picture_as_it_is(write: Write, data: bytes) -> None:
    assert orientation_of({"exif": data}) == 1
    assert is_upright_flag(decode(write(flag(), "a.jpg", exif=data)).pixels)


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_impossible_orientation_leaves_the_picture_as_it_is(write: Write, value: int) -> None:
    for name in ("a.jpg", "a.png", "a.tif"):
        assert is_upright_flag(decode(write(flag(), name, exif=exif(value))).pixels)

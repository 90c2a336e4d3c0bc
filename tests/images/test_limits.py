"""Bombs and giants: refused by their header, or decoded within a gigabyte and five seconds."""

import struct
import sys
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from PIL import Image

from resnet_desktop.images import PictureError, decode
from resnet_desktop.images.formats import HEAD_SIZE, identify
from resnet_desktop.images.limits import MOST_MEMORY, Cost, check_size, lane, least_reduction
from resnet_desktop.images.readers import READERS
from resnet_desktop.images.reasons import Refusal

DecodeApart = Callable[[Sequence[Path]], list[dict[str, Any]]]
Encode = Callable[..., bytes]

ONE_BAND = 28e6  # bytes: two megapixels on their way through the conversions


def png(width: int, height: int, colour: int = 2, bits: int = 8, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(**fields: int) -> bytes:
    """One RGB picture of 16 x 16 pixels with Deflate, whose header claims something else."""
    numbers = {"width": 256, "height": 257, "bits": 258, "rows": 278, "tile_width": 322, "tile_height": 323}
    numbers |= {"samples": 277, "strip": 273, "strip_bytes": 279, "tile": 324, "tile_bytes": 325}
    data = zlib.compress(b"\x80" * 16 * 16 * 3)
    entries = {256: 16, 257: 16, 258: 8, 259: 8, 262: 1, 277: 1, 273: 8, 278: 16, 279: len(data)}
    entries |= {numbers[name]: value for name, value in fields.items()}
    if "tile_width" in fields:
        entries |= {324: entries.pop(273), 325: entries.pop(279)}
        del entries[278]
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(entries.items())
    )
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + directory + b"\0" * 4


def jpeg(encode: Encode, width: int, height: int, **options: Any) -> bytes:
    """A real small JPEG file whose header says that it is larger."""
    content = bytearray(encode(Image.new("RGB", (16, 16)), ".jpg", **options))
    marker = content.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0")
    content[marker + 5 : marker + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def test_bombs_are_refused_by_their_header(tmp_path: Path, encode: Encode, decode_apart: DecodeApart) -> None:
    gif = b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\0\0\0," + struct.pack("<4HB", 0, 0, 65535, 65535, 0) + b"\2"
    webp_chunk = b"VP8X" + struct.pack("<IB3x", 10, 0) + (11_999).to_bytes(3, "little") * 2
    webp = b"RIFF" + struct.pack("<I", 4 + len(webp_chunk)) + b"WEBP" + webp_chunk
    bombs = {
        "pixels.png": png(60_000, 60_000),
        "side.png": png(2_000_000_000, 1),
        "wide.png": png(190_000, 1000),
        "alpha.png": png(14_000, 14_000, colour=6),
        "screen.gif": gif,
        "frame.gif": b"GIF89a\x10\0\x10\0\0\0\0," + gif[14:],
        "pixels.bmp": b"BM" + b"\0" * 8 + struct.pack("<IIiiHHI", 54, 40, 50_000, 50_000, 1, 24, 0).ljust(44, b"\0"),
        "pixels.tif": tiff(width=100_000, height=100_000),
        "tile.tif": tiff(tile_width=40_000, tile_height=40_000),
        "strip.tif": tiff(width=65_000, height=3000, rows=2**32 - 1),
        "samples.tif": tiff(samples=60_000),
        "canvas.webp": webp,
        "pixels.jpg": jpeg(encode, 65_500, 65_500),
        "coefficients.jpg": jpeg(encode, 14_000, 14_000, progressive=True, subsampling=0),
    }
    for suffix in (".avif", ".heic"):
        boxes = bytearray(encode(Image.new("RGB", (64, 64)), suffix))
        for start in [place for place in range(len(boxes)) if boxes[place : place + 4] == b"ispe"]:
            boxes[start + 8 : start + 16] = struct.pack(">II", 30_000, 30_000)
        bombs[f"pixels{suffix}"] = bytes(boxes)
    for name, content in bombs.items():
        (tmp_path / name).write_bytes(content)
    for record in decode_apart([tmp_path / name for name in bombs]):
        assert "error" in record, record
        assert record["seconds"] < 1, record
        assert record["peak"] < 200e6, record
        if Path(record["path"]).name in ("canvas.webp", "coefficients.jpg", "tile.tif"):
            assert "GB of memory" in record["error"], record


def test_a_jpeg_that_goes_over_its_pixels_a_thousand_times_is_refused(
    tmp_path: Path, encode: Encode, decode_apart: DecodeApart
) -> None:
    content = jpeg(encode, 8000, 8000, progressive=True)
    last_scan = content.rindex(b"\xff\xda")
    path = tmp_path / "scans.jpg"
    path.write_bytes(content[:last_scan] + content[last_scan:-2] * 1000 + b"\xff\xd9")
    (record,) = decode_apart([path])
    assert "goes over its 64 megapixels 1,0" in record["error"]
    assert record["seconds"] < 1


def test_giants_within_the_limits_take_less_than_a_gigabyte(tmp_path: Path, decode_apart: DecodeApart) -> None:
    rows = zlib.compressobj(1)
    data = b"".join(rows.compress(b"\0" + b"\x80\x40\x20\xff" * 12_000) for _ in range(9000)) + rows.flush()
    (tmp_path / "alpha.png").write_bytes(png(12_000, 9000, colour=6, data=data))
    (record,) = decode_apart([tmp_path / "alpha.png"])
    assert record["shape"] == [9000, 12_000, 3]
    assert record["peak"] < 1e9
    assert record["seconds"] < 60  # 2 s where nothing else runs


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one piece of work")
def test_decoding_takes_no_more_than_was_foreseen(tmp_path: Path, encode: Encode, decode_apart: DecodeApart) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    y, x = np.mgrid[:1500, :2400]
    image = Image.fromarray(np.stack([y // 16, x // 16, (x + y) // 16], -1).astype(np.uint8))
    files: dict[str, tuple[Image.Image, dict[str, Any]]] = {
        "a.jpg": (image, {}),
        "progressive.jpg": (image, {"progressive": True, "subsampling": 0}),
        "a.png": (image, {"compress_level": 1}),
        "palette.png": (image.quantize(64), {"compress_level": 1}),
        "alpha.png": (image.convert("RGBA"), {"compress_level": 1}),
        "a.webp": (image, {"method": 0}),
        "a.bmp": (image, {}),
        "a.gif": (image.quantize(64), {}),
        "a.tif": (image, {}),
        "lzw.tif": (image, {"compression": "tiff_lzw", "exif": turned}),
        "a.avif": (image, {"speed": 10}),
        "a.heic": (image, {"quality": 40}),
    }
    for name, (picture, options) in files.items():
        (tmp_path / name).write_bytes(encode(picture, Path(name).suffix, **options))
        # The first of a kind also pays for what is loaded once.
        (tmp_path / f"small-{name}").write_bytes(encode(picture.resize((64, 64)), Path(name).suffix, **options))
    records = decode_apart([tmp_path / f"small-{name}" for name in files] + [tmp_path / name for name in files])
    for record in records[len(files) :]:
        with Path(record["path"]).open("rb") as file:
            head = file.read(HEAD_SIZE)
            file.seek(0)
            opened = READERS[identify(head, "")](file, head)
            foreseen = opened.cost.memory(2400, 1500, 1)
        assert record["peak"] - record["before"] <= foreseen + ONE_BAND, (record, foreseen)


def test_a_picture_is_reduced_as_far_as_memory_asks() -> None:
    plain, drafting = Cost(full=4), Cost(full=0, drafted=4, can_draft=True)
    assert least_reduction(plain, 10_000, 10_000) == 1
    assert least_reduction(plain, 13_000, 13_000) == 2
    assert least_reduction(drafting, 14_000, 14_000) == 2
    assert drafting.memory(14_000, 14_000, 8) < 30e6
    with pytest.raises(Refusal, match=r"would take 0\.9 GB of memory; 0\.85 GB are allowed"):
        least_reduction(Cost(full=4, extra=MOST_MEMORY), 3000, 3000)


def test_files_that_must_be_read_as_a_whole_may_not_be_huge(
    tmp_path: Path, encode: Encode, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_lengths = b"BM" + struct.pack("<IIIIiiHHIIiiII", 0, 0, 58, 40, 4, 1, 1, 8, 1, 0, 0, 0, 1, 0)
    files = {
        "_LARGEST_PNG": ("a.png", encode(Image.new("RGB", (9, 9)), ".png")),
        "_LARGEST_FILE_IN_MEMORY": ("a.webp", encode(Image.new("RGB", (9, 9)), ".webp")),
        "_LARGEST_RLE_BMP": ("a.bmp", run_lengths + b"\1\2\3\0" + b"\4\0\0\1"),
    }
    for limit, (name, content) in files.items():
        (tmp_path / name).write_bytes(content)
        decode(tmp_path / name)
        monkeypatch.setattr(f"resnet_desktop.images.readers.{limit}", 10)
        with pytest.raises(PictureError, match=r"file has 0 MB; at most 0 MB are read\."):
            decode(tmp_path / name)


def test_large_pictures_are_decoded_one_at_a_time_and_small_ones_pass() -> None:
    inside, leave, second = Event(), Event(), Event()

    def first_large() -> None:
        with lane(300_000_000):
            inside.set()
            leave.wait(10)

    def second_large() -> None:
        with lane(300_000_000):
            second.set()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(first_large)
        assert inside.wait(10)
        pool.submit(second_large)
        with lane(1_000_000):
            assert not second.wait(0.05)
        leave.set()
        assert second.wait(10)


@pytest.mark.parametrize(("width", "height"), [(65_536, 1), (1, 65_536), (20_000, 10_001)])
def test_a_size_that_no_camera_makes_is_refused(width: int, height: int) -> None:
    with pytest.raises(Refusal, match=f"says it is {width:,} x {height:,} pixels; at most 200 megapixels and 65,535"):
        check_size(width, height)
    check_size(20_000, 10_000)
    check_size(65_535, 1)

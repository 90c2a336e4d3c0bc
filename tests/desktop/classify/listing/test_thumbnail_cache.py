import os
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.listing import thumbnail_shelf as module
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache, stored_side
from resnet_desktop.images import UInt8Array

SIDE = 256


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "thumbnails")


@pytest.fixture
def square(sample_photos: list[Path]) -> UInt8Array:
    return Classifier().thumbnail(sample_photos[0], SIDE)


def file_of(cache: ThumbnailCache) -> Path:
    return cache._file


def test_what_was_put_in_comes_out_almost_the_same(
    cache: ThumbnailCache, square: UInt8Array, sample_photos: list[Path]
) -> None:
    path, status = sample_photos[0], sample_photos[0].stat()
    with cache.open() as shelf:
        assert shelf.get(path, status, SIDE) is None
        shelf.put(path, status, square)
    with cache.open() as shelf:
        kept = shelf.get(path, status, SIDE)
        assert shelf.get(path, status, 512) is None
        assert shelf.get(sample_photos[1], sample_photos[1].stat(), SIDE) is None
    assert kept is not None
    assert kept.shape == square.shape
    assert np.abs(kept.astype(int) - square).mean() < 5


def test_a_file_that_changed_has_no_thumbnail_until_it_is_put_in_again(
    cache: ThumbnailCache, square: UInt8Array, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"first")
    with cache.open() as shelf:
        shelf.put(path, path.stat(), square)
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
        assert shelf.get(path, path.stat(), SIDE) is None
        shelf.put(path, path.stat(), square)
        assert shelf.get(path, path.stat(), SIDE) is not None
        path.write_bytes(b"longer")
        assert shelf.get(path, path.stat(), SIDE) is None
        assert shelf._number("SELECT count(*) FROM thumbnail") == 1


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_that_are_no_text_are_names_too(cache: ThumbnailCache, square: UInt8Array, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    status = tmp_path.stat()
    with cache.open() as shelf:
        shelf.put(path, status, square)
        assert shelf.get(path, status, SIDE) is not None


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be one" * 100])
def test_a_damaged_file_is_made_anew(
    cache: ThumbnailCache, square: UInt8Array, sample_photos: list[Path], content: bytes
) -> None:
    path, status = sample_photos[0], sample_photos[0].stat()
    file_of(cache).parent.mkdir()
    file_of(cache).write_bytes(content)
    with cache.open() as shelf:
        shelf.put(path, status, square)
        assert shelf.get(path, status, SIDE) is not None


def test_a_file_that_is_damaged_inside_is_done_without_and_then_made_anew(
    cache: ThumbnailCache, square: UInt8Array, sample_photos: list[Path]
) -> None:
    path, status = sample_photos[0], sample_photos[0].stat()
    with cache.open() as shelf:
        for other in sample_photos:
            shelf.put(other, other.stat(), square)
    file = file_of(cache)
    whole = file.read_bytes()
    page = 4096
    file.write_bytes(whole[:page] + b"\xff" * (len(whole) - page))
    for _ in range(3):
        with cache.open() as shelf:
            shelf.get(path, status, SIDE)
            shelf.put(path, status, square)
    with cache.open() as shelf:
        assert shelf.get(path, status, SIDE) is not None


def test_a_damaged_thumbnail_is_none_and_is_replaced(
    cache: ThumbnailCache, square: UInt8Array, sample_photos: list[Path]
) -> None:
    path, status = sample_photos[0], sample_photos[0].stat()
    with cache.open() as shelf:
        shelf.put(path, status, square)
    connection = sqlite3.connect(file_of(cache))
    with connection:
        connection.execute("UPDATE thumbnail SET jpeg = substr(jpeg, 1, 500)")
    connection.close()
    with cache.open() as shelf:
        assert shelf.get(path, status, SIDE) is None
        shelf.put(path, status, square)
        assert shelf.get(path, status, SIDE) is not None


def test_a_file_of_another_version_is_thrown_away(cache: ThumbnailCache) -> None:
    with cache.open():
        pass
    connection = sqlite3.connect(file_of(cache))
    connection.execute("DROP TABLE thumbnail")
    connection.execute("CREATE TABLE thumbnail (something TEXT)")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with cache.open() as shelf:
        assert shelf._number("SELECT count(*) FROM thumbnail WHERE used_h > 0") == 0
        assert shelf._number("PRAGMA user_version") == module.VERSION


def test_a_folder_that_cannot_be_made_means_no_cache(square: UInt8Array, sample_photos: list[Path]) -> None:
    cache = ThumbnailCache(sample_photos[0] / "thumbnails")
    path, status = sample_photos[0], sample_photos[0].stat()
    with cache.open() as shelf:
        shelf.put(path, status, square)
        assert shelf.get(path, status, SIDE) is None


def test_a_file_that_somebody_else_writes_to_is_done_without_and_stays(
    cache: ThumbnailCache, square: UInt8Array, sample_photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.01)
    path, status = sample_photos[0], sample_photos[0].stat()
    with cache.open() as shelf:
        shelf.put(path, status, square)
    other = sqlite3.connect(file_of(cache), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with cache.open() as shelf:
        assert shelf.get(path, status, SIDE) is None
        shelf.put(path, status, square)
    other.execute("ROLLBACK")
    other.close()
    with cache.open() as shelf:
        assert shelf.get(path, status, SIDE) is not None


def test_when_there_is_too_much_the_oldest_used_go(
    tmp_path: Path, square: UInt8Array, sample_photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ThumbnailCache(tmp_path, most_bytes=150_000)
    status = sample_photos[0].stat()
    paths = [Path(f"/photos/{number}.jpg") for number in range(32)]
    now = time.time()
    with cache.open() as shelf:
        for hour, path in enumerate(paths):
            monkeypatch.setattr(time, "time", lambda hour=hour: now + 3600 * hour)
            shelf.put(path, status, square)
        monkeypatch.setattr(time, "time", lambda: now + 3600 * 99)
        assert shelf.get(paths[0], status, SIDE) is not None  # the oldest, but just used
        shelf.shrink()
        left = [path for path in paths if shelf.get(path, status, SIDE) is not None]
    assert left == [paths[0], *paths[5:]]


def test_sizes_are_kept_in_two_sides() -> None:
    assert [stored_side(side) for side in (36, 256, 257, 512, 700)] == [256, 256, 512, 512, 700]


def test_taking_from_the_disk_is_measured_against_decoding(
    cache: ThumbnailCache, tmp_path: Path, sample_photos: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    photo = tmp_path / "camera.jpg"
    with Image.open(sample_photos[0]) as picture:
        picture.resize((4000, 3000)).save(photo, quality=90)
    started = time.perf_counter()
    square = Classifier().thumbnail(photo, SIDE)
    decoded = time.perf_counter() - started
    with cache.open() as shelf:
        shelf.put(photo, photo.stat(), square)
        started = time.perf_counter()
        kept = shelf.get(photo, photo.stat(), SIDE)
        taken = time.perf_counter() - started
    assert kept is not None
    with capsys.disabled():
        print(
            f"\na thumbnail of a 12-megapixel photo: decoded in {1000 * decoded:.1f} ms, kept in {1000 * taken:.1f} ms"
        )
    assert taken < decoded

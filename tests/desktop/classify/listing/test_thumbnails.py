import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QTransform
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.listing import thumbnails as module
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader, Shown
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.images import Picture, UInt8Array, decode
from resnet_desktop.jobs import Control
from tests.desktop.fakes import FakeClassifier

SIDE = 48


@dataclass
class CountingClassifier(FakeClassifier):
    read_files: list[Path] = field(default_factory=list)

    def read(self, path: Path, short_side: int) -> Picture:
        self.gate.wait(10)
        self.read_files.append(path)
        return super().read(path, short_side)

    def thumbnail(self, path: Path, side: int, control: Control | None = None) -> UInt8Array:
        self.gate.wait(10)
        self.read_files.append(path)
        return super().thumbnail(path, side, control)


@pytest.fixture
def classifier() -> CountingClassifier:
    return CountingClassifier()


@pytest.fixture
def thumbnails(classifier: CountingClassifier, tasks: Tasks, tmp_path: Path) -> Iterator[Thumbnails]:
    yield Thumbnails(classifier, tasks, ThumbnailCache(tmp_path / "cache"))
    classifier.gate.set()
    tasks.close()


@pytest.fixture
def get(thumbnails: Thumbnails, qtbot: QtBot) -> Callable[..., QImage]:
    """Wishes for a thumbnail and waits for it."""

    def wait_for(path: Path, side: int = SIDE) -> QImage:
        thumbnails.wish([path], side)
        qtbot.waitUntil(lambda: has(thumbnails, path, side))
        image = thumbnails.get(path)
        assert image is not None
        return image

    return wait_for


def has(thumbnails: Thumbnails, path: Path, side: int = SIDE) -> bool:
    image = thumbnails.get(path)
    return image is not None and image.width() == side


def difference(one: QImage, other: QImage) -> float:
    """Mean absolute difference of two pictures of one size, 0 to 255."""
    size = one.size()
    assert size == other.size()
    total = 0
    for x in range(size.width()):
        for y in range(size.height()):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            total += abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())
    return total / (3 * size.width() * size.height())


def test_a_thumbnail_is_made_once_and_arrives_square(
    thumbnails: Thumbnails, classifier: CountingClassifier, photos: list[Path], get: Callable[..., QImage]
) -> None:
    assert thumbnails.get(photos[0]) is None
    assert get(photos[0]).size() == QSize(SIDE, SIDE)
    assert get(photos[0]) is thumbnails.get(photos[0])
    assert classifier.read_files == [photos[0]]


def test_thumbnails_are_upright(photos: list[Path], tmp_path: Path, get: Callable[..., QImage]) -> None:
    from PIL import Image

    turned = tmp_path / "turned.jpg"
    with Image.open(photos[0]) as picture:
        exif = picture.getexif()
        exif[0x0112] = 6  # the camera was held to the right: turn clockwise to see it upright
        picture.save(turned, exif=exif, quality=95)
    assert QImageReader(str(turned)).transformation() == QImageIOHandler.Transformation.TransformationRotate90
    for _ in range(2):  # decoded, then from the disk
        plain, upright = get(photos[0]), get(turned)
        assert difference(upright, plain.transformed(QTransform().rotate(90))) < 4
        assert difference(upright, plain) > 10
        get(photos[0], 2 * SIDE)
        get(turned, 2 * SIDE)


def test_another_size_comes_from_the_disk_and_the_old_one_stays_until_then(
    thumbnails: Thumbnails, classifier: CountingClassifier, photos: list[Path], get: Callable[..., QImage]
) -> None:
    small = get(photos[0])
    thumbnails.wish([photos[0]], 200)
    assert thumbnails.get(photos[0]) is small
    assert get(photos[0], 200).width() == 200
    assert classifier.read_files == [photos[0]]


def test_a_second_start_takes_thumbnails_from_the_disk(
    classifier: CountingClassifier, tasks: Tasks, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    def start() -> QImage:
        thumbnails = Thumbnails(classifier, tasks, ThumbnailCache(tmp_path / "cache"))
        thumbnails.wish(photos, SIDE)
        qtbot.waitUntil(lambda: all(has(thumbnails, photo) for photo in photos))
        image = thumbnails.get(photos[0])
        assert image is not None
        return image

    assert difference(start(), start()) < 4
    assert sorted(classifier.read_files) == sorted(photos)


def test_a_file_that_changed_gets_a_new_thumbnail(
    thumbnails: Thumbnails, photos: list[Path], get: Callable[..., QImage]
) -> None:
    before, other = get(photos[0]), get(photos[1])
    shutil.copy(photos[1], photos[0])
    thumbnails.forget(photos[0])
    after = get(photos[0])
    assert difference(after, other) < 4
    assert difference(after, before) > 10


def test_only_what_is_seen_is_made_and_in_its_order(
    thumbnails: Thumbnails,
    classifier: CountingClassifier,
    photos: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_TASKS", 1)
    classifier.gate.clear()
    thumbnails.wish(photos[:4], SIDE)
    qtbot.waitUntil(lambda: len(thumbnails._wishes) == 3)  # the first is being read
    thumbnails.wish([photos[5], photos[4]], SIDE)  # the others have scrolled past
    classifier.gate.set()
    qtbot.waitUntil(lambda: has(thumbnails, photos[4]))
    assert classifier.read_files == [photos[0], photos[5], photos[4]]


def test_memory_is_bounded_by_pixels_and_what_was_used_last_stays(
    thumbnails: Thumbnails, photos: list[Path], get: Callable[..., QImage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_PIXELS", 3 * SIDE * SIDE)
    for photo in (*photos[:3], photos[0], photos[3]):
        get(photo)
    assert [photo for photo in photos if thumbnails.get(photo) is not None] == [photos[0], photos[2], photos[3]]
    get(photos[4], 2 * SIDE)  # what is seen stays even if it alone is too much
    assert [photo for photo in photos if thumbnails.get(photo) is not None] == [photos[4]]


def test_a_file_without_a_picture_has_no_thumbnail_and_is_not_read_again(
    thumbnails: Thumbnails, classifier: CountingClassifier, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.wish([broken, tmp_path / "gone.jpg"], SIDE)
    qtbot.waitUntil(lambda: not thumbnails._running)
    thumbnails.wish([broken, tmp_path / "gone.jpg"], SIDE)
    assert not thumbnails._running
    assert thumbnails.get(broken) is None
    assert thumbnails.is_missing(broken)
    assert classifier.read_files == [broken]


def test_closing_the_window_ends_the_making(
    thumbnails: Thumbnails, classifier: CountingClassifier, tasks: Tasks, photos: list[Path]
) -> None:
    classifier.gate.clear()
    thumbnails.wish(photos, SIDE)
    threading.Timer(0.1, classifier.gate.set).start()  # by then everything is cancelled, and waits for its picture
    tasks.close()
    assert not tasks.is_busy
    assert len(classifier.read_files) <= module._MOST_TASKS


def test_the_preview_shows_what_was_wished_for_last(
    classifier: CountingClassifier, tasks: Tasks, photos: list[Path], qtbot: QtBot
) -> None:
    loader = PictureLoader(classifier, tasks)
    shown: list[Shown] = []
    loader.loaded.connect(shown.append)
    classifier.gate.clear()
    for photo in photos[:5]:
        loader.load(photo)
    classifier.gate.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert [each.path for each in shown] == [photos[4]]
    assert classifier.read_files == [photos[0], photos[4]]  # the overtaken wishes were never begun


def test_a_vanished_file_is_told_with_its_reason(
    classifier: CountingClassifier, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    loader = PictureLoader(classifier, tasks)
    with qtbot.waitSignal(loader.failed) as failed:
        loader.load(tmp_path / "gone.jpg")
    assert failed.args[0] == tmp_path / "gone.jpg"
    assert str(failed.args[1])


def test_large_pictures_are_reduced_in_proportion_and_small_ones_stay(photos: list[Path]) -> None:
    original = decode(photos[0]).pixels
    height, width, _ = original.shape
    reduced = pixels.fit_inside(original, 100)
    assert max(reduced.shape[:2]) == 100
    assert reduced.shape[0] / reduced.shape[1] == pytest.approx(height / width, rel=0.02)
    assert abs(reduced.mean() - original.mean()) < 2
    assert pixels.fit_inside(original, max(width, height)) is original


def test_a_picture_keeps_its_pixels_alive(photos: list[Path]) -> None:
    image = pixels.to_image(decode(photos[0]).pixels)
    before = image.pixelColor(10, 10)
    gc.collect()
    _other = [decode(photo).pixels.copy() for photo in photos]
    assert image.pixelColor(10, 10) == before


def test_pixels_reach_qt_unchanged(photos: list[Path]) -> None:
    picture = decode(photos[1])
    image = pixels.to_image(picture.pixels)
    height, width, _ = picture.pixels.shape
    assert (image.width(), image.height()) == (width, height)
    for x, y in [(0, 0), (width - 1, 0), (width // 3, height // 2), (width - 1, height - 1)]:
        colour = image.pixelColor(x, y)
        assert (colour.red(), colour.green(), colour.blue()) == tuple(picture.pixels[y, x])

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QTransform
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify import thumbnails as module
from resnet_desktop.desktop.classify.picture_loader import PictureLoader, Shown
from resnet_desktop.desktop.classify.thumbnails import SIDE_PX, Thumbnails
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.images import Picture, decode
from tests.desktop.fakes import FakeClassifier


@dataclass
class CountingClassifier(FakeClassifier):
    read_files: list[Path] = field(default_factory=list)

    def read(self, path: Path, short_side: int) -> Picture:
        self.gate.wait(10)
        self.read_files.append(path)
        return super().read(path, short_side)


@pytest.fixture
def classifier() -> CountingClassifier:
    return CountingClassifier()


@pytest.fixture
def thumbnails(classifier: CountingClassifier, tasks: Tasks) -> Iterator[Thumbnails]:
    yield Thumbnails(classifier, tasks)
    classifier.gate.set()
    tasks.close()


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


def test_a_thumbnail_is_asked_for_once_and_arrives_square(
    thumbnails: Thumbnails, classifier: CountingClassifier, photos: list[Path], qtbot: QtBot
) -> None:
    assert thumbnails.get(photos[0]) is None
    qtbot.waitUntil(lambda: thumbnails.get(photos[0]) is not None)
    image = thumbnails.get(photos[0])
    assert image is not None
    assert image.size() == QSize(SIDE_PX, SIDE_PX)
    assert classifier.read_files == [photos[0]]


def test_thumbnails_are_upright(thumbnails: Thumbnails, photos: list[Path], tmp_path: Path, qtbot: QtBot) -> None:
    from PIL import Image

    turned = tmp_path / "turned.jpg"
    with Image.open(photos[0]) as picture:
        exif = picture.getexif()
        exif[0x0112] = 6  # the camera was held to the right: turn clockwise to see it upright
        picture.save(turned, exif=exif, quality=95)
    assert QImageReader(str(turned)).transformation() == QImageIOHandler.Transformation.TransformationRotate90
    thumbnails.get(photos[0])
    thumbnails.get(turned)
    qtbot.waitUntil(lambda: all(thumbnails.get(path) is not None for path in (photos[0], turned)))
    plain, upright = thumbnails.get(photos[0]), thumbnails.get(turned)
    assert plain is not None
    assert upright is not None
    assert difference(upright, plain.transformed(QTransform().rotate(90))) < 3
    assert difference(upright, plain) > 10


def test_a_sharper_screen_gets_sharper_thumbnails(thumbnails: Thumbnails, photos: list[Path], qtbot: QtBot) -> None:
    thumbnails.set_scale(2)
    qtbot.waitUntil(lambda: thumbnails.get(photos[0]) is not None)
    image = thumbnails.get(photos[0])
    assert image is not None
    assert image.width() == 2 * SIDE_PX


def test_what_was_asked_for_last_comes_first_and_what_scrolled_away_is_forgotten(
    thumbnails: Thumbnails,
    classifier: CountingClassifier,
    photos: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_WANTED", 2)
    monkeypatch.setattr(module, "_MOST_TASKS", 1)
    classifier.gate.clear()
    thumbnails.get(photos[0])  # is being read while the others are wished for
    qtbot.waitUntil(lambda: not thumbnails._wishes._paths)
    for photo in photos[1:5]:
        thumbnails.get(photo)
    classifier.gate.set()
    qtbot.waitUntil(lambda: len(classifier.read_files) == 3)
    assert classifier.read_files == [photos[0], photos[4], photos[3]]


def test_the_cache_is_bounded(
    thumbnails: Thumbnails, photos: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CACHE_SIZE", 2)
    for photo in photos[:4]:
        with qtbot.waitSignal(thumbnails.arrived):
            thumbnails.get(photo)
    assert len(thumbnails._cache) == 2


def test_a_file_without_a_picture_has_no_thumbnail_and_is_not_read_again(
    thumbnails: Thumbnails, classifier: CountingClassifier, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.get(broken)
    assert thumbnails.get(broken) is None
    assert classifier.read_files == [broken]


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

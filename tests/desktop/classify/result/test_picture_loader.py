import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader
from resnet_desktop.desktop.tasks import Tasks


@pytest.fixture
def loader(tasks: Tasks) -> PictureLoader:
    return PictureLoader(Classifier(), tasks)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A photo of 3,000 x 2,000 px."""
    path = tmp_path / "large.jpg"
    noise = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((3000, 2000)).save(path)
    return path


def test_a_picture_comes_with_its_facts_and_pixels_enough_for_a_preview(
    loader: PictureLoader, large: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.loaded) as heard:
        loader.load(large)
    assert heard.args is not None
    shown = heard.args[0]
    assert shown.size == (3000, 2000)
    assert shown.facts.byte_count == large.stat().st_size
    assert 720 <= shown.pyramid.height < 2000


def test_more_pixels_come_when_they_are_wanted_and_are_of_the_same_picture(
    loader: PictureLoader, large: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.loaded):
        loader.load(large)
    with qtbot.waitSignal(loader.enlarged) as heard:
        loader.enlarge(2000)
    assert heard.args is not None
    assert (heard.args[0].path, heard.args[0].pyramid.height) == (large, 2000)


def test_pixels_of_a_picture_that_is_not_looked_at_any_more_do_not_come(
    loader: PictureLoader, large: Path, sample_photos: list[Path], tasks: Tasks, qtbot: QtBot
) -> None:
    heard: list[object] = []
    loader.enlarged.connect(heard.append)
    with qtbot.waitSignal(loader.loaded):
        loader.load(large)
    loader.enlarge(2000)
    with qtbot.waitSignal(loader.loaded):
        loader.load(sample_photos[0])
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert heard == []


def test_a_picture_that_was_shown_before_is_there_at_once_until_it_is_forgotten(
    loader: PictureLoader, sample_photos: list[Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.loaded):
        loader.load(sample_photos[0])
    heard: list[object] = []
    loader.loaded.connect(heard.append)
    loader.load(sample_photos[0])
    assert len(heard) == 1
    loader.forget(sample_photos[0])
    loader.load(sample_photos[0])
    assert len(heard) == 1
    qtbot.waitUntil(lambda: len(heard) == 2)


def test_a_vanished_file_is_told_with_its_path(
    loader: PictureLoader, sample_photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    gone = Path(shutil.copy(sample_photos[0], tmp_path / "gone.jpg"))
    gone.unlink()
    with qtbot.waitSignal(loader.failed) as heard:
        loader.load(gone)
    assert heard.args is not None
    assert heard.args[0] == gone
    assert str(heard.args[1])

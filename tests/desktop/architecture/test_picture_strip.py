from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.picture_strip import MOST, PictureStrip
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier


@pytest.fixture
def strip(tasks: Tasks, qtbot: QtBot) -> PictureStrip:
    made = PictureStrip(FakeClassifier(), tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_click_chooses_a_picture(strip: PictureStrip, photos: list[Path], qtbot: QtBot) -> None:
    strip.show_paths(photos)
    with qtbot.waitSignal(strip.picture_chosen) as told:
        strip.square(photos[2]).click()
    assert told.args == [photos[2]]


def test_one_picture_is_alive_and_it_is_named(strip: PictureStrip, photos: list[Path]) -> None:
    strip.show_paths(photos)
    strip.show_alive(photos[1])
    strip.show_alive(photos[3])
    assert [path for path in photos if strip.square(path).isChecked()] == [photos[3]]
    assert strip.words == photos[3].name


def test_a_picture_from_elsewhere_comes_first(strip: PictureStrip, photos: list[Path]) -> None:
    strip.show_paths(photos[1:])
    strip.show_alive(photos[0])
    assert strip.paths == tuple(photos)


def test_it_never_holds_more_than_there_is_room_for(strip: PictureStrip) -> None:
    strip.show_paths([Path(f"/{number}.jpg") for number in range(100)])
    assert len(strip.paths) == MOST


def test_thumbnails_come_and_unreadable_ones_are_left_empty(
    strip: PictureStrip, photos: list[Path], tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    strip.show_paths([photos[0], broken])
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert strip.square(photos[0]).has_image
    assert not strip.square(broken).has_image

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.finding import picture_tally
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from tests.desktop.fakes import made_up_result

PATHS = [Path(f"/photos/cat/{number}.jpg") for number in range(40)]


@pytest.fixture
def pictures(qapp: object) -> PictureModel:  # noqa: ARG001  a model needs an application
    made = PictureModel()
    made.add(Entry(path, made_up_result(path)) for path in PATHS[:20])
    return made


def test_pictures_that_were_there_before_are_counted(pictures: PictureModel, qtbot: QtBot) -> None:
    tally = PictureTally(pictures)
    with qtbot.waitSignal(tally.changed):
        pass
    assert tally.numbers.classified == 20
    assert tally.numbers.judged == 20
    assert 0 < tally.numbers.right < 20


def test_results_corrections_renames_and_removals_are_counted(pictures: PictureModel, qtbot: QtBot) -> None:
    tally = PictureTally(pictures)
    pictures.add(map(Entry, PATHS[20:]))
    pictures.put([made_up_result(path) for path in PATHS[20:]])
    with qtbot.waitSignal(tally.changed):
        pictures.give(PATHS[:3], "no class that there is")
    assert tally.numbers.classified == 40
    assert tally.numbers.corrected == 3
    with qtbot.waitSignal(tally.changed):
        pictures.rename({path: Path("/elsewhere") / path.name for path in PATHS[:10]})
    assert tally.numbers.judged == 30
    with qtbot.waitSignal(tally.changed):
        pictures.remove(range(39))
    assert tally.numbers.classified == 1
    with qtbot.waitSignal(tally.changed):
        pictures.put([Result.failed(pictures.store.entries[0].path, "The file is empty.")])
    assert tally.numbers.classified == tally.numbers.judged == 0


def test_many_changes_are_told_together(pictures: PictureModel, qtbot: QtBot) -> None:
    tally, told = PictureTally(pictures), []
    with qtbot.waitSignal(tally.changed):
        pass
    tally.changed.connect(lambda: told.append(tally.numbers.classified))
    for path in PATHS[20:]:
        pictures.add([Entry(path, made_up_result(path))])
    qtbot.waitUntil(lambda: bool(told))
    assert told == [40]


def test_what_only_waits_is_not_told(pictures: PictureModel, qtbot: QtBot) -> None:
    tally = PictureTally(pictures)
    with qtbot.waitSignal(tally.changed):
        pass
    with qtbot.assertNotEmitted(tally.changed, wait=2 * picture_tally.INTERVAL_MS):
        pictures.add(map(Entry, PATHS[20:]))


def test_very_many_are_counted_in_handfuls(
    pictures: PictureModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tally, "_HANDFUL", 3)
    tally = PictureTally(pictures)
    tally._count()
    assert tally.numbers.classified == 3
    with qtbot.waitSignal(tally.changed):
        pass
    assert tally.numbers.classified == 20

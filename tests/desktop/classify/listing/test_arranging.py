from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.query import parse
from resnet_desktop.desktop.classify.listing import arranging as module
from resnet_desktop.desktop.classify.listing.arranging import ERRORS, Arranging
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import LABELS, made_up_result

PATHS = [Path(f"/photos/{number}.jpg") for number in range(20)]


@pytest.fixture
def pictures(tasks: Tasks) -> PictureModel:  # noqa: ARG001  a model needs an application
    made = PictureModel()
    made.add(map(Entry, PATHS))
    return made


@pytest.fixture
def arranging(pictures: PictureModel, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> Iterator[Arranging]:
    monkeypatch.setattr(module, "LEAST_PAUSE_S", 0.01)
    yield Arranging(pictures, tasks)
    tasks.close()


def names(pictures: PictureModel) -> list[str]:
    return [entry.path.stem for entry in pictures.all_shown()]


def classify(pictures: PictureModel, *numbers: int) -> None:
    pictures.put([made_up_result(PATHS[number]) for number in numbers])


def break_(pictures: PictureModel, *numbers: int) -> None:
    pictures.put([Result.failed(PATHS[number], "The file is empty.") for number in numbers])


def test_the_order_in_which_they_came_needs_no_task(pictures: PictureModel, arranging: Arranging, tasks: Tasks) -> None:
    classify(pictures, *range(20))
    arranging.sort_by("")
    arranging.set_filter(None, "")
    assert not tasks.is_busy
    assert not pictures.is_arranged


def test_pictures_are_sorted_by_a_column_in_both_directions(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot
) -> None:
    classify(pictures, *range(10))
    by_confidence = sorted(pictures.store.entries[:10], key=lambda entry: -entry.confidence)
    waiting = [path.stem for path in PATHS[10:]]
    arranging.sort_by("confidence", is_descending=True)
    qtbot.waitUntil(lambda: names(pictures) == [entry.path.stem for entry in by_confidence] + waiting)
    arranging.sort_by("confidence")
    qtbot.waitUntil(lambda: names(pictures) == [entry.path.stem for entry in by_confidence[::-1]] + waiting)
    arranging.sort_by("")
    assert names(pictures) == [path.stem for path in PATHS]


def test_a_query_shows_what_it_wants_and_keeps_the_order(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot
) -> None:
    classify(pictures, *range(20))
    label = pictures.store.entries[0].label
    wanted = [entry.path.stem for entry in pictures.store if entry.label == label]
    arranging.set_filter(parse(label, LABELS), label)
    qtbot.waitUntil(lambda: names(pictures) == wanted)
    assert arranging.is_filtered
    arranging.sort_by("name", is_descending=True)
    qtbot.waitUntil(lambda: names(pictures) == wanted[::-1])
    arranging.set_filter(None, "")
    qtbot.waitUntil(lambda: len(names(pictures)) == 20)


def test_new_failures_join_the_failed_ones_in_order(pictures: PictureModel, arranging: Arranging, qtbot: QtBot) -> None:
    break_(pictures, 2, 7)
    arranging.set_filter(None, ERRORS)
    qtbot.waitUntil(lambda: names(pictures) == ["2", "7"])
    break_(pictures, 5)
    classify(pictures, 2)
    qtbot.waitUntil(lambda: names(pictures) == ["5", "7"])


def test_what_changes_while_a_task_arranges_is_taken_up_afterwards(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot
) -> None:
    break_(pictures, 2)
    arranging.set_filter(None, ERRORS)
    break_(pictures, 3)  # the task has begun with the old records
    pictures.remove([0])  # and rows are other pictures' now
    qtbot.waitUntil(lambda: names(pictures) == ["2", "3"])


def test_of_many_wishes_the_last_one_is_fulfilled(pictures: PictureModel, arranging: Arranging, qtbot: QtBot) -> None:
    orders = []
    pictures.rearranged.connect(lambda _is_same: orders.append(names(pictures)))
    for _ in range(10):
        arranging.sort_by("name")
        arranging.sort_by("name", is_descending=True)
    backwards = [str(number) for number in reversed(range(20))]
    qtbot.waitUntil(lambda: names(pictures) == backwards)
    assert len(orders) == 1


def test_going_back_to_the_usual_order_while_a_task_arranges(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot, tasks: Tasks
) -> None:
    arranging.sort_by("name", is_descending=True)
    arranging.sort_by("")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert not pictures.is_arranged


def test_results_bring_the_order_up_to_date_now_and_then_only(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranging.sort_by("confidence")
    qtbot.waitUntil(lambda: pictures.is_arranged)
    monkeypatch.setattr(module, "LEAST_PAUSE_S", 0.2)
    kinds: list[bool] = []
    pictures.rearranged.connect(kinds.append)
    for number in range(20):
        classify(pictures, number)
        qtbot.wait(1)
    by_confidence = sorted(pictures.store, key=lambda entry: entry.confidence)
    qtbot.waitUntil(lambda: names(pictures) == [entry.path.stem for entry in by_confidence])
    assert len(kinds) <= 4
    assert all(kinds)  # nobody asked for another order


def test_the_threshold_moves_what_is_unsure(pictures: PictureModel, arranging: Arranging, qtbot: QtBot) -> None:
    classify(pictures, *range(20))
    arranging.set_filter(None, "unsure")

    def unsure(threshold: float) -> list[str]:
        return [entry.path.stem for entry in pictures.store if entry.confidence < threshold]

    pictures.set_threshold(0.9)
    qtbot.waitUntil(lambda: names(pictures) == unsure(0.9))
    pictures.set_threshold(0.4)
    qtbot.waitUntil(lambda: names(pictures) == unsure(0.4))
    assert len(unsure(0.9)) > len(unsure(0.4)) > 0


def test_an_order_that_cannot_be_made_is_told_and_what_was_shown_stays(
    pictures: PictureModel, arranging: Arranging, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(arranging.failed):
        arranging.sort_by("there is no such column")
    assert len(names(pictures)) == 20
    assert caplog.records

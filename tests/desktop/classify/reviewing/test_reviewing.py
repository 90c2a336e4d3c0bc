"""What a person says, with undo and redo, without a window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.classify.keeping.keeper import Keeper
from resnet_desktop.desktop.classify.keeping.slices import Slices
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.reviewing.reviewing import Reviewing
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier, made_up_result

PATHS = [Path(f"/photos/{number}.jpg") for number in range(3000)]


@pytest.fixture
def pictures(qapp: object) -> PictureModel:  # noqa: ARG001  a model needs an application
    made = PictureModel()
    made.add(Entry(path, made_up_result(path)) for path in PATHS)
    return made


@pytest.fixture
def reviewing(pictures: PictureModel, tasks: Tasks) -> Reviewing:
    current = CurrentModel(FakeClassifier(), tasks)
    return Reviewing(pictures, current, Keeper(tasks), Slices(pictures), tasks)


Given = Callable[[], dict[int, str]]


@pytest.fixture
def given(pictures: PictureModel) -> Given:
    """What was said, by the place of the picture."""
    return lambda: {place: entry.given for place, entry in enumerate(pictures.store) if entry.given}


def test_steps_are_done_undone_and_redone(reviewing: Reviewing, given: Given) -> None:
    reviewing.give(PATHS[:2], "dog")
    reviewing.give(PATHS[1:3], "cat")
    assert given() == {0: "dog", 1: "cat", 2: "cat"}
    assert reviewing.undo_text == "Undo correcting 2 pictures to cat"
    reviewing.undo()
    assert given() == {0: "dog", 1: "dog"}
    assert reviewing.redo_text == "Redo correcting 2 pictures to cat"
    reviewing.redo()
    reviewing.clear_given(PATHS[:1])
    assert given() == {1: "cat", 2: "cat"}
    for _ in range(3):
        reviewing.undo()
    assert given() == {}
    assert not reviewing.can_undo
    reviewing.undo()
    assert given() == {}


def test_confirming_agrees_with_the_network_and_leaves_corrections_alone(
    reviewing: Reviewing, pictures: PictureModel, given: Given
) -> None:
    reviewing.give(PATHS[:1], "my own")
    reviewing.confirm(PATHS[:2])
    assert given() == {0: "my own", 1: pictures.store.entries[1].predicted}
    assert pictures.store.entries[1].is_confirmed


def test_a_name_that_no_folder_can_have_is_refused_and_nothing_changes(reviewing: Reviewing, given: Given) -> None:
    told: list[Exception] = []
    reviewing.refused.connect(told.append)
    reviewing.give(PATHS[:1], "CD/DVD")
    assert given() == {}
    assert "'CD_DVD' would do" in str(told[0])
    reviewing.give(PATHS[:1], "discs")
    assert given() == {0: "discs"}


def test_very_many_pictures_are_a_task_and_what_comes_after_waits_its_turn(
    reviewing: Reviewing, given: Given, tasks: Tasks, qtbot: QtBot
) -> None:
    reviewing.give(PATHS, "dog")
    assert tasks.is_busy
    reviewing.give(PATHS[:1], "cat")
    reviewing.undo()
    reviewing.undo()
    reviewing.redo()
    assert reviewing.is_busy
    qtbot.waitUntil(lambda: not reviewing.is_busy)
    assert given() == dict.fromkeys(range(len(PATHS)), "dog")
    assert reviewing.redo_text == "Redo correcting 1 picture to cat"


def test_what_is_said_while_pictures_come_back_is_done_afterwards(reviewing: Reviewing, given: Given) -> None:
    from resnet_desktop.classification.review import Review

    before = Review()
    before.give(PATHS[5:6], "ship")
    reviewing.hold()
    reviewing.give(PATHS[:1], "dog")
    assert given() == {}
    reviewing.begin(before)
    assert given() == {0: "dog"}
    assert reviewing.given_classes == ("ship", "dog")
    reviewing.undo()
    assert reviewing.undo_text == "Undo correcting 1 picture to ship"


def test_a_new_list_forgets_every_step_also_one_that_is_on_its_way(
    reviewing: Reviewing, tasks: Tasks, qtbot: QtBot
) -> None:
    reviewing.give(PATHS, "dog")
    reviewing.start_over()
    qtbot.waitUntil(lambda: not tasks.is_busy and not reviewing.is_busy)
    assert not reviewing.can_undo
    assert reviewing.given_classes == ()


def test_each_step_is_told_once(reviewing: Reviewing) -> None:
    told: list[str] = []
    reviewing.done.connect(lambda step: told.append(f"done {step.number}"))
    reviewing.undone.connect(lambda step: told.append(f"undone {step.number}"))
    reviewing.redone.connect(lambda step: told.append(f"redone {step.number}"))
    reviewing.give(PATHS[:1], "dog")
    reviewing.give(PATHS[:1], "dog")
    reviewing.undo()
    reviewing.undo()
    reviewing.redo()
    assert told == ["done 1", "undone 1", "redone 1"]

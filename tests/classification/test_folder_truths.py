from pathlib import Path

import pytest

from resnet_desktop.classification import Entry
from resnet_desktop.classification.accuracy import accuracy
from resnet_desktop.classification.comparison import compare
from resnet_desktop.classification.query import parse
from resnet_desktop.classification.sidecars import plan_keywords
from resnet_desktop.classification.sorting import (
    KeywordOptions,
    SortingOptions,
    carry_out,
    plan_sorting,
    undo,
    undoable,
)
from resnet_desktop.jobs import Control
from tests.helpers.trees import seen, write


@pytest.fixture
def own(tmp_path: Path) -> Entry:
    """A picture that somebody put into a folder for dogs, and that the network calls a dog."""
    return seen(write(tmp_path / "own" / "dog" / "rex.jpg", "rex"), "dog")


def sort(target: Path, *, is_moved: bool = False) -> list[Entry]:
    """Sort two pictures of which nobody knows what they show; gives them in their new places."""
    pictures = [seen(write(target.parent / "holiday" / f"{label}.jpg", label), label) for label in ("cat", "dog")]
    carry_out(plan_sorting(pictures, target, SortingOptions(move=is_moved), Control()), Control())
    return [seen(target / label / f"{label}.jpg", label) for label in ("cat", "dog")]


@pytest.mark.parametrize("is_moved", [True, False])
def test_folders_that_sorting_filled_are_no_truth_until_it_is_undone(
    tmp_path: Path, own: Entry, is_moved: bool
) -> None:
    pictures = [*sort(tmp_path / "sorted", is_moved=is_moved), own]
    assert accuracy(pictures) == (1, 1)
    assert [entry for entry in pictures if parse("right").matches(entry, 0.5)] == [own]
    (sorting,) = undoable()
    undo(sorting, Control())
    assert accuracy(pictures) == (3, 3)


def test_two_models_are_not_judged_by_what_one_of_them_sorted(tmp_path: Path, own: Entry) -> None:
    results = [entry.result for entry in [*sort(tmp_path / "sorted"), own] if entry.result is not None]
    assert compare(results, results).first_accuracy == (1, 1)


def test_keywords_are_written_beside_pictures_and_folders_stay_true(own: Entry) -> None:
    carry_out(plan_keywords([own], KeywordOptions(), Control()), Control())
    assert undoable()
    assert accuracy([own]) == (1, 1)

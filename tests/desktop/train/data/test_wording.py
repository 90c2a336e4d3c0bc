from dataclasses import replace
from pathlib import Path

import pytest

from resnet_desktop.desktop.train.data import problem_wording, wording
from resnet_desktop.downloads import DOWNLOADING
from resnet_desktop.jobs import Progress
from resnet_desktop.training.cifar10 import CIFAR10_SOURCE
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.problems import Kind, Problem
from resnet_desktop.training.remedies import Remedy, Way, remedies_for


def data_set(**changes: object) -> DataSet:
    part = (Example("a/1.png", 0), Example("b/1.png", 1))
    return replace(DataSet(Path("/data"), ("a", "b"), part, part, part), **changes)  # type: ignore[arg-type]


def test_a_split_by_folders_is_said() -> None:
    words = wording.split_words(data_set(), Plan())
    assert words == "The folders for training, validation and test are used as they are."


def test_a_split_partly_by_chance_is_said_with_its_seed() -> None:
    assert wording.split_words(data_set(set_aside=("validation",)), Plan(seed=3)) == (
        "The folders for training and test are used as they are. About 10 % of each class was set aside at random for "
        "validation (seed 3); the division is saved with the training."
    )


def test_a_split_by_chance_is_said_with_its_seed() -> None:
    assert wording.split_words(data_set(set_aside=("validation", "test")), Plan(seed=3)) == (
        "About 10 % of each class was set aside at random for validation and as much for test (seed 3); the division "
        "is saved with the training."
    )


def test_a_missing_test_is_told() -> None:
    words = wording.split_words(data_set(test=()), Plan())
    assert words == "The folders for training and validation are used as they are. There are no test pictures."


def test_totals_and_exclusions_are_counted() -> None:
    assert wording.total_words(data_set()) == "6 pictures in 2 classes"
    assert wording.excluded_words(data_set()) == ""
    assert wording.excluded_words(data_set(excluded={"x": "why"})) == "1 picture is left out."


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        (Problem(Kind.UNREADABLE, (("a",),)), "1 picture cannot be read"),
        (Problem(Kind.SAME_ACROSS_PARTS, (("a", "b"),)), "2 pictures are in more than one part"),
        (Problem(Kind.TINY, classes=("cat", "dog")), "2 classes are tiny"),
        (Problem(Kind.TINY, classes=("cat",)), "1 class is tiny"),
        (Problem(Kind.IMBALANCE, ratio=7.94), "The largest class has 7.9 times the pictures of the smallest"),
    ],
)
def test_a_problem_says_how_many(problem: Problem, title: str) -> None:
    assert problem_wording.problem_title(problem) == title


@pytest.mark.parametrize("kind", list(Kind))
def test_every_problem_and_remedy_has_words(kind: Kind) -> None:
    problem = Problem(kind, (("a", "b"),), ("cat",), 5.0)
    assert problem_wording.problem_title(problem)
    assert problem_wording.problem_text(problem).endswith(".")
    for remedy in remedies_for(kind):
        assert problem_wording.remedy_words(remedy, 1_234)
        assert problem_wording.remedy_tip(remedy).endswith(".")
        assert problem_wording.done_words(remedy, 1_234).endswith(".")


def test_remedies_say_how_many_pictures_they_cost() -> None:
    remedy = Remedy(Kind.SAME_ACROSS_PARTS, Way.OUT_OF_TRAINING)
    assert problem_wording.remedy_words(remedy, 1_200) == "Take 1,200 out of training"
    assert problem_wording.done_words(remedy, 1) == "1 picture is taken out of training (in more than one part)."


def test_a_download_counts_in_bytes_and_everything_else_in_pictures() -> None:
    progress = Progress(82_000_000, 170_000_000, DOWNLOADING, is_bytes=True)
    assert wording.progress_words(progress, 5_200_000, 17) == (
        "Downloading: 82.0 MB of 170 MB\n5.2 MB/s · about 15 s left"
    )
    assert wording.progress_words(Progress(512, 60_000, "Reading pictures"), 0, None) == (
        "Reading pictures: 512 of 60,000\n"
    )


def test_what_the_window_knows_of_the_download_is_what_the_core_knows() -> None:
    assert CIFAR10_SOURCE.size == wording.CIFAR10_BYTES


def test_the_button_for_cifar10_says_what_it_will_do() -> None:
    assert wording.download_words(0, 170_052_171) == "CIFAR-10 (download, 170 MB)"
    assert wording.download_words(82_000_000, 170_052_171) == "CIFAR-10 (go on at 48 %)"
    assert wording.download_words(170_052_171, 170_052_171) == "CIFAR-10"


def test_random_changes_are_listed_and_their_absence_is_told() -> None:
    assert wording.change_words(Plan(flip=False)) == ("The plan changes nothing: each picture is always seen as it is.")
    words = wording.change_words(Plan(crop=0.5, cutout=0.25))
    assert words.endswith("mirrored, cut to 50 % or more of the area, covered by a square of 25 % of the side.")

from pathlib import Path

import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.training.comparing_runs import chance_of, compare_truths, verdict
from resnet_desktop.training.comparing_runs_asking import compare_runs, fair_pictures
from resnet_desktop.training.comparing_runs_plans import plan_differences
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.judgement import JudgedPicture, Judgement, write_judgement
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run


def paths(*names: str) -> tuple[Path, ...]:
    return tuple(map(Path, names))


def data(train: str, validation: str, test: str) -> DataSet:
    def part(names: str) -> tuple[Example, ...]:
        return tuple(Example(name, int(name.isupper())) for name in names)

    return DataSet(Path("/d"), ("lower", "upper"), part(train), part(validation), part(test))


def test_pictures_are_sorted_by_who_is_right() -> None:
    truths = {Path(name): "cat" for name in "abcde"}
    first = {Path("a"): "cat", Path("b"): "cat", Path("c"): "dog", Path("d"): "dog"}
    second = {Path("a"): "cat", Path("b"): "dog", Path("c"): "cat", Path("d"): "dog", Path("e"): "cat"}
    found = compare_truths(truths, first, second)
    assert (found.both, found.only_first, found.only_second, found.neither) == (
        paths("a"),
        paths("b"),
        paths("c"),
        paths("d"),
    )
    assert (found.pictures, found.left_out, found.accuracies) == (4, 1, (0.5, 0.5))


def test_chance_is_that_of_coins() -> None:
    assert chance_of(0, 5) == pytest.approx(2 / 32)
    assert chance_of(1, 7) == pytest.approx(2 * (1 + 8) / 256)
    assert chance_of(4, 4) == 1
    assert chance_of(0, 0) == 1


def test_many_pictures_do_not_overflow() -> None:
    assert 0 <= chance_of(20_000, 25_000) < 1e-100
    assert chance_of(25_000, 25_000) == 1


def test_chance_is_told_in_words() -> None:
    assert verdict(chance_of(2, 3)) == "could be chance"
    assert verdict(chance_of(2, 30)) == "hardly chance"


def test_plans_differ_field_by_field() -> None:
    found = plan_differences(Plan(), Plan(epochs=9, flip=False, archive="x.tar", learning_rate=1e-4))
    assert [each[:3] for each in found] == [
        ("archive", "none", "x.tar"),
        ("epochs", "3", "9"),
        ("learning_rate", "0.01", "0.0001"),
        ("flip", "yes", "no"),
    ]


def test_no_run_is_compared_on_what_it_learned_from() -> None:
    found = fair_pictures(data("ab", "c", "dEf"), data("d", "e", "Efac"))
    assert found == {Path("/d/E"): "upper", Path("/d/f"): "lower"}


def test_runs_without_test_pictures_are_compared_on_validation_pictures() -> None:
    assert fair_pictures(data("ab", "c", ""), data("ab", "dc", "")) == {Path("/d/c"): "lower", Path("/d/d"): "lower"}


def test_runs_that_share_no_fair_picture_are_refused() -> None:
    with pytest.raises(UserError, match="neither learned from"):
        fair_pictures(data("ab", "cd", ""), data("cd", "ab", ""))


def test_kept_answers_are_compared_without_asking_a_model() -> None:
    split = data("ab", "c", "dE")
    for name, predicted in (("first", 0), ("second", 1)):
        run = Run.create(name, Plan(), split)
        judged = [JudgedPicture("d", 0, predicted, 0.9, 0.9, 0), JudgedPicture("E", 1, 1, 0.9, 0.9, 0)]
        write_judgement(run.folder, Judgement.of_pictures("test", "d", Path("/d"), split.classes, judged))
    found = compare_runs(Run.open("first"), Run.open("second"), Control())
    assert (found.both, found.only_first) == (paths("/d/E"), paths("/d/d"))

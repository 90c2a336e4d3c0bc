from dataclasses import replace

import pytest

from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.training.judgement import Judgement
from resnet_desktop.training.judgement_base import SeenByBase
from resnet_desktop.training.judgement_looks import Look
from resnet_desktop.training.judgement_measures import Bin


def test_the_accuracy_comes_with_what_chance_may_do(judgement: Judgement) -> None:
    assert wording.headline(judgement) == "25.0 % right"
    assert wording.about(judgement) == (
        "1 of 4 test pictures of pets. With so many, 19 times in 20 the true value is between 4.6 % and 69.9 %."
    )


def test_measures_stand_in_a_line(judgement: Judgement) -> None:
    assert wording.measures(judgement).startswith("Top 2: 100.0 %  ·  Mean F1: 25.0 %  ·  Loss: ")


def test_a_cell_is_told_in_words(judgement: Judgement) -> None:
    assert wording.cell_words(judgement, 0, 1) == "cat taken for dog: 2 pictures, 66.7 %"
    assert wording.cell_words(judgement, 0, 0) == "cat, right: 1 picture, 33.3 %"


def test_the_first_look_needs_no_caution() -> None:
    assert wording.looks_words(()) == wording.looks_words((Look("a", "2025-11-24T10:00:00+00:00"),)) == ""


def test_a_later_look_names_those_before() -> None:
    looks = [Look(name, "2025-11-24T10:00:00+00:00") for name in ("a", "b", "c")]
    assert wording.looks_words(looks).startswith(
        "Third look at these test pictures (before: a, 2025-11-24; b, 2025-11-24)."
    )


def test_many_looks_are_shortened() -> None:
    looks = [Look(f"run{number}", "2025-11-24T10:00:00+00:00") for number in range(7)]
    assert "run5, 2025-11-24 and 3 earlier)" in wording.looks_words(looks)


def test_what_the_base_may_have_seen_is_said(judgement: Judgement) -> None:
    begin = "cats, from which the run began, was trained on pets too, divided otherwise: "
    validation = replace(judgement, seen=SeenByBase("cats", ("validation",)))
    assert wording.caution(judgement) == ""
    assert wording.caution(validation).startswith(begin + "it may have seen the validation pictures")
    assert wording.caution(validation).endswith("These test pictures it has not.")
    both = replace(judgement, seen=SeenByBase("cats", ("validation", "test")))
    assert wording.caution(both) == begin + "it may have seen these pictures, and the accuracy is too good."


@pytest.mark.parametrize(("number", "words"), [(2, "Second"), (4, "4th"), (11, "11th"), (21, "21st"), (113, "113th")])
def test_looks_are_counted_in_words(number: int, words: str) -> None:
    assert wording.ordinal(number) == words


def test_sureness_is_summed_up() -> None:
    assert "30.0 points too sure" in wording.sureness([Bin(0.9, 1, 0.95, 0.65, 10)])
    assert "20.0 points not sure enough" in wording.sureness([Bin(0.7, 0.8, 0.75, 0.95, 10)])
    assert "about as sure as it is right" in wording.sureness([Bin(0.9, 1, 0.95, 0.945, 10)])
    assert wording.sureness([]) == "There were no pictures."


def test_changes_are_counted() -> None:
    assert wording.changes(2, 1) == "2 relabelled, 1 left out"
    assert wording.changes(0, 0) == ""

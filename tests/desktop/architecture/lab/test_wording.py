import dataclasses
from pathlib import Path

import pytest

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.images import PictureError
from resnet_desktop.inspection.lab_answers import Answer, Answers
from resnet_desktop.inspection.lab_blocks import BlockSize, residual_blocks
from resnet_desktop.inspection.lab_outcomes import BlockOutcome, Sweep
from resnet_desktop.network import RESNET50, build

BLOCKS = ("2b", "2c", "3b")
LABELS = ("cat", "dog")


def answers(before: float, after: float, *bypassed: str) -> Answers:
    rows = Answer(0, "cat", before, after), Answer(1, "dog", 1 - before, 1 - after)
    return Answers(rows, frozenset(bypassed))


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ({"3b"}, "3b"),
        ({"4c", "3b"}, "3b and 4c"),
        ({"4c", "3b", "2b"}, "2b, 3b and 4c"),
        ({"4c", "3b", "2b", "5b", "5c"}, "2b, 3b, 4c and 2 more"),
    ],
)
def test_blocks_are_listed_as_a_person_does(blocks: set[str], said: str) -> None:
    assert wording.names(blocks) == said


@pytest.mark.parametrize(
    ("change", "said"), [(0.031, "+3.1"), (-0.124, "\u221212.4"), (0.0, "0.0"), (-0.0001, "0.0"), (1, "+100.0")]
)
def test_changes_are_points_with_a_sign(change: float, said: str) -> None:
    assert wording.points(change) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answers(0.9, 0.9), "Switch blocks off below"),
        (answers(0.9, 0.4, "3b"), "Without 3b the answer becomes dog, 60.0\u00a0%; it was cat, 90.0\u00a0%."),
        (answers(0.8, 0.9, "3b"), "Without 3b it is still cat, and surer: 90.0\u00a0% in place of 80.0\u00a0%."),
        (answers(0.9, 0.8, "2b", "3b"), "Without 2b and 3b it is still cat, with 80.0\u00a0%"),
        (answers(0.9, 0.8, *BLOCKS), "Without any identity block it is still cat"),
    ],
)
def test_the_answer_is_told_in_a_sentence(given: Answers, said: str) -> None:
    assert wording.answer_sentence(given, BLOCKS).startswith(said)


def test_that_a_block_that_hurts_can_be_skipped_is_said_where_it_is_seen() -> None:
    assert wording.POINT in wording.answer_sentence(answers(0.8, 0.9, "3b"), BLOCKS)
    assert wording.POINT in wording.INVITATION


def test_a_network_without_identity_blocks_says_so() -> None:
    assert wording.answer_sentence(answers(0.9, 0.9), ()) == wording.NO_BLOCKS


def test_sizes_say_which_x_it_is_and_whether_it_is_only_thought() -> None:
    convolutional, identity = residual_blocks(build(RESNET50))[:2]
    assert wording.size_words(BlockSize(identity, 2.0, 1.0)) == "x 2.00 \u00b7 F(x) 1.00"
    assert wording.size_words(BlockSize(convolutional, 2.0, 1.0)).startswith("projected x 2.00")
    assert "F(x) would be 1.00" in wording.size_words(BlockSize(identity, 2.0, 1.0, is_bypassed=True))
    assert wording.ratio(BlockSize(identity, 0.0, 1.0)) == "\u2013"
    words = wording.block_words(identity, BlockSize(identity, 2.0, 1.0), is_on=False)
    assert words == "2b, identity block, switched off: x 2.00 \u00b7 F(x) 1.00 \u00b7 F(x) / x 0.50"
    assert wording.block_words(convolutional, None, is_on=True) == "2a, convolutional block"


ONE = Sweep((BlockOutcome("2b", -0.3, 1, 0, 1), BlockOutcome("2c", 0.05, 0, 1, 0)), 1, 0.8, 0, 1, 1, ())
MANY = Sweep((BlockOutcome("2b", -0.3, 3, 4, None), BlockOutcome("2c", 0.05, 0, 9, None)), 12, 0.8, None, 10, 8, ())


def test_a_bar_says_all_that_is_known() -> None:
    assert wording.outcome_words(ONE, ONE.outcomes[0], LABELS) == (
        "Without 2b: probability 50.0 %, \u221230.0 points \u00b7 then dog"
    )
    assert wording.outcome_words(ONE, ONE.outcomes[1], LABELS).endswith("still cat")
    assert wording.outcome_words(MANY, MANY.outcomes[0], LABELS) == (
        "Without 2b: mean probability 50.0 %, \u221230.0 points \u00b7 "
        "3 of 12 get another first class \u00b7 40.0 % right"
    )


def test_each_measure_has_its_number() -> None:
    first, second = MANY.outcomes
    assert wording.value(MANY, first, wording.PROBABILITY) == -0.3
    assert wording.value(MANY, first, wording.FIRST_CLASS) == 0.25
    assert wording.value(MANY, second, wording.ACCURACY) == pytest.approx(0.1)
    assert wording.value_words(MANY, first, wording.FIRST_CLASS) == "25.0 %"
    assert wording.value_words(MANY, second, wording.ACCURACY) == "+10.0"
    unknown = dataclasses.replace(MANY, judged=0, right=0)
    assert wording.value(unknown, first, wording.ACCURACY) == 0


def test_a_sweep_says_which_block_carries_and_which_hurts() -> None:
    said = wording.sweep_sentence(ONE, LABELS)
    assert said.startswith("2b carries most: without it, cat loses 30.0 points. 2c hurts: without it, cat gains 5.0")
    assert said.endswith(wording.POINT)
    assert "the first class loses 30.0" in wording.sweep_sentence(MANY, LABELS)
    calm = dataclasses.replace(ONE, outcomes=(BlockOutcome("2b", 0.0, 0, 1, 0),))
    assert wording.sweep_sentence(calm, LABELS) == "No block alone carries the answer: each can be skipped."


def test_a_sweep_of_nothing_says_why() -> None:
    nothing = dataclasses.replace(MANY, pictures=0)
    assert wording.sweep_sentence(nothing, LABELS) == "There are no pictures in this folder."
    broken = dataclasses.replace(nothing, broken=((Path("a.jpg"), PictureError(None, "no")),))
    assert wording.sweep_sentence(broken, LABELS) == "None of these pictures could be read."
    assert wording.sweep_sentence(dataclasses.replace(MANY, outcomes=()), LABELS) == wording.NO_BLOCKS


def test_the_subject_says_how_many_and_what_was_left_out() -> None:
    broken = dataclasses.replace(MANY, broken=((Path("a.jpg"), PictureError(None, "no")),))
    assert wording.subject_line("holidays", broken) == (
        "holidays \u00b7 12 pictures \u00b7 1 could not be read \u00b7 80.0 % right with all blocks"
    )
    assert wording.subject_line("holidays", MANY, wording.STOPPED).startswith(
        "holidays \u00b7 12 pictures, then stopped"
    )
    assert wording.subject_line("cat.jpg", ONE) == "cat.jpg"

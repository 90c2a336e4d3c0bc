import dataclasses
from pathlib import Path

import pytest

from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.architecture.lab.wording import NO_BLOCKS, POINT
from resnet_desktop.images import PictureError
from resnet_desktop.inspection.lab_outcomes import BlockOutcome, Sweep

LABELS = ("cat", "dog")
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
    said = wording.sentence(ONE, LABELS)
    assert said.startswith("2b carries most: without it, cat loses 30.0 points. 2c hurts: without it, cat gains 5.0")
    assert said.endswith(POINT)
    assert "the first class loses 30.0" in wording.sentence(MANY, LABELS)
    calm = dataclasses.replace(ONE, outcomes=(BlockOutcome("2b", 0.0, 0, 1, 0),))
    assert wording.sentence(calm, LABELS) == "No block alone carries the answer: each can be skipped."


def test_a_sweep_of_nothing_says_why() -> None:
    nothing = dataclasses.replace(MANY, pictures=0)
    assert wording.sentence(nothing, LABELS) == "There are no pictures in this folder."
    broken = dataclasses.replace(nothing, broken=((Path("a.jpg"), PictureError(None, "no")),))
    assert wording.sentence(broken, LABELS) == "None of these pictures could be read."
    assert wording.sentence(dataclasses.replace(MANY, outcomes=()), LABELS) == NO_BLOCKS


def test_the_tally_says_how_many_and_what_was_left_out() -> None:
    broken = dataclasses.replace(MANY, broken=((Path("a.jpg"), PictureError(None, "no")),))
    assert wording.tally_line(broken) == ("12 pictures \u00b7 1 could not be read \u00b7 80.0 % right with all blocks")
    assert wording.tally_line(MANY, wording.STOPPED).startswith("12 pictures, then stopped")
    assert wording.tally_line(ONE) == ""

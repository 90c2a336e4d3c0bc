from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from resnet_desktop.classification.accuracy import Accuracy
from resnet_desktop.classification.comparison import Comparison, NotCompared
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.scope import Scope

NOBODY = Accuracy(0, 0)


def compared(*, agreed: int = 0, judged: int = 0, done: int = 0, total: int = 0, **left_out: int) -> Compared:
    reasons = tuple((NotCompared[name], number) for name, number in left_out.items())
    comparison = Comparison(agreed, judged, (), (), reasons, NOBODY, NOBODY)
    return Compared("Pets", "Zoo", comparison, (), done, total, cast("Any", SimpleNamespace()))


@pytest.mark.parametrize(
    ("word", "number", "line"),
    [
        ("all", 3400, "all 3,400 pictures"),
        ("all", 1, "the one picture"),
        ("shown", 12, "the 12 pictures shown"),
        ("selected", 1, "the picture selected"),
    ],
)
def test_a_scope_says_which_pictures_and_how_many(word: str, number: int, line: str) -> None:
    assert wording.scope_line(Scope(word, number, list)) == line


@pytest.mark.parametrize(
    ("done", "total", "rate", "left_s", "line"),
    [
        (0, None, "", None, ""),
        (0, 3400, "", None, "0 of 3,400"),
        (1200, 3400, "98 pictures/s", 22.0, "1,200 of 3,400 · 98 pictures/s · about 20 s left"),
        (3400, 3400, "98 pictures/s", 0.0, "3,400 of 3,400 · 98 pictures/s"),
    ],
)
def test_the_line_says_how_far_how_fast_and_how_long(
    done: int, total: int | None, rate: str, left_s: float | None, line: str
) -> None:
    assert wording.busy_line(done, total, rate, left_s) == line


def test_agreement_and_rightness_are_a_share_and_what_it_counts() -> None:
    assert wording.agreement(compared(agreed=3270, judged=3400)) == ("96.2 %", "3,270 of 3,400 pictures")
    assert wording.agreement(compared(agreed=0, judged=1)) == ("0.0 %", "0 of 1 picture")
    assert wording.rightness(Accuracy(912, 1000)) == ("91.2 %", "912 of 1,000 right")


def test_a_part_is_said_to_be_a_part() -> None:
    assert wording.partial_line(compared(done=3400, total=3400)) == ""
    assert wording.partial_line(compared(done=412, total=3400)) == (
        "Stopped after 412 of 3,400 pictures; only these are counted."
    )


def test_what_does_not_count_is_said_with_its_reasons_by_the_models_names() -> None:
    assert wording.left_out_line(compared()) == ""
    assert wording.left_out_line(compared(UNREADABLE=1)) == "1 picture not counted: could not be read"
    assert wording.left_out_line(compared(UNREADABLE=12, SECOND_SAYS_UNKNOWN=1030)) == (
        "1,042 pictures not counted · 12: could not be read · 1,030: Zoo says a class that Pets does not know"
    )


@pytest.mark.parametrize("reason", NotCompared)
def test_every_reason_has_words(reason: NotCompared) -> None:
    assert wording.left_out_line(compared(**{reason.name: 2})).startswith("2 pictures not counted: ")


def test_the_table_says_what_it_shows() -> None:
    assert wording.differences_line(1, "", "") == "1 difference"
    assert wording.differences_line(1041, "cat", "dog") == "1,041 differences: cat or dog"


def test_an_export_says_how_many_and_where() -> None:
    assert wording.exported(41, Path("/x/differences.csv").name) == "Exported 41 differences to “differences.csv”."

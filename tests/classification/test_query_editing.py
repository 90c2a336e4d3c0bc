import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.query import parse
from resnet_desktop.classification.query_editing import (
    bounds,
    chosen_classes,
    has_term,
    with_classes,
    with_term,
    without_field,
    without_term,
)
from resnet_desktop.classification.query_numbers import Interval
from tests.helpers.described_pictures import CIFAR, imagenet_labels

IMAGENET = imagenet_labels()
TEXTS = st.text('ca"-|: >score0.5*t\n', max_size=24)


@pytest.mark.parametrize(
    ("text", "term", "after"),
    [
        ("", "unsure", "unsure"),
        ("cat", "unsure", "cat unsure"),
        ("unsure cat", "unsure", "unsure cat"),
        ("-unsure cat", "unsure", "unsure cat"),
        ("cat confidence>0.9 dog confidence<1", "confidence:0.5..0.8", "cat confidence:0.5..0.8 dog"),
        ("confidence > 90 %", "confidence:0.5..0.8", "confidence:0.5..0.8"),
        ("confidence>0.9|error", "confidence:0.5..0.8", "confidence>0.9|error confidence:0.5..0.8"),
        ("cat margin>0.1", "confidence>0.9", "cat margin>0.1 confidence>0.9"),
        ('cat "half', "unsure", 'cat "half" unsure'),
        ("cat|", "unsure", "cat unsure"),
        ("cat not", "unsure", "cat unsure"),
        ("confidence>", "50", "50"),
    ],
)
def test_a_term_is_put_in_the_place_of_its_like_or_at_the_end(text: str, term: str, after: str) -> None:
    assert with_term(text, term) == after


def test_terms_and_fields_are_taken_out() -> None:
    assert without_term("cat unsure -error", "unsure") == "cat -error"
    assert without_term("cat -error", "error") == "cat"
    assert without_term("cat|error", "error") == "cat|error"
    assert without_field("cat confidence>0.5 -confidence>0.9 margin<0.1", "confidence") == "cat margin<0.1"


def test_a_checkbox_reads_its_state() -> None:
    assert has_term("cat unsure", "unsure")
    assert not has_term("cat -unsure", "unsure")
    assert not has_term('cat "unsure"', "unsure")
    assert not has_term("cat|unsure", "unsure")


def test_a_slider_reads_its_ends() -> None:
    assert bounds("cat confidence:50..80%", "confidence") == Interval(0.5, 0.8)
    assert bounds("confidence>0.5 confidence<=0.8", "confidence") == Interval(0.5, 0.8)
    assert bounds("confidence>0.5", "confidence") == Interval(0.5, math.inf)
    assert bounds("width<640", "width") == Interval(-math.inf, 640)
    for text in ("cat", "margin>0.5", "-confidence>0.5", "confidence>0.5|cat", "confidence>high", "confidence:"):
        assert bounds(text, "confidence") is None


def test_what_is_no_single_term_is_a_mistake_of_the_program() -> None:
    for term in ("", "cat dog", "cat|dog", "confidence>"):
        with pytest.raises(ValueError, match="exactly one term"):
            with_term("", term)


def test_the_class_menu_writes_and_reads_classes() -> None:
    assert with_classes("unsure", ["cat"], CIFAR) == "unsure cat"
    assert with_classes("cat unsure", ["dog"], CIFAR) == "dog unsure"
    assert with_classes("cat unsure ship|dog", ["dog", "frog"], CIFAR) == "dog|frog unsure"
    assert with_classes("cat unsure", [], CIFAR) == "unsure"
    assert with_classes("", ["tiger cat"], IMAGENET) == '"tiger cat"'
    assert chosen_classes("unsure dog|frog -cat class:bird holiday", CIFAR) == ["dog", "frog"]
    assert chosen_classes("crane", IMAGENET) == ["crane (bird)", "crane (machine)"]


def test_the_class_menu_leaves_alone_what_is_more_than_classes() -> None:
    text = "cat|error -dog class:ship holiday"
    assert chosen_classes(text, CIFAR) == []
    assert with_classes(text, ["frog"], CIFAR) == f"{text} frog"


@pytest.mark.parametrize(
    "labels", [("error", "not", "confidence", "a b", "-x", 'say "a"', "5*", "or|and", "tab", "tab 2")]
)
def test_any_class_can_be_chosen_whatever_it_is_called(labels: tuple[str, ...]) -> None:
    for label in labels:
        text = with_classes("unsure", [label], labels)
        assert chosen_classes(text, labels) == [label], text
        assert parse(text, labels).problems == ()


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["unsure", "-error", "confidence:0.5..0.8", 'name:"a b"', "cat"]))
@example('"', "cat")
@example("confidence>", "cat")
def test_whatever_stands_there_a_term_can_be_put_in_and_taken_out(text: str, term: str) -> None:
    with_it = with_term(text, term)
    assert has_term(with_it, term)
    assert with_term(with_it, term) == with_it
    assert not has_term(without_term(with_it, term), term)
    others = [group for group in parse(text, CIFAR).groups if len(group) > 1]
    assert [group for group in parse(with_it, CIFAR).groups if len(group) > 1] == others

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Result
from resnet_desktop.classification.accuracy import accuracy
from resnet_desktop.classification.comparison import Comparison, Difference, NotCompared, Pair, compare
from resnet_desktop.classification.entries import Entry
from resnet_desktop.jobs import Cancelled, Control
from tests.helpers.described_pictures import picture

ONE = ("cat", "dog", "ship")
OTHER = ("Ship", "DOG", "cat", "hot_dog")


def results(labels: tuple[str, ...], *said: str) -> list[Result]:
    """A model's results: ``dog/a: cat 90 %`` for each picture."""
    found = []
    for each in said:
        match = re.fullmatch("(.*): (.*)", each)
        assert match is not None
        entry = picture(f"{match[1]}.jpg", match[2], labels=labels)
        assert entry.result is not None
        found.append(entry.result)
    return found


def counted(comparison: Comparison) -> dict[NotCompared, int]:
    return dict(comparison.not_compared)


def test_the_same_model_agrees_with_itself() -> None:
    found = results(ONE, "cat/a: cat 90 %", "dog/b: cat 60 %", "x/c: ship 50 %")
    comparison = compare(found, found)
    assert (comparison.agreed, comparison.judged) == (3, 3)
    assert (comparison.differences, comparison.pairs, comparison.not_compared) == ((), (), ())
    assert comparison.first_accuracy == comparison.second_accuracy == (1, 2)


def test_classes_are_the_same_by_their_names_whatever_their_order_and_case() -> None:
    comparison = compare(
        results(ONE, "x/a: dog 90 %", "x/b: ship 80 %"), results(OTHER, "x/b: Ship 70 %", "x/a: DOG 60 %")
    )
    assert (comparison.agreed, comparison.judged) == (2, 2)


def test_differences_have_both_predictions_in_the_first_lists_order() -> None:
    comparison = compare(
        results(ONE, "x/b: dog 90 %", "x/a: cat 80 %", "x/c: cat 99 %"),
        results(OTHER, "x/a: DOG 60 %", "x/b: Ship 70 %", "x/c: cat 50 %"),
    )
    first, second = comparison.differences
    assert isinstance(first, Difference)
    assert (first.path, second.path) == (Path("/photos/x/b.jpg"), Path("/photos/x/a.jpg"))
    assert (first.first.label, first.second.label) == ("dog", "Ship")
    assert (first.first.probability, first.second.probability) == pytest.approx((0.9, 0.7))
    assert (comparison.agreed, comparison.judged) == (1, 3)


def test_the_most_frequent_pairs_come_first() -> None:
    comparison = compare(
        results(ONE, "x/a: cat 90 %", "x/b: dog 90 %", "x/c: cat 90 %"),
        results(OTHER, "x/a: DOG 90 %", "x/b: cat 90 %", "x/c: DOG 90 %"),
    )
    assert comparison.pairs == (Pair("cat", "DOG", 2), Pair("dog", "cat", 1))


def test_what_cannot_be_compared_is_counted_by_its_reason() -> None:
    one = results(ONE, "x/a: cat 90 %", "x/b: cannot be read", "x/c: cat 90 %", "x/only first: dog 50 %")
    other = results(
        OTHER, "x/a: hot_dog 90 %", "x/b: cat 90 %", "x/c: cannot be read", "x/p: cat 50 %", "x/q: cat 50 %"
    )
    assert counted(compare(one, other)) == {
        NotCompared.MISSING_IN_FIRST: 2,
        NotCompared.MISSING_IN_SECOND: 1,
        NotCompared.UNREADABLE: 2,
        NotCompared.SECOND_SAYS_UNKNOWN: 1,
    }
    assert counted(compare(other, one)) == {
        NotCompared.MISSING_IN_FIRST: 1,
        NotCompared.MISSING_IN_SECOND: 2,
        NotCompared.UNREADABLE: 2,
        NotCompared.FIRST_SAYS_UNKNOWN: 1,
    }


def test_models_without_a_common_class_have_nothing_to_compare() -> None:
    comparison = compare(results(ONE, "cat/a: cat 90 %"), results(("rose", "lily"), "cat/a: lily 90 %"))
    assert (comparison.agreed, comparison.judged) == (0, 0)
    assert counted(comparison) == {NotCompared.BOTH_SAY_UNKNOWN: 1}
    assert comparison.first_accuracy == comparison.second_accuracy == (0, 0)


def test_both_models_are_judged_on_the_same_pictures() -> None:
    one = results(ONE, "cat/a: cat 90 %", "dog/b: cat 90 %", "ship/c: cannot be read", "x/d: cat 50 %")
    other = results(OTHER, "cat/a: cat 90 %", "dog/b: DOG 90 %", "ship/c: Ship 90 %", "x/d: cat 50 %")
    comparison = compare(one, other)
    assert comparison.first_accuracy == (1, 2)
    assert comparison.second_accuracy == (2, 2)  # not 3: the first model could not read the ship


def test_a_folder_that_only_one_model_knows_judges_nobody_but_a_wrong_answer_counts() -> None:
    comparison = compare(
        results(ONE, "hot dog/a: dog 90 %", "dog/b: dog 90 %"),
        results(OTHER, "hot dog/a: hot_dog 90 %", "dog/b: hot_dog 90 %"),
    )
    assert comparison.judged == 0
    assert comparison.first_accuracy == (1, 1)
    assert comparison.second_accuracy == (0, 1)


def test_trimmed_results_compare_like_whole_ones() -> None:
    one = results(ONE, "x/a: cat 50 %, dog 30 %", "x/b: ship 90 %")
    other = results(OTHER, "x/a: DOG 50 %", "x/b: Ship 90 %")
    whole, trimmed = (
        compare(one, other),
        compare([each.trimmed(2) for each in one], [each.trimmed(1) for each in other]),
    )
    assert trimmed == whole


def test_the_reasons_are_words_for_a_person() -> None:
    assert len({reason.value for reason in NotCompared}) == len(NotCompared)


def test_a_cancelled_comparison_ends() -> None:
    control = Control()
    control.cancel()
    found = results(ONE, "x/a: cat 90 %")
    with pytest.raises(Cancelled):
        compare(found, found, control)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["cat", "dog", "x"]), st.sampled_from(ONE), st.sampled_from(OTHER)), max_size=20)
)
def test_every_picture_is_counted_once(said: list[tuple[str, str, str]]) -> None:
    one = results(ONE, *(f"{folder}/{place}: {label} 90 %" for place, (folder, label, _) in enumerate(said)))
    other = results(OTHER, *(f"{folder}/{place}: {label} 90 %" for place, (folder, _, label) in enumerate(said)))
    comparison = compare(one, other)
    assert comparison.judged + sum(counted(comparison).values()) == len(said)
    assert comparison.agreed + len(comparison.differences) == comparison.judged
    assert sum(pair.count for pair in comparison.pairs) == len(comparison.differences)
    assert comparison.first_accuracy == accuracy(Entry(each.path, each) for each in one)
    turned = compare(other, one)
    assert (turned.agreed, turned.judged, turned.first_accuracy) == (
        comparison.agreed,
        comparison.judged,
        comparison.second_accuracy,
    )
    assert {(pair.second, pair.first, pair.count) for pair in turned.pairs} == {
        (pair.first, pair.second, pair.count) for pair in comparison.pairs
    }

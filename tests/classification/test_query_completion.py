import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.query import parse
from resnet_desktop.classification.query_completion import MOST, complete
from resnet_desktop.classification.query_words import FIELDS, STATES
from tests.helpers.described_pictures import CIFAR, imagenet_labels

IMAGENET = imagenet_labels()


def offered(text: str, labels: tuple[str, ...] = CIFAR) -> list[str]:
    """What is offered where ``^`` stands."""
    return [each.text for each in complete(text.replace("^", ""), text.index("^"), labels)]


def applied(text: str, labels: tuple[str, ...] = CIFAR) -> str:
    """What the first offer makes of the text."""
    bare = text.replace("^", "")
    return complete(bare, text.index("^"), labels)[0].applied(bare)


def test_where_nothing_is_typed_the_most_useful_words_are_offered() -> None:
    first = offered("^")
    assert first[:3] == ["unsure", "error", "confidence<"]
    assert offered("cat ^") == first
    assert len(first) == MOST


def test_classes_states_and_fields_are_offered_by_their_beginning() -> None:
    assert offered("c^") == ["corrected", "confirmed", "confidence<", "class:", "cat"]
    assert offered("ca^")[0] == "cat"
    assert offered("confid^") == ["confidence<"]
    assert offered("S^") == ["ship"]


def test_what_is_there_already_is_not_offered() -> None:
    assert offered("cat^") == []
    assert offered("error^") == []


def test_a_class_of_just_this_name_is_first_also_when_it_is_called_like_a_field() -> None:
    assert offered("name^", ("name", "place")) == ['"name"', "name:"]


def test_a_minus_stays() -> None:
    assert offered("-ca^")[0] == "-cat"
    assert offered("-^")[0] == "-unsure"


def test_behind_a_fields_name_comparisons_are_offered() -> None:
    assert offered("confidence^") == ["confidence<", "confidence>", "confidence:"]
    assert offered("folder^") == ["folder:"]


def test_behind_a_comparison_values_are_offered() -> None:
    assert offered("confidence>^") == ["confidence>50%", "confidence>80%", "confidence>90%", "confidence>95%"]
    assert offered("confidence>8^") == ["confidence>80%"]
    assert offered("confidence:^")[0] == "confidence:50%.."
    assert offered("confidence>9^") == ["confidence>90%", "confidence>95%"]
    assert offered("name:*^") == ["name:*.jpg", "name:*.png"]
    assert offered("folder:sh^") == ["folder:ship"]
    assert offered("nothing:^") == []


def test_fields_for_classes_offer_classes() -> None:
    assert offered("given:d^") == ["given:dog", "given:deer"]
    assert offered("class:^") == [f"class:{label}" for label in CIFAR]
    assert offered("cat|top3:do^") == ["top3:dog"]


def test_names_with_spaces_are_quoted() -> None:
    assert offered('"tiger c^', IMAGENET) == ['"tiger cat"']
    assert offered("predicted:tiger^", IMAGENET)[0] == 'predicted:"tiger cat"'
    assert offered('-given:"crane (b^', IMAGENET) == ['-given:"crane (bird)"']
    assert offered('"^', ("tiger cat", "dog")) == ['"tiger cat"', "dog"]


def test_among_a_thousand_classes_beginnings_come_before_later_words_and_short_names_before_long_ones() -> None:
    texts = offered("tab^", IMAGENET)
    assert texts[:2] == ["tabby", '"table lamp"']
    assert "dining table" in texts[-1]
    assert len(offered("s^", IMAGENET)) == MOST


def test_the_whole_word_is_replaced_wherever_the_cursor_is_in_it() -> None:
    assert applied("ca^ error") == "cat error"
    assert applied("error ca^ship") == "error cat"
    assert applied('"tiger c^x" error', IMAGENET) == '"tiger cat" error'
    assert applied("cat|do^") == "cat|dog"
    assert applied("cat|^") == "cat|unsure"
    assert applied("cat^ ^".replace("^", "", 1)) == "cat unsure"


def test_every_offer_says_what_it_is() -> None:
    for text in ("^", "c^", "confidence^", "confidence>^", "class:^", "folder:c^"):
        for each in complete(text[:-1], len(text) - 1, CIFAR):
            assert each.description, each


@pytest.mark.parametrize("word", [*STATES, *FIELDS])
def test_every_word_of_the_language_is_offered(word: str) -> None:
    assert any(text.startswith(word) for text in offered(f"{word[:-1]}^"))


@settings(deadline=None)
@given(st.text('ca"-|: >confidence*t', max_size=16), st.integers(0, 16))
def test_every_offer_fits_anywhere_and_is_understood(text: str, place: int) -> None:
    cursor = min(place, len(text))
    for each in complete(text, cursor, CIFAR):
        assert 0 <= each.start <= cursor <= each.end <= len(text)
        if not each.text.endswith((":", "<", ">")):
            assert [problem.sentence for problem in parse(each.text, CIFAR).problems] == []

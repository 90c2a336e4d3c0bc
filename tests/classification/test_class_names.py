from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.class_names import ClassNames, Remembered, folded, plain
from tests.helpers.described_pictures import imagenet_labels

IMAGENET = ClassNames(imagenet_labels())


def test_case_and_underscores_make_no_difference_between_names() -> None:
    assert plain("Tiger_Cat") == plain("  tiger  CAT ") == "tiger cat"
    assert plain("tiger-cat") != plain("tiger cat")


def test_accents_may_be_encoded_either_way_but_they_count() -> None:
    assert folded("Café") == folded("CAFE\N{COMBINING ACUTE ACCENT}")
    assert folded("cafe") not in folded("Café")
    assert folded("Straße") == folded("STRASSE")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert plain(plain(text)) == plain(text)


def test_names_are_found_by_equality_words_and_beginnings() -> None:
    assert IMAGENET.equal("TIGER_cat") == ["tiger cat"]
    assert IMAGENET.with_words("crane") == ["crane (bird)", "crane (machine)"]
    assert IMAGENET.with_words("haired pointer") == ["German short-haired pointer"]
    assert IMAGENET.with_words("retriev") == []
    assert IMAGENET.beginning_with("tabb") == ["tabby"]
    assert "tiger cat" in IMAGENET.with_word_beginning_with("ca")
    assert "castle" not in IMAGENET.with_word_beginning_with("ca")


def test_nothing_is_found_by_nothing() -> None:
    for find in (IMAGENET.equal, IMAGENET.with_words, IMAGENET.beginning_with, IMAGENET.with_word_beginning_with):
        assert find("") == find("_") == find("!") == []


def test_a_mistyped_name_is_guessed_unless_it_is_like_nothing() -> None:
    assert IMAGENET.like("tiger kat") == "tiger cat"
    assert IMAGENET.like("xylophone") == ""


def test_a_question_is_asked_once_for_each_text() -> None:
    asked: list[str] = []
    answers = Remembered(lambda text: not asked.append(text))  # type: ignore[func-returns-value]  # it is None
    assert [answers["a"], answers["a"], answers["b"]] == [True, True, True]
    assert asked == ["a", "b"]

"""Which pictures a query finds."""

import math
import os
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.query import Query, parse
from resnet_desktop.classification.query_words import FIELDS, STATES
from tests.helpers.described_pictures import CIFAR, PAGE, PICTURES, imagenet_labels, picture, rows

IMAGENET = imagenet_labels()
EXAMPLES = [(text.strip("`"), finds) for text, _, finds in rows("type")]
THRESHOLD = 0.6


def found(text: str, entries: list[Entry] = PICTURES, labels: tuple[str, ...] = CIFAR) -> list[str]:
    query = parse(text, labels)
    return [entry.path.name for entry in entries if query.matches(entry, THRESHOLD)]


def named(*names: str) -> list[Entry]:
    return [Entry(Path("/photos") / name) for name in names]


def sentences(text: str, labels: tuple[str, ...] = CIFAR) -> list[str]:
    return [problem.sentence for problem in parse(text, labels).problems]


def corrections(text: str, labels: tuple[str, ...] = CIFAR) -> list[str]:
    return [problem.corrected(text) for problem in parse(text, labels).problems]


@pytest.mark.parametrize(("text", "finds"), EXAMPLES)
def test_the_users_page_tells_the_truth(text: str, finds: str) -> None:
    assert found(text) == ([] if finds == "none" else finds.split(", "))
    assert sentences(text) == []


def test_the_users_page_has_every_word_of_the_language() -> None:
    for word in (*FIELDS, *STATES):
        assert re.search(rf"`[^`]*\b{word}\b[^`]*`", PAGE), word


@pytest.mark.parametrize("text", [field.example for field in FIELDS.values()])
def test_the_examples_of_the_fields_are_understood(text: str) -> None:
    query = parse(text, CIFAR)
    assert (query.to_text(), query.problems) == (text, ())


def test_no_query_finds_everything() -> None:
    for text in ("", "   ", "and", '""'):
        assert len(found(text)) == len(PICTURES)


def test_what_has_no_confidence_is_neither_above_nor_below() -> None:
    assert not {"broken.jpg", "new.jpg"} & {*found("confidence>=0"), *found("confidence<=1"), *found("margin>=0")}
    assert not {"broken.jpg", "new.jpg"} & {*found("width<1"), *found("height>=0")}
    assert {"broken.jpg", "new.jpg"} <= {*found("-confidence>=0")}


@pytest.mark.parametrize(
    "text",
    [
        "confidence>0.8",
        "confidence>80%",
        "confidence>80",
        "confidence>.8",
        "confidence>0,8",
        "Score > 80 %",
        "confidence>0.80",
    ],
)
def test_a_share_can_be_written_in_many_ways(text: str) -> None:
    assert found(text) == ["tom.jpg", "rex.jpg"]
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("confidence=97%", ["tom.jpg"]),
        ("confidence=97.1%", []),
        ("confidence==97%", ["tom.jpg"]),
        ("confidence:97%", ["tom.jpg"]),
        ("confidence≥97.5%", []),
        ("confidence:..50%", ["beach dog.jpg"]),
        ("confidence:88%..", ["tom.jpg", "rex.jpg"]),
        ("confidence:70%..50%", ["felix.png", "bello_2.jpg"]),
        ("confidence=50..70%", ["felix.png", "bello_2.jpg"]),
        ("width:800", ["felix.png"]),
        ("width:600..700", ["bello_2.jpg"]),
        ("width<700 height<481", ["bello_2.jpg"]),
    ],
)
def test_numbers_are_equal_as_they_are_shown_and_ranges_may_be_open(text: str, finds: list[str]) -> None:
    assert found(text) == finds


def test_terms_are_joined_by_and_where_no_or_stands() -> None:
    assert found("dog -unsure or error reviewed") == found("dog -unsure|error reviewed") == ["rex.jpg"]
    assert found("error OR waiting") == ["broken.jpg", "new.jpg"]
    assert found("not cat and not dog") == found("-cat -dog")


def test_behind_a_bar_the_field_goes_on_but_not_over_states() -> None:
    assert found("name:tom|rex") == ["tom.jpg", "rex.jpg"]
    assert found("predicted:ship|error") == ["beach dog.jpg", "broken.jpg"]
    assert found("confidence>0.9|dog") == ["tom.jpg", "rex.jpg"]  # behind a number a word is a word


def test_words_are_folded() -> None:
    entries = named("GRÖSSE.jpg", "größe.jpg", "cafe\N{COMBINING ACUTE ACCENT}.jpg", "cafe.jpg", "ΣΊΣΥΦΟΣ.jpg")
    assert found("größe", entries) == ["GRÖSSE.jpg", "größe.jpg"]
    assert found("CAFÉ", entries) == ["cafe\N{COMBINING ACUTE ACCENT}.jpg"]
    assert found("σίσυφος", entries) == ["ΣΊΣΥΦΟΣ.jpg"]


def test_a_quoted_word_is_no_state_no_field_and_no_pattern() -> None:
    entries = [*named("error.jpg", "a*b.jpg", "x confidence>1.jpg"), *PICTURES]
    assert found('"error"', entries) == ["error.jpg"]
    assert found('"*"', entries) == ["a*b.jpg"]
    assert found('"confidence>1"', entries) == ["x confidence>1.jpg"]
    assert found('"cat"') == found("cat")


def test_quotation_marks_inside_are_doubled() -> None:
    assert found('name:"5"" disk"', named('5" disk.jpg', "5 disk.jpg")) == ['5" disk.jpg']


def test_patterns_fit_whole_names() -> None:
    entries = named("img1.jpg", "img12.jpg", "img1.jpg.png", "(a+b).jpg", "c.jpg")
    assert found("name:img?.jpg", entries) == ["img1.jpg"]
    assert found("img*.jpg", entries) == ["img1.jpg", "img12.jpg"]
    assert found("name:(a+*", entries) == ["(a+b).jpg"]
    assert found("name:*.j*", entries) == ["img1.jpg", "img12.jpg", "img1.jpg.png", "(a+b).jpg", "c.jpg"]
    assert found("phot?s", entries) == [entry.path.name for entry in entries]
    assert found("-name:*i*g*", entries) == ["(a+b).jpg", "c.jpg"]


def test_a_malicious_pattern_takes_no_time() -> None:
    assert found(f"name:{'a*' * 40}b", named("a" * 250)) == []  # would take for ever with backtracking


def test_folders_are_named_or_lie_on_the_way() -> None:
    entries = named("2023/summer/day 1/a.jpg", "summer/b.jpg", "winter/c.jpg")
    assert found("folder:summer", entries) == ["b.jpg"]
    assert found("folder:summer/", entries) == ["a.jpg", "b.jpg"]
    assert found("folder:2023/su", entries) == ["a.jpg"]
    assert found('folder:"summer/day 1"', entries) == ["a.jpg"]
    assert found("folder:/photos/*/", entries) == ["a.jpg", "b.jpg", "c.jpg"]
    assert found("folder:*/w*", entries) == ["c.jpg"]
    assert found("photos", named("a.jpg")) == ["a.jpg"]


@pytest.mark.skipif(os.name != "nt", reason="a backslash is a letter elsewhere")
def test_backslashes_are_slashes_on_windows() -> None:
    assert found("folder:summer\\", named("summer/b.jpg")) == ["b.jpg"]


def test_names_that_are_no_text_can_be_searched() -> None:
    entries = [Entry(Path(os.fsdecode(b"/photos/caf\xe9.jpg")))]
    assert len(found("caf", entries)) == 1


def test_classes_are_found_by_whole_words_and_unique_beginnings() -> None:
    tabby, tiger_cat, crane, machine = (
        picture(f"{number}.jpg", f"{label} 90 %", labels=IMAGENET)
        for number, label in enumerate(["tabby", "tiger cat", "crane (bird)", "crane (machine)"])
    )
    entries = [tabby, tiger_cat, crane, machine]
    assert found("crane", entries, IMAGENET) == ["2.jpg", "3.jpg"]
    assert found("crane (machine)", entries, IMAGENET) == ["3.jpg"]
    assert found('"tiger cat"', entries, IMAGENET) == ["1.jpg"]
    assert found("Tiger_cat", entries, IMAGENET) == ["1.jpg"]
    assert found("tabb", entries, IMAGENET) == ["0.jpg"]
    assert found('"tabb"', entries, IMAGENET) == []  # in quotation marks no beginnings
    assert found("tab", entries, IMAGENET) == []  # also the beginning of "table lamp"
    assert found("class:ta", entries, IMAGENET) == ["0.jpg"]  # behind a field any beginning will do
    assert found("class:*cat", entries, IMAGENET) == ["1.jpg"]


def test_a_class_may_have_several_names_with_commas() -> None:
    labels = ("tabby, tabby cat", "tiger cat")
    assert found("tabby", [picture("a.jpg", "tiger cat 10 %", labels=labels)], labels) == ["a.jpg"]


def test_a_class_of_just_this_name_comes_before_those_that_hold_it() -> None:
    entries = [
        picture(f"{label}.jpg", f"{label} 90 %", labels=IMAGENET) for label in ("maillot", "maillot (tank suit)")
    ]
    assert found("maillot", entries, IMAGENET) == ["maillot.jpg"]


def test_a_class_that_is_called_like_a_state_needs_quotation_marks() -> None:
    labels = ("left", "right")
    entry = picture("here/a.jpg", "right 90 %", labels=labels)
    assert found("right", [entry], labels) == []  # its folder is no class, so nothing can be judged
    assert found('"right"', [entry], labels) == found("class:right", [entry], labels) == ["a.jpg"]
    assert corrections("-right", labels) == ['-"right"']


def test_a_class_that_only_a_person_knows_is_found_and_remarked_upon() -> None:
    entries = [*PICTURES, picture("x.jpg", "cat 50 %", given="hamster")]
    assert found("given:Hamster", entries) == found("class:hamster", entries) == ["x.jpg"]
    assert sentences("given:hamster") == ["The model has no class “hamster”."]
    assert sentences("given:hamster", ()) == []  # without a model nobody knows


def test_top_3_is_what_is_shown_as_the_best_three_also_among_equals() -> None:
    certain = picture("a.jpg", "truck 100 %")  # all others have no probability at all
    assert [found(f"top3:{label}", [certain]) for label in ("truck", "airplane", "automobile", "bird")] == [
        ["a.jpg"],
        ["a.jpg"],
        ["a.jpg"],
        [],
    ]
    assert certain.result is not None
    trimmed = Entry(certain.path, certain.result.trimmed(4))
    assert [found(f"top3:{label}", [trimmed]) for label in ("automobile", "bird")] == [["a.jpg"], []]
    assert found("top5:bird", [trimmed]) == ["a.jpg"]


def test_top_3_is_the_same_with_a_thousand_classes() -> None:
    entry = picture("a.jpg", "tabby 50 %, tiger cat 20 %, lynx 10 %, tench 5 %", labels=IMAGENET)
    assert found("top3:lynx", [entry], IMAGENET) == ["a.jpg"]
    assert found("top3:tench", [entry], IMAGENET) == []


@pytest.mark.parametrize(
    ("text", "sentence", "corrected"),
    [
        ("cat confidense>0.8", "There is no field “confidense”", "cat confidence>0.8"),
        ("colour:red", "There is no field “colour”", '"colour:red"'),
        ("cat confidence>", "“confidence>” needs something right behind it, for example confidence>0.8.", None),
        ("confidence", "“confidence” needs a value", "confidence>0.8"),
        ("-margin", "“margin” needs a value", "-margin<10%"),
        ("confidence>high", "“high” is no number", None),
        ("confidence>800%", "between 0 and 1", None),
        ("confidence>0.5..0.8", "A range stands behind a colon", "confidence:0.5..0.8"),
        ("confidence><0.5", "“><” is no comparison", None),
        ("width>50%", "a number of pixels", None),
        ("folder>dog", "cannot be more or less", "folder:dog"),
        ("class:brid", "The model has no class “brid”", "class:bird"),
        ("-unsrue cat", "“unsrue” is no class and no state", "-unsure cat"),
        ("horsse", "“horsse” is no class and no state", "horse"),
        ("cat >0.8", "“>0.8” needs a field before it", None),
        ('"beach', "never closed", '"beach"'),
        ("cat|", "“or” needs a word on both sides", None),
        ("|cat", "“or” needs a word on both sides", None),
        ("cat not", "“not” needs a word behind it", None),
        ("cat -", "“-” needs a word right behind it", None),
    ],
)
def test_what_is_wrong_is_said_with_what_was_meant(text: str, sentence: str, corrected: str | None) -> None:
    (problem,) = parse(text, CIFAR).problems
    assert sentence in problem.sentence
    assert problem.corrected(text) == (corrected or text)
    if corrected and not corrected.startswith('"beach'):
        assert f"Did you mean {problem.suggestion}?" in problem.sentence
    assert 0 <= problem.start < problem.end <= len(text)


def test_what_was_understood_filters_beside_what_was_not() -> None:
    assert found("confidense>0.8 error confidence> -") == ["broken.jpg"]
    assert found("error|confidence>x|waiting|") == ["broken.jpg", "new.jpg"]
    assert found("class:nothing") == []


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([">", ">=", "<", "<=", "="]))
def test_numbers_compare_as_they_do(measured: float, wanted: float, sign: str) -> None:
    result = Result(Path("/a"), 1, 1, np.array([measured]), ("cat",))
    passes = {
        ">": measured > wanted,
        ">=": measured >= wanted,
        "<": measured < wanted,
        "<=": measured <= wanted,
        "=": math.isclose(measured, wanted, abs_tol=0.0005),
    }
    is_close = min(abs(abs(measured - wanted) - limit) for limit in (0, 0.0005)) < 1e-6
    if not is_close:
        assert parse(f"confidence{sign}{wanted:.20f}").matches(Entry(Path("/a"), result), 0.6) is passes[sign]


@pytest.mark.parametrize("percent", range(51, 100, 4))
def test_the_rounding_of_float32_is_not_noticed(percent: int) -> None:
    labels = ("cat", "dog")
    entries, shown = [picture("a.jpg", f"cat {percent} %", labels=labels)], f"{percent}%"
    finds = [sign for sign in (">", ">=", "=", "<=", "<") if found(f"confidence{sign}{shown}", entries, labels)]
    assert finds == [">=", "=", "<="]
    assert found(f"confidence:{shown}..{shown}", entries, labels) == ["a.jpg"]


def test_an_empty_query_is_the_default() -> None:
    assert Query().matches(PICTURES[0], 0.6)
    assert Query().to_text() == ""

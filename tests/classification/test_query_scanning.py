"""Any text is read, and what was understood is written so that it reads back."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.query import parse
from resnet_desktop.classification.query_scanning import quoted_if_needed, scan
from resnet_desktop.classification.query_terms import Term, written
from tests.helpers.described_pictures import CIFAR, PICTURES

LETTERS = 'ab cat"|-*?:<>=.%5,_ééſ\n\tscore:>wrong or not and class:folder:width'
SCRAPS = [
    "cat",
    '"tiger',
    'cat"',
    "|",
    "-",
    "or",
    "not",
    "and",
    "confidence",
    ">",
    "0.5..0.8",
    "50",
    "%",
    "class:",
    "folder:/a",
    "name:*.p?g",
    '"',
    "top3:dog",
    "wrong",
    "-unsure",
    "foo:bar",
    "width>=",
    ",",
    "given=cat",
    "confidence>x",
    ">5",
]
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(LETTERS, max_size=40),
    st.lists(st.sampled_from(SCRAPS), max_size=9).map(" ".join),
)


@settings(deadline=None)
@given(TEXTS)
@example("confidence>5 >x %")
@example("class:cat|foo:x|dog")
@example("not -not")
@example('a"')
def test_what_was_understood_reads_back_as_it_was(text: str) -> None:
    query = parse(text, CIFAR)
    again = parse(query.to_text(), CIFAR)
    assert again.groups == query.groups
    assert again.to_text() == query.to_text()
    assert [entry for entry in PICTURES if again.matches(entry, 0.6)] == [
        entry for entry in PICTURES if query.matches(entry, 0.6)
    ]


@settings(deadline=None)
@given(TEXTS)
def test_no_text_breaks_anything_and_problems_lie_inside(text: str) -> None:
    query = parse(text, CIFAR)
    for entry in PICTURES:
        assert query.matches(entry, 0.6) in {True, False}
    for problem in query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.sentence.endswith((".", "?"))
        parse(problem.corrected(text), CIFAR)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("  cat   Score > 80 %  ", "cat confidence>80%"),
        ("cat or dog and not ship", "cat|dog -ship"),
        ("Folder=a|b", "folder:a|folder:b"),
        ('"cat"dog', '"cat" dog'),
        ("confidence≥.5", "confidence>=.5"),
        ('name:"5"" disk', 'name:"5"" disk"'),
        ("--cat -or", "--cat -or"),
        ("cat | | dog |", "cat|dog"),
        ("5:30 a>b width: 640", "5:30 a>b width:640"),
    ],
)
def test_a_text_is_written_tidily(text: str, tidy: str) -> None:
    terms = [[placed.term for placed in group] for group in scan(text).groups]
    assert written(terms) == tidy


def test_terms_know_where_they_stand() -> None:
    text = 'cat  not "beach dog" | confidence > 50 %'
    assert [[text[each.start : each.end] for each in group] for group in scan(text).groups] == [
        ["cat"],
        ['not "beach dog"', "confidence > 50 %"],
    ]


@settings(deadline=None)
@given(st.text(min_size=1, max_size=20), st.sampled_from(["", "class", "folder"]))
@example("error", "")
@example("a*", "class")
@example("confidence>1", "")
@example("-", "folder")
@example("not", "")
def test_any_name_can_be_asked_for(name: str, field: str) -> None:
    term = quoted_if_needed(Term(name, field, ":" if field else ""))
    ((placed,),) = scan(str(term)).groups
    assert placed.term == term
    assert placed.term.value == name
    assert not placed.term.is_state
    assert not placed.term.is_pattern

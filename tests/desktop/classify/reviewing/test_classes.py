from pathlib import Path

import pytest

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.reviewing.classes import found, label_for_key, new_one, ranked_labels
from tests.desktop.fakes import LABELS, made_up_result

A = Path("/photos/a.jpg")
CLASSES = ("cat", "dog", "wild cat", "education", "Tiger_Cat")


def test_a_key_gives_the_class_that_has_its_place() -> None:
    entry = Entry(A, made_up_result(A))
    assert entry.result is not None
    ranked = [each.label for each in entry.result.top(6)]
    assert [label_for_key(entry, number) for number in range(1, 8)] == [*ranked, ""]
    assert len(ranked) == len(LABELS)
    assert ranked_labels(entry, 3) == tuple(ranked[:3])


@pytest.mark.parametrize("entry", [None, Entry(A), Entry(A, Result.failed(A, "The file is empty."))], ids=str)
def test_a_key_gives_nothing_where_nothing_is_known(entry: Entry | None) -> None:
    assert label_for_key(entry, 1) == ""
    assert ranked_labels(entry, 3) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ("my own", *CLASSES)),
        ("CAT", ("cat", "wild cat", "Tiger_Cat", "education")),
        ("tiger cat", ("Tiger_Cat",)),
        ("my", ("my own",)),
        ("xyz", ()),
    ],
)
def test_classes_are_found_by_what_is_typed(text: str, names: tuple[str, ...]) -> None:
    assert found(text, ["my own"], CLASSES) == names


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("", "", ""),
        ("  ", "", ""),
        ("CAT", "", ""),
        ("tiger cat", "", ""),
        (" toad  stool ", "toad stool", ""),
        ("CD/DVD", "", "would do"),
        ("x" * 61, "", "60 characters"),
    ],
)
def test_a_new_class_is_offered_where_it_can_be_one(text: str, name: str, words: str) -> None:
    new, problem = new_one(text, CLASSES)
    assert new == name
    assert words in problem
    assert bool(words) == bool(problem)

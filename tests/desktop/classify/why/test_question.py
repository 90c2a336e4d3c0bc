import dataclasses
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.question import Question

LABELS = ("ant", "bee", "cat")
RESULT = Result(Path("/a.jpg"), 9, 9, np.array([0.2, 0.1, 0.7], np.float32), LABELS)
ENTRY = Entry(RESULT.path, RESULT)


def model_of(*labels: str) -> LoadedModel:
    return LoadedModel(cast("Any", SimpleNamespace(labels=labels)), cast("Any", None))


MODEL = model_of(*LABELS)


def label(question: Question) -> str:
    assert question.chosen is not None
    return question.chosen.label


def test_the_best_class_is_asked_about_until_somebody_chooses_another() -> None:
    question = Question(ENTRY)
    assert label(question) == "cat"
    assert label(dataclasses.replace(question, chosen_index=1)) == "bee"


def test_another_picture_begins_with_its_best_class_and_a_new_result_of_the_same_one_does_not() -> None:
    question = Question(ENTRY, chosen_index=1, other_index=0, method=wording.DIFFERENCE.key)
    assert label(question.about(Entry(RESULT.path, RESULT, "bee"))) == "bee"
    other = question.about(Entry(Path("/b.jpg"), dataclasses.replace(RESULT, path=Path("/b.jpg"))))
    assert label(other) == "cat"
    assert other.other_index is None
    assert other.method == wording.DIFFERENCE.key


def test_a_comparison_is_with_the_best_other_class_until_somebody_chooses_one() -> None:
    question = Question(ENTRY, method=wording.DIFFERENCE.key)
    assert question.second == 0
    assert question.labels == ("cat", "ant")
    assert dataclasses.replace(question, other_index=1).labels == ("cat", "bee")
    assert dataclasses.replace(question, other_index=2).labels == ("cat", "ant")  # not with itself
    assert [each.label for each in question.others] == ["ant", "bee"]


def test_only_a_difference_has_a_second_class() -> None:
    assert Question(ENTRY).second is None
    assert Question(ENTRY).labels == ("cat",)


@pytest.mark.parametrize(
    ("question", "model", "reason"),
    [
        (Question(ENTRY), None, wording.NEEDS_MODEL),
        (Question(Entry(RESULT.path)), MODEL, wording.NEEDS_RESULT),
        (Question(Entry(RESULT.path, Result.failed(RESULT.path, "no"))), MODEL, wording.NEEDS_RESULT),
        (Question(ENTRY), model_of("ant", "bee", "dog"), wording.OF_ANOTHER_MODEL),
        (Question(ENTRY), MODEL, ""),
        (Question(ENTRY, wording.DIFFERENCE.key), MODEL, ""),
    ],
)
def test_why_there_is_no_answer_is_said(question: Question, model: LoadedModel | None, reason: str) -> None:
    assert question.reason(model) == reason


def test_a_model_of_one_class_can_compare_nothing() -> None:
    alone = Entry(Path("/a"), Result(Path("/a"), 9, 9, np.ones(1, np.float32), ("ant",)))
    assert Question(alone, wording.DIFFERENCE.key).reason(model_of("ant")) == wording.ONLY_CLASS
    assert Question(alone).reason(model_of("ant")) == ""


def test_a_chosen_class_that_is_beyond_the_shown_ones_stays_chosen() -> None:
    assert label(Question(ENTRY, chosen_index=1, offered=1)) == "bee"

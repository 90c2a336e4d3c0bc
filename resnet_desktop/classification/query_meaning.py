"""What the terms of a query mean for a model with certain classes, and what may have been meant instead."""

import os
from dataclasses import dataclass, replace

from resnet_desktop.classification import query_conditions as conditions
from resnet_desktop.classification.class_names import ClassNames, most_like, plain
from resnet_desktop.classification.query_numbers import NumberError, comparison
from resnet_desktop.classification.query_scanning import quoted_if_needed
from resnet_desktop.classification.query_terms import Term, quoted
from resnet_desktop.classification.query_words import FIELDS, STATES, Kind, Test

_LEAST_BEGINNING = 3
"""Letters from which on a word alone may be the beginning of a class: one letter is seldom meant so."""

_LEAST_HINT = 4
"""Letters from which on a word is compared with what it may have been meant for."""


@dataclass(frozen=True)
class Meaning:
    """What came of a term.

    Attributes:
        test: None where the term was not understood.
        sentence: what is the matter with it; empty where nothing is.
        suggestion: the term that was probably meant, or empty.
    """

    test: Test | None
    sentence: str = ""
    suggestion: str = ""


def understand(term: Term, names: ClassNames) -> Meaning:
    """Find out what a term means."""
    meaning = _of_field(term, names) if term.field else _of_word(term, names)
    if not term.is_negated or meaning.test is None:
        return meaning
    return replace(meaning, test=conditions.negation(meaning.test))


def classes_called(term: Term, names: ClassNames) -> list[str]:
    """Find the classes that a word standing alone means.

    Args:
        term: a term without a field.
        names: the model's classes.
    Returns:
        The classes of just this name; else those with these whole words; else the only one that begins so.
    """
    if term.is_state or term.is_pattern:
        return []
    found = names.equal(term.value) or names.with_words(term.value)
    if not found and not term.is_quoted and len(term.value) >= _LEAST_BEGINNING:
        begun = names.beginning_with(term.value)
        return begun if len(begun) == 1 else []
    return found


def _of_word(term: Term, names: ClassNames) -> Meaning:
    if term.is_state:
        test = STATES[term.value.lower()].make_test()
        if names.equal(term.value):
            sentence = f"“{term.value}” is a state here; in quotation marks it is the class."
            return Meaning(test, sentence, _in_quotes(term))
        return Meaning(test)
    if labels := classes_called(term, names):
        return Meaning(conditions.counts_as(conditions.one_of(labels)))
    field = None if term.is_quoted else FIELDS.get(term.value.lower())
    if field is not None:
        sentence = f"“{term.value}” needs a value; in quotation marks it is looked for in names."
        return Meaning(None, sentence, f"{'-' * term.is_negated}{field.example}")
    test = conditions.in_name_or_folder(_text_test(term))
    like = _like(term, names)
    if like is None:
        return Meaning(test)
    return Meaning(test, f"“{term.value}” is no class and no state; it is looked for in names.", str(like))


def _of_field(term: Term, names: ClassNames) -> Meaning:
    field = FIELDS.get(term.field)
    if field is None:
        like = most_like(term.field, FIELDS)
        sentence = f"There is no field “{term.field}”; in quotation marks the whole is looked for in names."
        return Meaning(None, sentence, str(replace(term, field=like)) if like else _in_quotes(term))
    if field.kind.is_number:
        return _of_number(term)
    if term.operator != ":":
        meant = replace(term, operator=":")
        return Meaning(None, f"“{term.field}” cannot be more or less.", str(meant))
    if field.kind is Kind.CLASS:
        return _of_class(term, names)
    if term.field == "name":
        return Meaning(conditions.in_name(_text_test(term)))
    term = replace(term, value=term.value.replace(os.sep, "/"))
    look = conditions.in_folder_path if "/" in term.value else conditions.in_folder
    return Meaning(look(_text_test(term)))


def _of_number(term: Term) -> Meaning:
    try:
        passes = comparison(term.field, term.operator, term.value)
    except NumberError as error:
        return Meaning(None, str(error), f"{'-' * term.is_negated}{error.suggestion}" if error.suggestion else "")
    return Meaning(conditions.measuring(term.field, passes))


def _of_class(term: Term, names: ClassNames) -> Meaning:
    if term.is_pattern:
        fits = conditions.fitting(term.value)
        return Meaning(conditions.of_class(term.field, lambda label: fits(plain(label))))
    labels = names.equal(term.value) or names.with_words(term.value)
    if not labels and not term.is_quoted:
        labels = names.beginning_with(term.value)
    test = conditions.of_class(term.field, conditions.one_of(labels or [term.value]))
    if labels or not names.labels:
        return Meaning(test)
    like = names.like(term.value)
    meant = str(quoted_if_needed(replace(term, value=like))) if like else ""
    # It still filters: a person may have given a class that the model does not have.
    return Meaning(test, f"The model has no class “{term.value}”.", meant)


def _text_test(term: Term) -> conditions.TextTest:
    return conditions.fitting(term.value) if term.is_pattern else conditions.holding(term.value)


def _like(term: Term, names: ClassNames) -> Term | None:
    """Find what a word may have been meant for that is only looked for in names."""
    if term.is_quoted or len(term.value) < _LEAST_HINT:
        return None
    if state := most_like(term.value, STATES):
        return replace(term, value=state)
    label = names.like(term.value)
    return quoted_if_needed(replace(term, value=label)) if label else None


def _in_quotes(term: Term) -> str:
    return f"{'-' * term.is_negated}{quoted(str(replace(term, is_negated=False)))}"

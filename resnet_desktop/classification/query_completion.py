"""What could be typed next in a query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resnet_desktop.classification.class_names import ClassNames, class_names, plain
from resnet_desktop.classification.query_scanning import pieces, quoted_if_needed
from resnet_desktop.classification.query_terms import Term
from resnet_desktop.classification.query_words import FIELDS, OPERATORS, OTHER_NAMES, STATES, Kind

MOST = 12
"""Completions given at most."""

_FRAGMENT = re.compile(r'(-?)(?:([A-Za-z][A-Za-z0-9]*)\s*(:|[<>=≥≤]+)\s*)?("?)(.*)', re.DOTALL)
_REST_OF_WORD = re.compile(r'[^\s"|]*')
_FIRST = (
    "unsure",
    "error",
    "confidence",
    "class",
    "wrong",
    "corrected",
    "margin",
    "folder",
    "name",
    "reviewed",
    "waiting",
    "top3",
)
"""What is offered where nothing is typed yet; not classes, which there may be a thousand of."""

_SIGNS = {"<": "below", ">": "above", ":": "equal, or a range such as 50..80%"}


@dataclass(frozen=True)
class Completion:
    """A text that could take the place of what is half typed.

    Attributes:
        text: what is put in.
        start: where what it replaces begins.
        end: the place after the end of what it replaces.
        description: what it means, a few words.
    """

    text: str
    start: int
    end: int
    description: str

    def applied(self, text: str) -> str:
        """Put it into the text that it was made for."""
        return f"{text[: self.start]}{self.text}{text[self.end :]}"


def complete(text: str, cursor: int, classes: Sequence[str] = ()) -> list[Completion]:
    """Offer what could stand where the cursor is.

    Args:
        text: what was typed.
        cursor: a place in it, 0 to its length.
        classes: the names of the model's classes; the same tuple each time saves work.
    Returns:
        At most 12, the most useful first; nothing that is already there.
    """
    start, end = _range(text, cursor)
    match = _FRAGMENT.fullmatch(text[start:cursor])
    assert match is not None  # everything fits it
    minus, field, operator, mark, value = match.groups()
    names = class_names(tuple(classes))
    if field:
        options = _values(OTHER_NAMES.get(field.lower(), field.lower()), operator, value.replace('""', '"'), names)
    else:
        options = _words(value.replace('""', '"'), bool(mark), names)
    found: dict[str, Completion] = {}
    for option, description in options:
        written = f"{minus}{option}"
        if written != text[start:end]:
            found.setdefault(written, Completion(written, start, end, description))
        if len(found) == MOST:
            break
    return list(found.values())


def _range(text: str, cursor: int) -> tuple[int, int]:
    """From where to where a completion replaces the text: the piece that the cursor is at the end of or within."""
    before = list(pieces(text[:cursor]))
    if not before or before[-1].end < cursor or text[before[-1].start] == "|":
        return cursor, cursor
    start = before[-1].start
    match = _REST_OF_WORD.match(text, cursor)
    end = match.end() if match is not None else cursor
    whole = next((piece.end for piece in pieces(text) if piece.start == start), end)
    is_in_quotes = '"' in text[start:cursor]
    return start, max(cursor, whole) if is_in_quotes else end


def _words(typed: str, is_quoted: bool, names: ClassNames) -> Iterator[tuple[str, str]]:
    """Offer what may stand alone: classes of just this name, words of the language, other classes."""
    if not typed:
        yield from (_word(word) for word in _FIRST if not is_quoted)
        if not is_quoted:
            return
    yield from _classes("", names.equal(typed), names)
    if not is_quoted:
        begun = [word for word in (*STATES, *FIELDS) if word.startswith(typed.lower())]
        for word in begun:
            if word == typed.lower() and word in FIELDS:
                yield from _comparisons(word)
            else:
                yield _word(word)
    yield from _classes("", names.beginning_with(typed) if typed else list(names.labels), names)
    yield from _classes("", names.with_word_beginning_with(typed), names)


def _word(word: str) -> tuple[str, str]:
    if word in STATES:
        return word, STATES[word].description
    sign = "<" if FIELDS[word].kind.is_number else ":"
    return f"{word}{sign}", FIELDS[word].description


def _comparisons(field: str) -> Iterator[tuple[str, str]]:
    if not FIELDS[field].kind.is_number:
        yield _word(field)
        return
    for sign, description in _SIGNS.items():
        yield f"{field}{sign}", f"{field} {description}"


def _values(field: str, typed_operator: str, typed: str, names: ClassNames) -> Iterator[tuple[str, str]]:
    """Offer what may stand behind a field."""
    known, operator = FIELDS.get(field), OPERATORS.get(typed_operator)
    if known is None or operator is None:
        return
    for value in known.values:
        is_share_range = operator == ":" and known.kind.is_number
        whole = f"{value}.." if is_share_range else value
        if whole.startswith(typed):
            yield f"{field}{operator}{whole}", known.description
    if known.kind is Kind.CLASS or field == "folder":
        yield from _classes(field, names.beginning_with(typed) if typed else list(names.labels), names)
        yield from _classes(field, names.with_word_beginning_with(typed), names)


def _classes(field: str, labels: list[str], names: ClassNames) -> Iterator[tuple[str, str]]:
    """Write classes as terms, those with short names first: they are the likelier ones to be meant."""
    for label in sorted(labels, key=len) if len(labels) < len(names.labels) else labels:
        term = Term(label, field, ":" if field else "")
        yield str(quoted_if_needed(term)), "folder of this name" if field == "folder" else _label_description(label)


def _label_description(label: str) -> str:
    return f"class {plain(label)}" if plain(label) != label else "class"

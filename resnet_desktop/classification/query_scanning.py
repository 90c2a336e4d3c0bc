"""The text of a query cut into terms; what they mean is not known here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resnet_desktop.classification.query_terms import Problem, Term
from resnet_desktop.classification.query_words import FIELDS, JOINS, NOT, OPERATORS, OR, OTHER_NAMES

_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:(:)|(\s*)([<>=≥≤]+))")
_QUOTED = re.compile(r'"((?:[^"]|"")*)("?)')
_WORD = re.compile(r'[^\s"|]*')
_GAP_BEFORE_NUMBER = re.compile(r"\s+(?=[\d.,])")
_GAP_BEFORE_PERCENT = re.compile(r'\s+%(?![^\s"|])')
_COMPARISONS = tuple("<>=≥≤")


@dataclass(frozen=True)
class Piece:
    """One thing between spaces and bars.

    Attributes:
        start: where it begins in the text.
        end: the place after its end.
        join: one of `JOINS`, or empty.
        term: None for a join and for what is no term, for example one that is half typed.
        problem: what is the matter with it.
    """

    start: int
    end: int
    join: str = ""
    term: Term | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Placed:
    """A term and where it stands in the text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Scan:
    """A text cut into terms.

    Attributes:
        groups: all groups are wanted; of the terms of a group one is enough.
        problems: in the order of the text.
    """

    groups: tuple[tuple[Placed, ...], ...]
    problems: tuple[Problem, ...]


def quoted_if_needed(term: Term) -> Term:
    """Put a term's value in quotation marks where it would mean something else without them."""
    bare = replace(term, is_quoted=False)
    reads_back = [piece.term for piece in pieces(str(bare))] == [bare]
    is_field = not term.field and term.value.lower() in FIELDS
    return replace(term, is_quoted=not reads_back or bare.is_state or bare.is_pattern or is_field)


def scan(text: str) -> Scan:
    """Cut a text into terms; never raises."""
    groups: list[list[Placed]] = []
    problems: list[Problem] = []
    pending: dict[str, Piece] = {}  # `or` and `not` that still want something behind them
    for piece in pieces(text):
        if piece.problem is not None:
            problems.append(piece.problem)
        if piece.join == OR and (not groups or pending):
            problems.append(_dangling(piece))
        elif piece.join in {OR, NOT}:
            pending[piece.join] = piece
        elif piece.term is not None:
            beginning = pending.get(NOT, piece)
            term = replace(piece.term, is_negated=True) if NOT in pending else piece.term
            if OR not in pending:
                groups.append([])
            groups[-1].append(Placed(_of_the_same_field(term, groups[-1]), beginning.start, piece.end))
        if not piece.join:
            pending.clear()
    problems += map(_dangling, pending.values())
    return Scan(tuple(map(tuple, groups)), tuple(sorted(problems, key=lambda problem: problem.start)))


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text at spaces and bars, quotation marks permitting."""
    place = 0
    while (place := _end(_SPACE, text, place)) < len(text):
        piece = Piece(place, place + 1, OR) if text[place] == "|" else _piece(text, place)
        yield piece
        place = piece.end


def _piece(text: str, start: int) -> Piece:
    is_negated = text[start] == "-"
    place = start + is_negated
    field = _FIELD.match(text, place)
    if field is not None and _is_field(field):
        piece = _field_piece(text, start, field)
    elif text[place : place + 1] == '"':
        value, end, problem = _quoted_value(text, place)
        piece = Piece(start, end, term=Term(value, is_quoted=True) if value else None, problem=problem)
    else:
        piece = _word_piece(text, start, place)
    if piece.term is None:
        return piece
    return replace(piece, term=replace(piece.term, is_negated=is_negated))


def _word_piece(text: str, start: int, place: int) -> Piece:
    end = _end(_WORD, text, place)
    word = text[place:end]
    if not word:
        return Piece(start, end, problem=Problem(start, end, "“-” needs a word right behind it, for example -dog."))
    if word.startswith(_COMPARISONS) or text[start:end] == "%":
        sentence = f"“{word}” needs a field before it, for example {FIELDS['confidence'].example}."
        return Piece(start, end, problem=Problem(start, end, sentence))
    if place == start and word.lower() in JOINS:
        return Piece(start, end, word.lower())
    return Piece(start, end, term=Term(word))


def _field_piece(text: str, start: int, match: re.Match[str]) -> Piece:
    name = match[1].lower()
    name = OTHER_NAMES.get(name, name)
    typed = match[2] or match[4]
    field = FIELDS.get(name)
    is_number = field is not None and field.kind.is_number
    place = _end(_GAP_BEFORE_NUMBER, text, match.end()) if is_number else match.end()
    is_quoted = text[place : place + 1] == '"'
    if is_quoted:
        value, end, problem = _quoted_value(text, place)
    else:
        end = _end(_WORD, text, place)
        value, problem = text[place:end], None
        if is_number and (percent := _GAP_BEFORE_PERCENT.match(text, end)):
            value, end = f"{value}%", percent.end()
    operator = OPERATORS.get(typed)
    if operator is None:
        sentence = f"“{typed}” is no comparison; there are >, >=, <, <=, = and the colon."
        return Piece(start, end, problem=Problem(start, end, sentence))
    if not value:
        example = f", for example {field.example}" if field is not None else ""
        sentence = f"“{match[1]}{typed}” needs something right behind it{example}."
        return Piece(start, end, problem=Problem(start, end, sentence))
    if field is not None and not is_number and operator == "=":
        operator = ":"
    return Piece(start, end, term=Term(value, name, operator, is_quoted), problem=problem)


def _is_field(match: re.Match[str]) -> bool:
    """Whether a word with a comparison behind it is meant so; known fields may have a space between."""
    name = match[1].lower()
    return not match[3] or name in FIELDS or name in OTHER_NAMES


def _quoted_value(text: str, place: int) -> tuple[str, int, Problem | None]:
    match = _QUOTED.match(text, place)
    assert match is not None
    value = match[1].replace('""', '"')
    if match[2]:
        return value, match.end(), None
    problem = Problem(place, match.end(), "This quotation mark is never closed.", f'{match[0]}"')
    return value, match.end(), problem


def _of_the_same_field(term: Term, before: Sequence[Placed]) -> Term:
    """In ``folder:cats|dogs`` both words are folders."""
    if term.field or term.is_state:
        return term
    for each in reversed(before):
        field = FIELDS.get(each.term.field)
        if field is not None and not field.kind.is_number and each.term.operator == ":":
            return replace(term, field=each.term.field, operator=":")
    return term


def _dangling(piece: Piece) -> Problem:
    sentence = "“not” needs a word behind it." if piece.join == NOT else "“or” needs a word on both sides."
    return Problem(piece.start, piece.end, sentence)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return place if match is None else match.end()

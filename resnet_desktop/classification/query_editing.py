"""What menus, sliders and checkboxes do to the text of a query, and what they show of it.

The line of text is the single truth: a control writes its term into the line and reads its state from there. Terms that
stand in an "or" belong to the person who typed them; only `with_classes` reads and replaces some of those. What is
half typed is dropped when a control changes the line, because it would swallow what comes behind it.
"""

from collections.abc import Callable, Iterable, Sequence

from resnet_desktop.classification.class_names import ClassNames, class_names
from resnet_desktop.classification.query_meaning import classes_called
from resnet_desktop.classification.query_numbers import Interval, NumberError, interval
from resnet_desktop.classification.query_scanning import quoted_if_needed, scan
from resnet_desktop.classification.query_terms import Term, written
from resnet_desktop.classification.query_words import FIELDS

_Group = tuple[Term, ...]


def with_term(text: str, term: str) -> str:
    """Write a term into a text.

    Args:
        text: a query.
        term: one term, such as ``confidence:0.5..0.8``. It takes the place of the terms with the same field, and of
            the same word with or without its minus; otherwise it goes to the end.
    Raises:
        ValueError: ``term`` is not exactly one term.
    """
    new = _only_term(term)
    return _put(text, (new,), lambda group: len(group) == 1 and _is_same_control(group[0], new))


def without_term(text: str, term: str) -> str:
    """Take a term out of a text, with or without its minus.

    Raises:
        ValueError: ``term`` is not exactly one term.
    """
    old = _positive(_only_term(term))
    return written(group for group in _groups(text) if [_positive(each) for each in group] != [old])


def without_field(text: str, field: str) -> str:
    """Take all terms with a field out of a text."""
    return written(group for group in _groups(text) if len(group) != 1 or group[0].field != field)


def has_term(text: str, term: str) -> bool:
    """Tell whether a text has just this term: whether its checkbox is checked."""
    return (_only_term(term),) in _groups(text)


def bounds(text: str, field: str) -> Interval | None:
    """Give what a text lets pass of a number: where the slider's ends are.

    Args:
        text: a query.
        field: ``confidence``, ``margin``, ``width`` or ``height``.
    Returns:
        Shares as fractions; infinite where a side is open; None where the text does not speak of it.
    """
    known = [found for (term, *others) in _groups(text) if not others and (found := _interval(term, field))]
    if not known:
        return None
    return Interval(max(each.low for each in known), min(each.high for each in known))


def with_classes(text: str, wanted: Iterable[str], classes: Sequence[str]) -> str:
    """Want only the pictures that count as one of these classes, as the class menu does.

    Args:
        text: a query.
        wanted: names of classes; none: the query no longer asks for classes.
        classes: the names of the model's classes.
    """
    names = class_names(tuple(classes))
    group = tuple(quoted_if_needed(Term(label)) for label in wanted)
    return _put(text, group, lambda old: bool(_labels(old, names)))


def chosen_classes(text: str, classes: Sequence[str]) -> list[str]:
    """Give the classes that a text asks for by their names alone: what the class menu shows as chosen."""
    names = class_names(tuple(classes))
    found = [label for group in _groups(text) for label in _labels(group, names)]
    return list(dict.fromkeys(found))


def _groups(text: str) -> list[_Group]:
    return [tuple(placed.term for placed in group) for group in scan(text).groups]


def _only_term(text: str) -> Term:
    groups = _groups(text)
    if len(groups) != 1 or len(groups[0]) != 1:
        raise ValueError(f"exactly one term is expected, not {text!r}")
    return groups[0][0]


def _put(text: str, new: _Group, is_replaced: Callable[[_Group], bool]) -> str:
    """Put a group in the place of the first one that it replaces, or at the end; an empty one only removes."""
    groups = _groups(text)
    places = [place for place, group in enumerate(groups) if is_replaced(group)]
    kept = [group for place, group in enumerate(groups) if place not in places]
    if new:
        kept.insert(places[0] if places else len(kept), new)
    return written(kept)


def _is_same_control(old: Term, new: Term) -> bool:
    return old.field == new.field if new.field else _positive(old) == _positive(new)


def _positive(term: Term) -> Term:
    return Term(term.value, term.field, term.operator, term.is_quoted)


def _interval(term: Term, field: str) -> Interval | None:
    if term.field != field or term.is_negated or not FIELDS[field].kind.is_number:
        return None
    try:
        return interval(field, term.operator, term.value)
    except NumberError:
        return None


def _labels(group: _Group, names: ClassNames) -> list[str]:
    """The classes that a group asks for, where it asks for nothing else."""
    found: list[str] = []
    for term in group:
        labels = [] if term.field or term.is_negated else classes_called(term, names)
        if not labels:
            return []
        found += labels
    return found

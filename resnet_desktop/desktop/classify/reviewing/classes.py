"""Which classes are offered for a picture, and which one a key gives; no Qt."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

KEYS = 9
"""Keys from 1 to this number give classes."""


def label_for_key(entry: "Entry | None", number: int) -> str:
    """Give the class that a key stands for: the one that has this place among the picture's classes.

    Args:
        entry: the picture; None where none is looked at.
        number: of the key, from 1.
    Returns:
        The class; empty where there is none at this place.
    """
    if entry is None or entry.result is None or number < 1:
        return ""
    ranked = entry.result.top(number)
    return ranked[number - 1].label if len(ranked) >= number else ""


def ranked_labels(entry: "Entry | None", most: int) -> tuple[str, ...]:
    """Give the picture's most likely classes, best first."""
    if entry is None or entry.result is None:
        return ()
    return tuple(each.label for each in entry.result.top(most))


def found(text: str, given: Iterable[str], classes: Sequence[str]) -> tuple[str, ...]:
    """Find classes by what somebody typed.

    Args:
        text: what was typed; empty for all.
        given: classes that a person gave before; they come first.
        classes: those that the model knows.
    Returns:
        Names that are the text, then those that begin so, then those with a word that does, then those that contain
        it.
    """
    from resnet_desktop.classification.class_names import class_names, plain  # noqa: PLC0415  loads NumPy

    everything = tuple(dict.fromkeys([*given, *classes]))
    names, wanted = class_names(everything), plain(text)
    if not wanted:
        return everything
    containing = [label for label in everything if wanted in plain(label)]
    ranked = [*names.equal(text), *names.beginning_with(text), *names.with_word_beginning_with(text), *containing]
    return tuple(dict.fromkeys(ranked))


def new_one(text: str, known: Sequence[str]) -> tuple[str, str]:
    """See whether a text could be a new class.

    Args:
        text: what was typed.
        known: the classes that are there.
    Returns:
        The name of the new class, empty where it is none; and why it cannot be one, empty where it can.
    """
    from resnet_desktop.classification.review import ClassNameError, class_name  # noqa: PLC0415  loads NumPy

    if not text.strip():
        return "", ""
    try:
        name = class_name(text, known)
    except ClassNameError as error:
        return "", str(error)
    return ("", "") if name in known else (name, "")

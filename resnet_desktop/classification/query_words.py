"""The words of the query language; completion, checks and the user's page are made from these tables."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from resnet_desktop.classification.accuracy import FolderJudge
from resnet_desktop.classification.entries import Entry

Test = Callable[[Entry, float], bool]
"""Whether a picture is wanted; the second argument is the confidence below which a picture is unsure, 0 to 1."""


class Kind(Enum):
    """What stands behind a field."""

    CLASS = auto()
    TEXT = auto()
    SHARE = auto()  # 0 to 1, or percent
    PIXELS = auto()

    @property
    def is_number(self) -> bool:
        """Whether it can be compared."""
        return self in {Kind.SHARE, Kind.PIXELS}


@dataclass(frozen=True)
class Field:
    """Something that a term can ask for by name.

    Attributes:
        kind: what its values are.
        description: what it is, for the completion.
        example: a whole term.
        values: what the completion offers.
    """

    kind: Kind
    description: str
    example: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """A word that stands for a state of a picture.

    Attributes:
        description: which pictures it finds, for the completion.
        make_test: gives the test; called for each query, so that tests may remember what they looked up.
    """

    description: str
    make_test: Callable[[], Test]


FIELDS = {
    "confidence": Field(
        Kind.SHARE, "the probability of the predicted class", "confidence>0.8", ("50%", "80%", "90%", "95%")
    ),
    "margin": Field(
        Kind.SHARE, "how far the predicted class is ahead of the second", "margin<10%", ("5%", "10%", "20%", "50%")
    ),
    "class": Field(Kind.CLASS, "class that was predicted or given", "class:cat"),
    "predicted": Field(Kind.CLASS, "class that the network says", "predicted:cat"),
    "given": Field(Kind.CLASS, "class that a person said", "given:cat"),
    "top3": Field(Kind.CLASS, "class among the three most probable", "top3:dog"),
    "top5": Field(Kind.CLASS, "class among the five most probable", "top5:dog"),
    "folder": Field(Kind.TEXT, "name of the folder; with a slash, part of its path", "folder:holidays"),
    "name": Field(Kind.TEXT, "file name; * and ? stand for what is not known", "name:*.png", ("*.jpg", "*.png")),
    "width": Field(Kind.PIXELS, "width of the picture, px", "width>1000", ("640", "1000", "2000", "4000")),
    "height": Field(Kind.PIXELS, "height of the picture, px", "height<500", ("640", "1000", "2000", "4000")),
}

OTHER_NAMES = {"score": "confidence", "probability": "confidence"}
"""Words that people know some fields by."""

OPERATORS = {
    ":": ":",
    ">": ">",
    ">=": ">=",
    "<": "<",
    "<=": "<=",
    "=": "=",
    "==": "=",
    "=>": ">=",
    "=<": "<=",
    "≥": ">=",
    "≤": "<=",
}
"""Comparisons as they may be typed, and as they are written."""


def is_unsure(entry: Entry, threshold: float) -> bool:
    """Tell whether a prediction's confidence is below a threshold (0 to 1), and nobody has given a class."""
    best = entry.result.best if entry.result is not None else None
    return best is not None and best.probability < threshold and not entry.given


def _judging(wanted: bool) -> Callable[[], Test]:
    def make_test() -> Test:
        judge = FolderJudge()
        return lambda entry, _: judge.is_right(entry) is wanted

    return make_test


STATES = {
    "unsure": State("confidence below the threshold, and no class given", lambda: is_unsure),
    "error": State("could not be read", lambda: lambda entry, _: bool(entry.error)),
    "waiting": State("not classified yet", lambda: lambda entry, _: entry.is_waiting),
    "reviewed": State("a person gave a class", lambda: lambda entry, _: bool(entry.given)),
    "corrected": State("a person gave another class than the network", lambda: lambda entry, _: entry.is_corrected),
    "confirmed": State("a person agreed with the network", lambda: lambda entry, _: entry.is_confirmed),
    "right": State("the predicted class is the folder's name", _judging(True)),
    "wrong": State("the folder's name is another class", _judging(False)),
}

OR, AND, NOT = "or", "and", "not"
JOINS = (OR, AND, NOT)
"""Words that join terms: ``or`` is ``|``, ``not`` is ``-``, and ``and`` is what stands between terms anyway."""

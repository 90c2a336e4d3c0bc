"""What of a search cannot be understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """A part of a search that is passed over, or is perhaps meant otherwise.

    Attributes:
        part: as it was typed.
        sentence: one line for a person: what is the matter and what to write.
        correction: what to write instead of ``part``; empty where nothing can be proposed.
    """

    part: str
    sentence: str
    correction: str = ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like one that is not known; empty where none does."""
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)), "")

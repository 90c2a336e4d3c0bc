"""What of a search cannot be understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """A part of a search that is passed over, or is perhaps meant otherwise.

    Attributes:
        part: as it was typed.
        matter: one sentence for a person: what is the matter and, without a correction, what to write.
        correction: what to write instead of ``part``; empty where nothing can be proposed.
        meant: the word in it that was perhaps meant; empty where ``matter`` says what to write.
    """

    part: str
    matter: str
    correction: str = ""
    meant: str = ""

    @property
    def sentence(self) -> str:
        """What is the matter, with what was perhaps meant."""
        return f"{self.matter.removesuffix('.')}; did you mean {self.meant}." if self.meant else self.matter


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like one that is not known; empty where none does."""
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)), "")

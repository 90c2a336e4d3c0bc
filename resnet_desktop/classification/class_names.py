"""Names of classes as cards, folders and people write them: in upper or lower case, with spaces or underscores."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

_WORDS = re.compile(r"\w+")
_LEAST_LIKENESS = 0.75


def folded(text: str) -> str:
    """Write a text so that case and the way its accents are encoded make no difference.

    Source:
        canonical caseless matching, The Unicode Standard, section 3.13.5; composed, so that "cafe" is not in "café".
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def plain(name: str) -> str:
    """Write a class's name so that case and ``_`` for a space make no difference: ``Tiger_Cat`` is ``tiger cat``."""
    return " ".join(folded(name).replace("_", " ").split())


def plain_names(labels: Iterable[str]) -> frozenset[str]:
    """Write the names of a model's classes plainly."""
    return frozenset(map(plain, labels))


class Remembered(dict[str, Answer]):
    """Answers to a question about texts, each asked once: pictures are many, their classes and folders few."""

    def __init__(self, question: Callable[[str], Answer]) -> None:
        super().__init__()
        self._question = question

    def __missing__(self, text: str) -> Answer:
        answer = self[text] = self._question(text)
        return answer


class RememberedOfLabels(Generic[Answer]):
    """Answers to a question about a model's labels, each asked once.

    Labels are known by identity: results share them, and comparing a thousand names for each picture takes time.
    """

    def __init__(self, question: Callable[[tuple[str, ...]], Answer]) -> None:
        self._question = question
        self._known: dict[int, tuple[tuple[str, ...], Answer]] = {}  # with the labels, so that no others get their id

    def __call__(self, labels: tuple[str, ...]) -> Answer:
        """Give the answer for these labels."""
        known = self._known.get(id(labels))
        if known is None:
            known = self._known[id(labels)] = labels, self._question(labels)
        return known[1]


class ClassNames:
    """The classes of a model, to be found by what a person types.

    Attributes:
        labels: the names as the model has them, in its order.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = tuple(labels)
        self._plain = {label: plain(label) for label in self.labels}
        self._words = {label: _words(label) for label in self.labels}

    def equal(self, text: str) -> list[str]:
        """Find the classes with just this name."""
        wanted = plain(text)
        return [label for label, name in self._plain.items() if name == wanted]

    def with_words(self, text: str) -> list[str]:
        """Find the classes in whose names these whole words stand in this order: "tiger" is in "tiger cat"."""
        wanted = _words(text)
        return [label for label, words in self._words.items() if wanted in words] if wanted.strip() else []

    def beginning_with(self, text: str) -> list[str]:
        """Find the classes whose names begin so."""
        wanted = plain(text)
        return [label for label, name in self._plain.items() if name.startswith(wanted)] if wanted else []

    def with_word_beginning_with(self, text: str) -> list[str]:
        """Find the classes in whose names a later word begins so: "cat" or "ca" in "tiger cat"."""
        wanted = _words(text)[:-1]
        return [label for label, words in self._words.items() if wanted in words[1:]] if wanted.strip() else []

    def like(self, text: str) -> str:
        """Find the class that was meant where a name is mistyped; empty where none comes near."""
        return most_like(text, self.labels)


@lru_cache(maxsize=4)
def class_names(labels: tuple[str, ...]) -> ClassNames:
    """Make the `ClassNames` of a model once, because each keystroke asks for them."""
    return ClassNames(labels)


def most_like(text: str, names: Iterable[str]) -> str:
    """Find the name that a mistyped one comes nearest to; empty where none comes near.

    Only names with the same first letter are looked at: with a thousand classes the comparison takes too long for
    something that happens at each keystroke.
    """
    wanted = plain(text)
    known = {plain(name): name for name in names}
    candidates = [name for name in known if name[:1] == wanted[:1]]
    close = difflib.get_close_matches(wanted, candidates, n=1, cutoff=_LEAST_LIKENESS)
    return known[close[0]] if close else ""


def _words(text: str) -> str:
    """Its words with a space before and after each."""
    return f" {' '.join(_WORDS.findall(plain(text)))} "

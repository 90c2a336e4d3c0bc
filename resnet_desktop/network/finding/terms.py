"""The conditions of a search, each of which holds of a subject or does not."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from resnet_desktop.network.finding.subjects import Subject

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    ":": operator.eq,
}
"""What stands between a number's name and its value; longer signs first."""


@dataclass(frozen=True)
class Word:
    """A kind or a place: ``relu``, ``identity``, ``stage3``."""

    word: str

    def holds(self, subject: Subject) -> bool:
        """Whether the word is one of the subject's."""
        return self.word in subject.words


@dataclass(frozen=True)
class Block:
    """One block and what is in it: ``3b``."""

    name: str

    def holds(self, subject: Subject) -> bool:
        """Whether the subject is the block or a layer of it."""
        marks = tuple(f"{start}{self.name}" for start in ("res", "bn"))
        return subject.name == self.name or any(
            subject.name == mark or subject.name.startswith(f"{mark}_") for mark in marks
        )


@dataclass(frozen=True)
class Name:
    """A part of a canonical name or of a Keras alias; ``*`` and ``?`` stand for any letters."""

    part: str

    def holds(self, subject: Subject) -> bool:
        """Whether one of the subject's names has it."""
        if "*" in self.part or "?" in self.part:
            return any(fnmatchcase(name, self.part) for name in subject.names)
        return any(self.part in name for name in subject.names)


@dataclass(frozen=True)
class Comparison:
    """A number compared with a value: ``params>1e6``; it does not hold where the subject has no such number."""

    number: str
    sign: str
    value: float

    def holds(self, subject: Subject) -> bool:
        """Compare."""
        has = subject.numbers.get(self.number)
        return has is not None and COMPARISONS[self.sign](has, self.value)


@dataclass(frozen=True)
class Shape:
    """A whole output shape: ``56x56x256``."""

    shape: tuple[int, ...]

    def holds(self, subject: Subject) -> bool:
        """Whether the output is just this."""
        return subject.shape == self.shape


Condition = Word | Block | Name | Comparison | Shape


@dataclass(frozen=True)
class Term:
    """A condition, or that it does not hold.

    Attributes:
        part: as it was typed.
        condition: what it says.
        is_denied: whether there was a ``-`` before it.
    """

    part: str
    condition: Condition
    is_denied: bool = False

    def holds(self, subject: Subject) -> bool:
        """Whether the subject is what is looked for."""
        return self.condition.holds(subject) is not self.is_denied

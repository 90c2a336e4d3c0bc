"""From a line of text to the conditions of a search.

Terms are separated by spaces and all must hold; ``-`` before one means not. docs/architecture.md has the whole list.
"""

import re
from dataclasses import dataclass

from resnet_desktop.network.finding.problems import Problem, nearest
from resnet_desktop.network.finding.subjects import Subject
from resnet_desktop.network.finding.terms import COMPARISONS, Block, Comparison, Condition, Name, Shape, Term, Word
from resnet_desktop.network.finding.words import NUMBER_SYNONYMS, NUMBERS, SYNONYMS, WORDS

_COMPARISON = re.compile(rf"(?P<name>[^<>=!:]*)(?P<sign>{'|'.join(map(re.escape, COMPARISONS))})(?P<value>.*)")
_VALUE = re.compile(r"(?P<digits>(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?)(?P<unit>k|m|g|kb|mb|gb|px|ms|b)?", re.IGNORECASE)
_UNITS = {"k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9}
_SQUARE = re.compile(r"(\d+)[x\u00d7](\d+)")
_SHAPE = re.compile(r"(\d+)[x\u00d7](\d+)[x\u00d7](\d+)")
_STAGE = re.compile(r"stage\d+")
_BLOCK = re.compile(r"\d+[a-z]")
_LARGEST_KERNEL = 15


@dataclass(frozen=True)
class Search:
    """What is looked for.

    Attributes:
        terms: all must hold; none finds everything.
        problems: what was not understood and is passed over, or was perhaps meant otherwise.
    """

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    def holds(self, subject: Subject) -> bool:
        """Whether the subject is what is looked for."""
        return all(term.holds(subject) for term in self.terms)


def parse(text: str) -> Search:
    """Read a search; whatever is typed gives one.

    Args:
        text: such as ``3x3 stage=3 -projection``.
    Returns:
        Its conditions, and what could not be read.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    for part in text.split():
        is_denied = part.startswith("-")
        read = _read(part.removeprefix("-"))
        if isinstance(read, Problem):
            sign = "-" if is_denied else ""
            correction = f"{sign}{read.correction}" if read.correction else ""
            problems.append(Problem(part, read.matter, correction, read.meant))
        else:
            terms.append(Term(part, read, is_denied))
            problems.extend(_doubt(part, read))
    return Search(tuple(terms), tuple(problems))


def _read(part: str) -> Condition | Problem:
    word = part.lower()
    if not word:
        return Problem(part, "After - comes what is not looked for, without a space: -relu.")
    if compared := _COMPARISON.fullmatch(word):
        return _read_comparison(part, compared["name"], compared["sign"], compared["value"])
    if shape := _SHAPE.fullmatch(word):
        return Shape(tuple(map(int, shape.groups())))
    if square := _SQUARE.fullmatch(word):
        if square[1] != square[2]:
            return Problem(part, f"All kernels are square: write {square[1]}x{square[1]}.", f"{square[1]}x{square[1]}")
        return Comparison("kernel", "=", int(square[1]))
    word = SYNONYMS.get(word, word)
    if word in WORDS or _STAGE.fullmatch(word):
        return Word(word)
    return Block(word) if _BLOCK.fullmatch(word) else Name(word)


def _read_comparison(part: str, name: str, sign: str, value: str) -> Condition | Problem:
    if name in ("name", "alias", "block", "kind") and sign in ("=", ":", "=="):
        if not value:
            return Problem(part, f"After {name}{sign} comes what it is.")
        if name == "block":
            return Block(value)
        if name != "kind":
            return Name(value)
        word = SYNONYMS.get(value, value)
        if word in WORDS:
            return Word(word)
        meant = nearest(word, WORDS)
        return Problem(part, f"There is no kind called {value}.", f"{name}{sign}{meant}" if meant else "", meant)
    number = NUMBER_SYNONYMS.get(name, name)
    if number not in NUMBERS:
        meant = nearest(name, (*NUMBERS, *NUMBER_SYNONYMS))
        known = "" if meant else f"; there are {', '.join(NUMBERS)}"
        matter = f"There is no number called {name or '(nothing)'}{known}."
        return Problem(part, matter, f"{meant}{sign}{value}" if meant else "", meant)
    read = _VALUE.fullmatch(value)
    if read is None:
        return Problem(part, f"After {name}{sign} comes a number such as 256, 1e6 or 2.5M, not {value or 'nothing'}.")
    digits = float(read["digits"].replace(",", ""))
    return Comparison(number, sign, digits * _UNITS.get((read["unit"] or "").lower(), 1))


def _doubt(part: str, condition: Condition) -> list[Problem]:
    """A kernel that is too large to be one was meant as the size of a map."""
    is_square = isinstance(condition, Comparison) and _SQUARE.fullmatch(part.lower().removeprefix("-"))
    if isinstance(condition, Comparison) and is_square and condition.value > _LARGEST_KERNEL:
        side, sign = int(condition.value), "-" if part.startswith("-") else ""
        return [
            Problem(part, f"{side}x{side} means a kernel; maps of that size are size={side}.", f"{sign}size={side}")
        ]
    return []

"""Numbers in queries: shares as fractions or percent, sizes in pixels, single ones and ranges."""

import math
import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from resnet_desktop.classification.query_words import FIELDS, Kind

RANGE = ".."
_NUMBER = re.compile(r"(\d+[.,]?\d*|[.,]\d+)(%?)", re.ASCII)
_SHOWN_SHARE = 0.0005
"""Half of the last digit with which the window shows a share: 98.2 %."""

_SLACK = 5e-7
"""Shares are float32, where 0.8 is a little more than 0.8; this near to it they are equal."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class Interval(NamedTuple):
    """From and to, both included; infinite where a side is open."""

    low: float
    high: float


class NumberError(ValueError):
    """A value is no number of the wanted kind; the message says why, ``suggestion`` may be a better value."""

    def __init__(self, sentence: str, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.suggestion = suggestion


def comparison(field: str, sign: str, value: str) -> Callable[[float], bool]:
    """Make the test that a term asks for.

    Args:
        field: one of `FIELDS` whose kind is a number.
        sign: one of ``:``, ``=``, ``>``, ``>=``, ``<``, ``<=``.
        value: a number, or behind a colon or an equals sign a range such as ``0.5..0.8``, ``50..80%``, ``..80%``.
    Raises:
        NumberError: the value is none.
    """
    slack = _SLACK if FIELDS[field].kind is Kind.SHARE else 0
    if sign in _COMPARE:
        number, compare = _number(field, value), _COMPARE[sign]
        limit = number + slack if sign in {">", "<="} else number - slack
        return lambda measured: compare(measured, limit)
    low, high = interval(field, sign, value)
    return lambda measured: low - slack <= measured <= high + slack


def interval(field: str, sign: str, value: str) -> Interval:
    """Give the numbers that a term lets pass, as far as an interval can say it: ``>`` includes its number here.

    Args:
        field: one of `FIELDS` whose kind is a number.
        sign: as for `comparison`.
        value: as for `comparison`.
    Returns:
        Shares as fractions, sizes in pixels. A single number lets pass what is shown like it.
    Raises:
        NumberError: the value is none.
    """
    if sign in {">", ">="}:
        return Interval(_number(field, value), math.inf)
    if sign in {"<", "<="}:
        return Interval(-math.inf, _number(field, value))
    if RANGE not in value:
        number = _number(field, value)
        near = _SHOWN_SHARE if FIELDS[field].kind is Kind.SHARE else 0
        return Interval(number - near, number + near)
    first, _, last = value.partition(RANGE)
    if last.endswith("%") and first and not first.endswith("%"):
        first += "%"
    ends = (_number(field, first) if first else -math.inf, _number(field, last) if last else math.inf)
    return Interval(min(ends), max(ends))


def _number(field: str, text: str) -> float:
    example = f"for example {FIELDS[field].example}"
    match = _NUMBER.fullmatch(text)
    if match is None:
        if RANGE in text:
            raise NumberError(f"A range stands behind a colon: {field}:{text}.", f"{field}:{text}")
        raise NumberError(f"“{text}” is no number; {example}.")
    number = float(match[1].replace(",", "."))
    if FIELDS[field].kind is Kind.PIXELS:
        if match[2]:
            raise NumberError(f"The {field} is a number of pixels, {example}.")
        return number
    if match[2] or number > 1:  # nobody means 8000 % with 80
        number /= 100
    if number > 1:
        raise NumberError(f"The {field} is between 0 and 1, or a percentage up to 100 %; {example}.")
    return number

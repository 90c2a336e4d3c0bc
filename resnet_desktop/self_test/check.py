"""What a check is, and how one ends."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Ending = Literal["passed", "failed", "skipped"]


class CheckFailed(Exception):
    """The program does not do what it should; the text says what came instead."""


class NotHere(Exception):
    """What a check is about is no part of this program; the text says why."""


@dataclass(frozen=True)
class Check:
    """One thing that must work.

    Attributes:
        name: one word for it.
        what: what is done, for a person.
        run: does it, in a process of its own, with an empty folder to work in. What it returns is told: one line.
            It raises `CheckFailed`, `NotHere` or whatever goes wrong.
        limit_s: after so long it has failed, s. Generous: slow machines are no defect.
        is_quick: whether it takes a few seconds only.
    """

    name: str
    what: str
    run: Callable[[Path], str]
    limit_s: float = 120
    is_quick: bool = True


@dataclass(frozen=True)
class Outcome:
    """How a check ended.

    Attributes:
        name: the check's.
        what: the check's.
        ending: passed, failed or skipped.
        detail: what was seen, what went wrong, or why it was skipped; one line or more.
        seconds: wall-clock time.
    """

    name: str
    what: str
    ending: Ending
    detail: str
    seconds: float

    def to_record(self) -> dict[str, Any]:
        """The outcome as JSON has it."""
        return asdict(self) | {"seconds": round(self.seconds, 2)}

"""What long work and its caller say to each other; knows neither Qt nor a terminal."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """The caller asked the work to stop, and it stopped."""


@dataclass(frozen=True)
class Progress:
    """How far a job is.

    Attributes:
        done: finished items, 0 or more.
        total: all items, or None while it is not known.
        message: what is being done, in a person's words; may be empty.
        is_bytes: whether the items are bytes.
    """

    done: int
    total: int | None = None
    message: str = ""
    is_bytes: bool = False


class Control:
    """The line between a job and whoever started it: progress one way, cancellation the other.

    A job is a plain function ``job(control) -> result``. It calls `check` between batches and `report` as often as it
    likes; the receiving side thins reports out. All methods may be called from any thread.
    """

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        self._cancelled = threading.Event()
        self._on_progress = on_progress

    @property
    def is_cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._cancelled.set()

    def check(self) -> None:
        """Give the job its chance to stop.

        Raises:
            Cancelled: `cancel` was called.
        """
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, progress: Progress) -> None:
        """Tell the caller how far the job is."""
        if self._on_progress is not None:
            self._on_progress(progress)

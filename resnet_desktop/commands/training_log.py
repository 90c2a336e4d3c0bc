"""How a training run looks in a terminal: a moving line while it works, a lasting line for each epoch."""

import sys
import time
from typing import TextIO

from resnet_desktop.downloads import DOWNLOADING
from resnet_desktop.formatting import about, count, plural, size
from resnet_desktop.jobs import Progress
from resnet_desktop.training.records import Record

_SHOWN_UNREADABLE = 5
_MOVES_PER_SECOND = 5
_PACE_S = 1.0
"""No speed is said before."""


class TrainingLog:
    """Writes to a text stream; the moving line only where somebody watches.

    Args:
        stream: usually standard error.
        is_quiet: write nothing at all.
    """

    def __init__(self, stream: TextIO = sys.stderr, *, is_quiet: bool = False) -> None:
        self._stream = stream
        self._is_quiet = is_quiet
        self._is_terminal = stream.isatty() and not is_quiet
        self._drawn = 0.0
        self._width = 0
        self._first: tuple[int, float] | None = None

    def show_progress(self, progress: Progress) -> None:
        """Show what happens between batches: reading, checking, judging."""
        if progress.message == DOWNLOADING:
            self._move(self._download_line(progress))
            return
        total = f" of {count(progress.total)}" if progress.total else ""
        self._move(f"{progress.message}: {count(progress.done)}{total}")

    def show_record(self, record: Record) -> None:
        """Show one of the trainer's records."""
        match record["type"]:
            case "start":
                self._start(record)
            case "batch":
                self._move(batch_line(record))
            case "epoch":
                self._write(epoch_line(record))
            case "log":
                self._write(record["message"])
            case "hint":
                self._write(f"{record['message']} {record['advice']}")

    def close(self) -> None:
        """Take the moving line away."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def _download_line(self, progress: Progress) -> str:
        now = time.monotonic()
        self._first = self._first or (progress.done, now)
        done, begun = self._first
        return download_line(progress, progress.done - done, now - begun)

    def _start(self, record: Record) -> None:
        self._write(
            f"{plural(record['train'], 'training picture')}, {plural(record['validation'], 'validation picture')}, "
            f"{plural(len(record['new_layers']), 'new layer')}"
            + (f"; going on after epoch {record['epoch']}" if record["epoch"] else "")
        )
        unreadable = record["unreadable"]
        if unreadable:
            self._write(f"{plural(len(unreadable), 'picture')} could not be read and are left out:")
        for path, reason in unreadable[:_SHOWN_UNREADABLE]:
            self._write(f"  {path}: {reason}")
        if len(unreadable) > _SHOWN_UNREADABLE:
            self._write(f"  and {count(len(unreadable) - _SHOWN_UNREADABLE)} more")

    def _write(self, line: str) -> None:
        if not self._is_quiet:
            self.close()
            self._stream.write(line + "\n")
            self._stream.flush()

    def _move(self, line: str) -> None:
        now = time.monotonic()
        if not self._is_terminal or now - self._drawn < 1 / _MOVES_PER_SECOND:
            return
        self._drawn = now
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)


def download_line(progress: Progress, came: int, seconds: float) -> str:
    """Write how far a download is.

    Args:
        progress: in bytes.
        came: of them since this download began; what was there before says nothing about its speed.
        seconds: since it began.
    """
    total = progress.total or 0
    pace = ""
    if came > 0 and seconds >= _PACE_S:
        speed = came / seconds
        pace = f"  {size(round(speed))}/s  {about((total - progress.done) / speed)} left"
    return f"{progress.message}: {size(progress.done)} of {size(total)}{pace}"


def batch_line(record: Record) -> str:
    """Write where a run is: epoch, step, loss, accuracy, and once they are known rate and time left."""
    rate, left = record["pictures_per_second"], record["seconds_left"]
    done = record["step"] / record["steps"]
    pace = "" if rate is None or left is None else f"  {rate:.0f} pictures/s  {about(left)} left"
    return (
        f"epoch {record['epoch']}/{record['epochs']}  {100 * done:3.0f} %  loss {record['loss']:.3f}  "
        f"accuracy {100 * record['accuracy']:.1f} %{pace}"
    )


def epoch_line(record: Record) -> str:
    """Write what an epoch brought."""
    return (
        f"epoch {record['epoch']}: loss {record['loss']:.4f}, accuracy {100 * record['accuracy']:.2f} %; "
        f"validation loss {record['validation_loss']:.4f}, accuracy {100 * record['validation_accuracy']:.2f} % "
        f"({about(record['seconds'])})"
    )

"""How a training run looks in a terminal: a moving line while it works, a lasting line for each epoch."""

import sys
from typing import TextIO

from resnet_desktop.commands.moving_line import MovingLine
from resnet_desktop.formatting import about, count, plural
from resnet_desktop.jobs import Progress
from resnet_desktop.training.records import Record

_SHOWN_UNREADABLE = 5


class TrainingLog:
    """Writes to a text stream; the moving line only where somebody watches.

    Args:
        stream: usually standard error.
        is_quiet: write nothing at all.
    """

    def __init__(self, stream: TextIO = sys.stderr, *, is_quiet: bool = False) -> None:
        self._stream = stream
        self._is_quiet = is_quiet
        self._line = MovingLine(stream, is_quiet=is_quiet)

    def show_progress(self, progress: Progress) -> None:
        """Show what happens between batches: reading, checking, judging."""
        self._line.show_progress(progress)

    def show_record(self, record: Record) -> None:
        """Show one of the trainer's records."""
        match record["type"]:
            case "start":
                self._start(record)
            case "batch":
                self._line.show(batch_line(record))
            case "epoch":
                self._write(epoch_line(record))
            case "log":
                self._write(record["message"])
            case "hint":
                self._write(f"{record['message']} {record['advice']}")

    def close(self) -> None:
        """Take the moving line away."""
        self._line.close()

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


def batch_line(record: Record) -> str:
    """Write where a run is: epoch, step, loss, accuracy, and once they are known rate and time left."""
    rate, left = record["pictures_per_second"], record["seconds_left"]
    done = record["step"] / record["steps"]
    speed = "" if rate is None else f"  {rate:.0f} pictures/s"
    pace = speed if left is None else f"{speed}  {about(left)} left"
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

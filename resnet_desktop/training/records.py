"""What a run tells while it goes, kept in the run's folder so that a window opened later shows the same curve."""

import errno
import json
import os
import time
from pathlib import Path
from typing import Any

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled

Record = dict[str, Any]
"""Plain values only, so that it can cross a pipe and be written as JSON. Its ``type`` is one of

- ``start``: training begins or goes on: epoch, step, epochs, train, validation, unreadable, new_layers;
- ``batch``: a step was taken: epoch, epochs, step, steps, seconds_left, loss, accuracy, learning_rate,
  pictures_per_second (None until it is known, and where only features are seen);
- ``epoch``: the line of the history that was added;
- ``progress``: what happens between steps: done, total, message;
- ``log``: a sentence; ``hint``: a sentence about the run's course: kind, message, advice;
- ``paused``, ``resumed``;
- and at the end one of ``done`` (model), ``stopped`` (message) and ``error`` (message, is_resumable).
"""

ENDS = ("done", "stopped", "error")
"""The types of the last record."""

RECORDS_FILE = "records.jsonl"
_BATCH_INTERVAL_S = 1.0
_LONGEST_RECORD = 1 << 16
"""Bytes."""


class RecordFile:
    """Appends a run's records to its folder, of the batches at most one a second."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / RECORDS_FILE
        self._written = 0.0
        self._is_clean = False

    def add(self, record: Record) -> None:
        """Append a record.

        Raises:
            OSError: the disk is full, say.
        """
        if record["type"] == "progress":
            return
        if record["type"] == "batch":
            now = time.monotonic()
            if now - self._written < _BATCH_INTERVAL_S and record["step"] < record["steps"]:
                return
            self._written = now
        with self._path.open("ab") as file:
            # What a killed process began stays a line of its own, and is passed over by the reader.
            begin = b"" if self._is_clean or file.tell() == 0 else b"\n"
            file.write(begin + json.dumps(record).encode() + b"\n")
        self._is_clean = True


def parse_records(content: bytes) -> list[Record]:
    """Read whole lines of a records file; what a killed process left half written is passed over."""
    records = []
    for line in content.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and "type" in record:
            records.append(record)
    return records


def read_records(folder: Path) -> list[Record]:
    """Read what a run has told so far, without the steps that were lost with a process and taken again.

    Args:
        folder: the run's folder.
    Returns:
        The records in order; empty for a run that never began.
    """
    try:
        content = (folder / RECORDS_FILE).read_bytes()
    except FileNotFoundError:
        return []
    return without_lost_steps(parse_records(content))


def last_record(folder: Path) -> Record | None:
    """Read what a run told last, and nothing before it; None where it told nothing.

    Args:
        folder: the run's folder.
    """
    try:
        with (folder / RECORDS_FILE).open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - _LONGEST_RECORD, 0))
            records = parse_records(file.read())
    except OSError:
        return None
    return records[-1] if records else None


def without_lost_steps(records: list[Record]) -> list[Record]:
    """Leave out the steps that were lost with a process and taken again after it.

    Args:
        records: in the order in which they were told, by any number of processes.
    """
    kept: list[Record] = []
    for record in records:
        if record["type"] == "start":
            begin = (record["epoch"], record["step"])
            kept = [each for each in kept if not _is_after(each, begin)]
        kept.append(record)
    return kept


def _is_after(record: Record, begin: tuple[int, int]) -> bool:
    """True for a step or an epoch that a run which begins at (finished epochs, steps) takes again."""
    if record["type"] == "batch":
        return (int(record["epoch"]) - 1, int(record["step"])) > begin
    return record["type"] == "epoch" and int(record["epoch"]) > begin[0]


class FinalError(UserError):
    """A training ended in a way that it would end in again: resuming it is of no use."""


def end_record(error: BaseException) -> Record:
    """Say in one sentence why a run ended before its last epoch.

    Args:
        error: what left the training.
    """
    if isinstance(error, Cancelled):
        return {"type": "stopped", "message": "Stopped. The run goes on from here whenever you like."}
    return {"type": "error", "message": sentence_for(error), "is_resumable": not isinstance(error, FinalError)}


def sentence_for(error: BaseException) -> str:
    """What happened, why, and what to do next."""
    match error:
        case UserError():
            return str(error)
        case MemoryError():
            return (
                "There is not enough memory for this plan. The run is kept: close other programs and resume it, or "
                "start again with a smaller batch or input."
            )
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "The disk is full. Everything up to the last checkpoint is kept: make room, then resume the run."
        case OSError():
            reason = error.strerror or str(error)
            return (
                f"A file could not be read or written: {reason}. The run is kept; resume it from the last checkpoint."
            )
    reason = f"{type(error).__name__}: {error}".partition("\n")[0]
    return f"The training failed ({reason}). What it had reached is kept, and log.txt in the run's folder says more."

"""A training in a process of its own, as its parent sees it. Knows no Qt; every call returns at once."""

import contextlib
import json
import multiprocessing
import multiprocessing.process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Literal

from resnet_desktop.training.child import run_child
from resnet_desktop.training.records import ENDS, Record

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

State = Literal["starting", "running", "paused", "stopping", "ended"]
"""What a training does, as far as its records told."""

_AFTER = {"start": "running", "paused": "paused", "resumed": "running", **dict.fromkeys(ENDS, "ended")}


def state_after(record: Record, state: State) -> State:
    """The state of a training once it has told this record."""
    after: State = _AFTER.get(record["type"], state)  # type: ignore[assignment]
    return "stopping" if state == "stopping" and after != "ended" else after


class TrainingProcess:
    """One process's work on a run, from its last checkpoint (or its start) to its end.

    Attributes:
        run_name: the run; its folder is there already.
        state: what the process does, as far as its records were polled.
    """

    def __init__(self, run_name: str, *, outlives_parent: bool = False) -> None:
        """Prepare; nothing is started.

        Args:
            run_name: a run that is in the user's folder.
            outlives_parent: when this process ends, the training goes on; otherwise it stops with a checkpoint.
        """
        self.run_name = run_name
        self.state: State = "starting"
        self._outlives_parent = outlives_parent
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_killed = False

    def start(self) -> None:
        """Start the process.

        Raises:
            OSError: the system has no room for another process.
        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=run_child, args=(self.run_name, theirs, self._outlives_parent), name=f"training {self.run_name}"
        )
        process.start()
        theirs.close()  # only the child holds it now, so its death ends our reading
        # The interpreter joins its children before it ends; this one hears of our end by the pipe instead.
        multiprocessing.process._children.discard(process)  # type: ignore[attr-defined]  # noqa: SLF001
        self._process, self._connection = process, ours

    @property
    def is_alive(self) -> bool:
        """True from `start` until the process is gone."""
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int | None:
        """What the system calls the process; None before `start`."""
        return None if self._process is None else self._process.pid

    def pause(self) -> None:
        """Ask it to wait after the batch at hand; it keeps its memory, writes a checkpoint and uses no processor."""
        self._say("pause")

    def resume(self) -> None:
        """Let it go on."""
        self._say("resume")

    def stop(self) -> None:
        """Ask it to end after the batch at hand, with a checkpoint."""
        if self.state != "ended":
            self.state = "stopping"
            self._say("stop")

    def kill(self) -> None:
        """End it at once; what was done since the last checkpoint is lost."""
        if self._process is not None:
            self._is_killed = True
            self._process.kill()

    def poll(self, timeout: float = 0.0) -> list[Record]:
        """Give what it has told since the last call.

        Args:
            timeout: how long to wait for the first record, s.
        Returns:
            Records in order. The last one of all is ``done``, ``stopped`` or ``error``, also when the process died.
        """
        records: list[Record] = []
        connection = self._connection
        if connection is None:
            return records
        try:
            while connection.poll(0 if records else timeout):
                record = json.loads(connection.recv_bytes())
                records.append(record)
                self.state = state_after(record, self.state)
        except (EOFError, OSError):
            connection.close()
            self._connection = None
            if self.state != "ended":
                records.append(self._death())
                self.state = "ended"
        return records

    def wait(self, timeout: float | None = None) -> None:
        """Wait for the process to be gone; for tests and for a program that ends.

        Args:
            timeout: how long at most, s; None for ever.
        """
        if self._process is not None:
            self._process.join(timeout)

    def _say(self, word: str) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError):  # it is gone, which the next poll tells
                self._connection.send_bytes(word.encode())

    def _death(self) -> Record:
        assert self._process is not None
        self._process.join(1)
        return death_record(self._process.exitcode, is_killed=self._is_killed)


def death_record(exit_code: int | None, *, is_killed: bool = False) -> Record:
    """Say in one sentence that a process ended without a word.

    Args:
        exit_code: as the system gives it; below zero for a signal; None where it is not known.
        is_killed: it was ended on purpose.
    """
    if is_killed:
        return {"type": "stopped", "message": "Ended at once. The run goes on from its last checkpoint."}
    if exit_code == -9:
        reason = "was ended from outside, as the system does when memory runs out"
    elif exit_code is not None and exit_code < 0:
        reason = f"crashed (signal {-exit_code})"
    else:
        reason = "ended without a word" + (f" (code {exit_code})" if exit_code else "")
    message = f"The training process {reason}. The run is kept: resume it from its last checkpoint."
    return {"type": "error", "message": message, "is_resumable": True}

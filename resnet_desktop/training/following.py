"""Watching a run that another process trains: a window that was closed and opened again, or the command line."""

import time

from resnet_desktop import paths
from resnet_desktop.training.control import WISH_FILE
from resnet_desktop.training.process import State, death_record, state_after
from resnet_desktop.training.records import RECORDS_FILE, Record, parse_records, without_lost_steps
from resnet_desktop.training.run_lock import run_is_training


class RunWatch:
    """Has what `TrainingProcess` has, for a training that somebody else started: it reads the run's folder.

    Attributes:
        run_name: the run.
        state: what the training does, as far as its records were polled.
    """

    def __init__(self, run_name: str) -> None:
        self.run_name = run_name
        self.state: State = "running"
        self._folder = paths.runs_dir() / run_name
        self._place = 0
        self._rest = b""

    @property
    def is_alive(self) -> bool:
        """True while some process trains the run."""
        return run_is_training(self.run_name)

    def pause(self) -> None:
        """Ask the training to wait after the batch at hand."""
        self._wish("pause")

    def resume(self) -> None:
        """Let the training go on."""
        self._wish("resume")

    def stop(self) -> None:
        """Ask the training to end after the batch at hand, with a checkpoint."""
        if self.state != "ended":
            self.state = "stopping"
            self._wish("stop")

    def poll(self, timeout: float = 0.0) -> list[Record]:
        """Give what the run has told since the last call; at the first call, all it has told so far.

        Args:
            timeout: how long to wait for the first record, s.
        Returns:
            Records in order, of the batches at most one a second. The last one is ``done``, ``stopped`` or ``error``.
        """
        deadline = time.monotonic() + timeout
        while True:
            is_alive = self.is_alive  # before reading: what was told before the end is read before the end
            records = self._take()
            for record in records:
                self.state = state_after(record, self.state)
            if not is_alive and self.state != "ended":
                records.append(death_record(None))
                self.state = "ended"
            if records or time.monotonic() >= deadline:
                return records
            time.sleep(0.05)

    def _take(self) -> list[Record]:
        if self._size() <= self._place:
            return []
        is_first = self._place == 0
        with (self._folder / RECORDS_FILE).open("rb") as file:
            file.seek(self._place)
            content = file.read()
        self._place += len(content)
        whole, newline, self._rest = (self._rest + content).rpartition(b"\n")
        records = parse_records(whole + newline)
        return _of_last_process(without_lost_steps(records)) if is_first else records

    def _size(self) -> int:
        try:
            return (self._folder / RECORDS_FILE).stat().st_size
        except FileNotFoundError:
            return 0

    def _wish(self, word: str) -> None:
        paths.write_atomically(self._folder / WISH_FILE, word.encode())


def _of_last_process(records: list[Record]) -> list[Record]:
    """Leave out how earlier processes began and ended; the curve stays whole."""
    begin = max((index for index, record in enumerate(records) if record["type"] == "start"), default=0)
    return [each for index, each in enumerate(records) if index >= begin or each["type"] in ("batch", "epoch", "hint")]

"""The child process of a training: its entry, and how it talks to its parent. Nothing heavy is imported at the top."""

import faulthandler
import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.jobs import Cancelled, Progress
from resnet_desktop.priority import stand_back
from resnet_desktop.training.control import TrainingControl
from resnet_desktop.training.records import ENDS, Record, end_record

_INTERVAL_S = 0.05
_LAST_WORDS_S = 5.0


def run_child(name: str, connection: Connection, outlives_parent: bool) -> None:
    """Train a run to its end; the entry of the spawned process.

    Args:
        name: the run.
        connection: records go out, the words pause, resume and stop come in.
        outlives_parent: go on when the parent dies; otherwise stop with a checkpoint.
    """
    folder = paths.runs_dir() / name
    _detach(folder)
    sender = RecordSender(connection)
    control = TrainingControl(lambda progress: sender.send(_progress_record(progress)), folder)
    signal.signal(signal.SIGTERM, lambda *_: control.cancel())
    orphaned: Callable[[], None] = (lambda: None) if outlives_parent else control.cancel
    threading.Thread(target=_listen, args=(connection, control, orphaned), daemon=True).start()
    try:
        _train(name, control, sender)
    finally:
        sender.close()


def _train(name: str, control: TrainingControl, sender: "RecordSender") -> None:
    try:
        from resnet_desktop.training.fine_tune import fine_tune
        from resnet_desktop.training.run import Run

        fine_tune(Run.open(name), control, sender.send)
    except Cancelled as stopped:
        sender.send_end(end_record(stopped))
    except Exception as error:  # noqa: BLE001 - the process ends here, and its parent is told why
        traceback.print_exception(error)
        sender.send_end(end_record(error))


def _detach(folder: Path) -> None:
    """Leave the parent's terminal and let its window go first.

    Neither the terminal's Ctrl-C nor the parent's end reaches the training; what is printed is kept.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setsid()
    stand_back()  # as the leader of its session
    try:
        log = (folder / "log.txt").open("a", buffering=1, encoding="utf-8")
    except OSError:
        log = Path(os.devnull).open("a", encoding="utf-8")  # noqa: SIM115 - it stays open to the process's end
    for descriptor in (1, 2):
        os.dup2(log.fileno(), descriptor)
    sys.stdout = sys.stderr = log
    faulthandler.enable(log)


def _listen(connection: Connection, control: TrainingControl, orphaned: Callable[[], None]) -> None:
    while True:
        try:
            word = connection.recv_bytes().decode()
        except (EOFError, OSError):  # the parent is gone
            orphaned()
            return
        control.obey(word)


def _progress_record(progress: Progress) -> Record:
    return {"type": "progress", "done": progress.done, "total": progress.total, "message": progress.message}


class RecordSender:
    """Sends records on a thread of its own, 20 times a second, so that a busy parent never holds the training up.

    Of the batches and of the progress only the latest goes out each time; all else goes out in order.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[Record] = []
        self._changed = threading.Condition()
        self._is_closed = False
        self._has_ended = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def send(self, record: Record) -> None:
        """Send a record soon."""
        with self._changed:
            if (
                record["type"] in ("batch", "progress")
                and self._waiting
                and self._waiting[-1]["type"] == record["type"]
            ):
                self._waiting.pop()
            self._waiting.append(record)
            self._has_ended = self._has_ended or record["type"] in ENDS
            self._changed.notify()

    def send_end(self, record: Record) -> None:
        """Send the last record, if none was sent yet."""
        if not self._has_ended:
            self.send(record)

    def close(self) -> None:
        """Send what waits; a parent that does not listen is given up after some seconds."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join(_LAST_WORDS_S)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closed)
                records, self._waiting = self._waiting, []
            if not records:
                return
            try:
                for record in records:
                    self._connection.send_bytes(json.dumps(record).encode())
            except OSError:  # the parent is gone, which `_listen` hears as well
                pass
            time.sleep(0 if self._is_closed else _INTERVAL_S)

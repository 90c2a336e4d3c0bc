"""The spawned process that writes an export, or runs one. Nothing heavy is imported at the top.

Each is a process of its own: TensorFlow stalls a window while it is imported and cannot be interrupted while it
converts, and what checks a file must not share anything with what wrote it.
"""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

Work = Callable[..., Any]
"""A function at the top of a module; its last argument tells how far it is, as ``(done, total)``."""


def run_child(connection: Connection, log: Path) -> None:
    """Do one piece of work; the entry of the spawned process.

    The work comes through the connection: where a process dies before it has read the arguments that it was started
    with, and they are longer than a pipe holds, Python waits for it for ever.

    Args:
        connection: gives a function and all of its arguments but the last, see `Work`; takes
            ``("progress", done, total)`` and at the end ``("result", …)`` or ``("error", text, is_full)``.
        log: takes what the frameworks print.
    """
    os.environ["KERAS_BACKEND"] = "tensorflow"  # whatever trains here: TensorFlow is what these formats are about
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    _print_into(log)
    work, arguments = connection.recv()
    threading.Thread(target=_end_with_parent, args=(connection,), daemon=True).start()
    try:
        result = work(*arguments, lambda done, total: connection.send(("progress", done, total)))
        connection.send(("result", result))
    except BaseException as error:  # noqa: BLE001 - the process ends here, and its parent is told why
        connection.send(("error", _sentence(error), _is_full(error)))


def _print_into(log: Path) -> None:
    file = log.open("a", buffering=1, encoding="utf-8")
    for descriptor in (1, 2):
        os.dup2(file.fileno(), descriptor)
    sys.stdout = sys.stderr = file


def _end_with_parent(connection: Connection) -> None:
    """The parent does not write any more; so what can be read is its end."""
    try:
        connection.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _sentence(error: BaseException) -> str:
    """The first line that says something."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _is_full(error: BaseException) -> bool:
    """Whether a disk was full; TensorFlow and OpenVINO only say so in words."""
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or os.strerror(errno.ENOSPC) in str(error)

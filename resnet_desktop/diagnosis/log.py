"""The log that is always on: a few files of a bounded size, in the program's data folder."""

import faulthandler
import logging
import platform
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from resnet_desktop import __version__, paths

LARGEST_FILE = 500_000
"""Bytes; then the next file is begun."""

KEPT_FILES = 4
"""Beside the one that grows."""

_FORMAT = "%(asctime)sZ %(process)d %(levelname)s %(name)s: %(message)s"
_log = logging.getLogger(__name__)


class _QuietHandler(RotatingFileHandler):
    """A log that cannot be written must not hinder the program, nor fill a terminal."""

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802  overrides logging's own
        """Say nothing."""


def log_file(part: str) -> Path:
    """The file that a part of the program logs to.

    Args:
        part: ``window`` or ``command``.
    """
    return paths.logs_dir() / f"{part}.log"


def start_log(part: str) -> None:
    """Log from now on: everything from information upwards, errors that nobody caught, and crashes.

    Where the folder cannot be written there is no log, and nothing is said.

    Args:
        part: ``window`` or ``command``: each has its own file, because two programs cannot rotate one.
    """
    path = log_file(part)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _QuietHandler(path, maxBytes=LARGEST_FILE, backupCount=KEPT_FILES, encoding="utf-8")
        crashes = path.with_suffix(".crash.log").open("a", encoding="utf-8")
    except OSError:
        return
    formatter = logging.Formatter(_FORMAT, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(crashes)  # which must stay open
    _catch_the_uncaught()
    _log.info("ResNet Desktop %s, Python %s, %s", __version__, platform.python_version(), platform.platform())


def _catch_the_uncaught() -> None:
    """Log errors that end a thread or the program, and then do what is done otherwise."""
    before, before_in_threads = sys.excepthook, threading.excepthook

    def log(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            _log.critical("Uncaught", exc_info=(kind, error, trace))
        before(kind, error, trace)

    def log_thread(told: Any) -> None:
        if told.exc_value is not None:
            _log.critical("Uncaught in %s", told.thread, exc_info=(told.exc_type, told.exc_value, told.exc_traceback))
        before_in_threads(told)

    sys.excepthook = log
    threading.excepthook = log_thread

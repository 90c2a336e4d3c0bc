"""One run of pip: a calm line of progress instead of its many, and one reason when it fails."""

import contextlib
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from checkout import say

TICK_S = 0.2
HEARTBEAT_S = 20.0

_DOWNLOADING = re.compile(r"\s*Downloading (?:\S*/)?([A-Za-z0-9_.]+?)-\d\S* \(([\d.]+ \w+)\)")
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")

_NO_CONNECTION = (
    "NewConnectionError|NameResolutionError|name resolution|Failed to establish|ConnectTimeout|ReadTimeout"
    "|Read timed out|Network is unreachable|Connection (refused|reset|aborted)|RemoteDisconnected"
)
# What pip's output tells about a failure: pattern -> reason; the first that is found anywhere wins.
REASONS = {
    "No space left on device|Errno 28|not enough space on the disk": "the disk is full. Make room first.",
    "CERTIFICATE_VERIFY_FAILED|SSLError": (
        "the connection is not trusted. Where a proxy reads connections, set PIP_CERT to its certificate."
    ),
    "ProxyError|407 Proxy": "the proxy refused. Set HTTPS_PROXY to the right one.",
    _NO_CONNECTION: "the Python package index cannot be reached. Check the network connection.",
    "Permission denied|PermissionError|Access is denied": "files cannot be written. Check who owns the folder .venv.",
}
_NO_BUILD = re.compile(r"[Nn]o matching distributions? (?:found for|available for your environment:)\s+([\w.\-\[\]]+)")


def reason_of(lines: Iterable[str]) -> str:
    """Find out from pip's output why it failed, in one sentence for a person."""
    text = "\n".join(lines)
    for pattern, reason in REASONS.items():
        if re.search(pattern, text):
            return reason
    if match := _NO_BUILD.search(text):
        return (
            f"the Python package index has no {match[1]} for this Python and machine. Python 3.11 to 3.13 (64 bits) "
            "is needed on Linux with glibc 2.34 or newer, Windows 10 or newer, or macOS 13 or newer on ARM."
        )
    said = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in said if line.startswith("ERROR:")]
    return (errors or said or ["pip gave no reason."])[-1]


def clock(seconds: float) -> str:
    """Write a duration as a stopwatch: ``0:07``, ``12:34``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


class Activity:
    """What pip is doing, read from its output line by line.

    Attributes:
        now: for a person: ``downloading tensorflow_cpu (245.3 MB) 34 %``; empty before anything is known.
    """

    def __init__(self) -> None:
        self.now = ""
        self._download = ""

    def read(self, line: str) -> bool:
        """Take in one line of output.

        Returns:
            True for the line after which pip changes files; once.
        """
        if match := _PROGRESS.match(line):
            share = 100 * int(match[1]) // max(1, int(match[2]))
            self.now = f"{self._download} {share} %" if self._download else ""
        elif match := _DOWNLOADING.match(line):
            self._download = self.now = f"downloading {match[1]} ({match[2]})"
        elif line.startswith("Collecting "):
            self.now = f"looking for {re.split('[<>=!~;[ ]', line.removeprefix('Collecting ').strip())[0]}"
        elif line.startswith("Installing collected packages"):
            self.now = "unpacking"
            return True
        return False


class Pip:
    """One run of pip."""

    def __init__(self, line: list[str], environment: Mapping[str, str], log: Path) -> None:
        self._line = line
        self._environment = {**environment, "PYTHONUNBUFFERED": "1"}
        self._log = log

    def run(self, title: str, on_change: Callable[[], object]) -> str | None:
        """Run to the end; a line with elapsed time lives on a terminal, a few lines go to a file or a log.

        Args:
            title: what is being installed, for a person.
            on_change: called once before pip changes files.

        Returns:
            None when all went well, else the reason.
        """
        activity = Activity()
        output: list[str] = []
        with self._log.open("a", encoding="utf-8") as log, Ticker(title, activity) as ticker:
            process = subprocess.Popen(
                self._line,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            with process:
                try:
                    for line in process.stdout or ():
                        if activity.read(line):
                            on_change()
                        if not _PROGRESS.match(line):
                            log.write(line)
                            output.append(line)
                except BaseException:
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=5)  # Ctrl-C reached pip as well: let it tidy up
                    process.kill()
                    raise
            status = process.wait()
            ticker.succeeded = status == 0
        return None if status == 0 else reason_of(output)


class Ticker:
    """Shows that work goes on: one line that is rewritten on a terminal, now and then a new line elsewhere.

    Attributes:
        succeeded: set by the caller before the end.
    """

    def __init__(self, title: str, activity: Activity) -> None:
        self._title = title
        self._activity = activity
        self._on_terminal = sys.stderr.isatty()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self.succeeded = False

    def __enter__(self) -> "Ticker":
        self._started = time.monotonic()
        if not self._on_terminal:
            say(f"{self._title} ...")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        outcome = "done in" if self.succeeded else "stopped after"
        text = f"{self._title}: {outcome} {clock(time.monotonic() - self._started)}"
        if self._on_terminal:
            self._rewrite(text)
            text = ""
        say(text)

    def _tick(self) -> None:
        while not self._ended.wait(TICK_S if self._on_terminal else HEARTBEAT_S):
            text = f"{self._title}  {clock(time.monotonic() - self._started)}  {self._activity.now}"
            if self._on_terminal:
                self._rewrite(text)
            else:
                say(text)

    @staticmethod
    def _rewrite(text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{text[:width].ljust(width)}")
        sys.stderr.flush()

"""A file from the web: with progress, and going on where it was when the line broke or the program was closed."""

import shutil
import socket
import threading
from collections.abc import Sequence
from pathlib import Path

from resnet_desktop import formatting
from resnet_desktop.downloads.partial_file import DownloadError, PartialFile, Source
from resnet_desktop.downloads.web_stream import Broken, Head, WebStream
from resnet_desktop.jobs import Control, Progress

DOWNLOADING = "Downloading"
"""The message while bytes come."""

CONNECTING = "Connecting"

WAITS_S = (0.5, 1, 2, 4, 8)
"""Pauses before a broken connection is tried again; any new byte begins the row anew."""

_REPORT_BYTES = 1 << 18
_WRONG = "what came is another file, or it was damaged on the way; try again later"


def bytes_here(source: Source) -> int:
    """How many bytes of it are here already; all of them when the file is whole."""
    file = PartialFile(source)
    return file.whole.stat().st_size if file.whole.is_file() else file.size


def forget(source: Source) -> None:
    """Delete what has come of an unfinished download."""
    PartialFile(source).forget()


def download(control: Control, source: Source, waits_s: Sequence[float] = WAITS_S) -> Path:
    """Fetch a file unless it is here.

    Args:
        control: progress in bytes, and cancellation, which keeps what has come.
        source: what to fetch.
        waits_s: pauses between attempts that bring nothing.
    Returns:
        The file; its content was checked.
    Raises:
        DownloadError: there is no room, no answer, or the content is another one.
        Cancelled: the caller asked to stop; the next call goes on from there.
    """
    file = PartialFile(source)
    if file.whole.is_file():
        return file.whole
    _check_room(source, file)
    has_old_part = file.size > 0
    _fetch(control, source, file, waits_s)
    if file.is_right(control):
        return file.complete()
    file.forget()
    if has_old_part:  # it may have been of another file, or damaged since
        _fetch(control, source, file, waits_s)
        if file.is_right(control):
            return file.complete()
        file.forget()
    raise DownloadError(source, _WRONG)


def _fetch(control: Control, source: Source, file: PartialFile, waits_s: Sequence[float]) -> None:
    """Bring the partial file to its full length, over as many connections as it takes."""
    failures = 0
    _tell(control, source, file, CONNECTING)
    while (before := file.size) < source.size:
        try:
            reason = _read_once(control, source, file)
        except OSError as error:
            reason = _reason_of(error)
        except (*Broken, ValueError) as error:
            reason = f"the connection broke ({type(error).__name__})"
        if file.size > before:
            failures = 0
            continue
        if failures == len(waits_s):
            kept = ", what has come so far is kept" if file.size else ""
            raise DownloadError(source, f"{reason}; try again later{kept}")
        _tell(control, source, file, f"{reason[:1].upper()}{reason[1:]}, trying again")
        _wait(waits_s[failures], control)
        failures += 1


def _tell(control: Control, source: Source, file: PartialFile, message: str) -> None:
    control.report(Progress(file.size, source.size, message, is_bytes=True))


def _read_once(control: Control, source: Source, file: PartialFile) -> str:
    """Read from one connection until it ends; say why it may have ended early."""
    begin = file.size
    tag = file.tag if begin else ""
    stream = WebStream(source.url, begin if tag else 0, tag, control)
    try:
        start = _accept(source, stream.head, begin)
        if start is None:
            file.forget()
            return "the server cannot go on where the file ends"
        done = reported = start
        file.begin(stream.head.tag)
        with file.path.open("r+b" if start else "wb") as output:
            _tell(control, source, file, DOWNLOADING)
            output.seek(start)
            for chunk in stream:
                if done + len(chunk) > source.size:
                    output.truncate(0)
                    raise DownloadError(source, "the server sends another file, which is longer")
                output.write(chunk)
                done += len(chunk)
                if done - reported >= _REPORT_BYTES or done == source.size:
                    control.report(Progress(done, source.size, DOWNLOADING, is_bytes=True))
                    reported = done
        return "the connection ended early"
    finally:
        stream.close()


def _accept(source: Source, head: Head, begin: int) -> int | None:
    """Say where the bytes that come belong; None where they are no continuation of those that are here."""
    match head.status:
        case 200 | 206:
            if head.total is not None and head.total != source.size:
                raise DownloadError(
                    source,
                    f"the server offers {formatting.count(head.total)} bytes where "
                    f"{formatting.count(source.size)} are expected, so it is another file",
                )
            return head.start if head.start in (0, begin) else None
        case 416:
            return None
        case 404 | 410:
            raise DownloadError(source, f"it is not at {source.url} any more (HTTP {head.status})")
        case 401 | 403 | 407:
            raise DownloadError(source, f"the server or a proxy refuses to give it (HTTP {head.status})")
    raise ConnectionError(f"the server has a problem (HTTP {head.status})")


def _check_room(source: Source, file: PartialFile) -> None:
    folder = file.whole.parent
    folder.mkdir(parents=True, exist_ok=True)
    needed = source.size - file.size + source.room
    if (free := shutil.disk_usage(folder).free) < needed:
        raise DownloadError(
            source,
            f"it needs {formatting.size(needed)} on the disk of {folder}, where {formatting.size(free)} are free",
        )


def _reason_of(error: OSError) -> str:
    inner = getattr(error, "reason", error)  # urllib's own error wraps that of the connection
    if isinstance(inner, TimeoutError):
        return "the server does not answer"
    if isinstance(inner, socket.gaierror):  # whose words differ from system to system
        return "the server cannot be found (is there a connection?)"
    text = getattr(inner, "strerror", None) or str(inner)
    return text[:1].lower() + text[1:] if text else "the connection broke"


def _wait(seconds: float, control: Control) -> None:
    pause = threading.Event()
    for _ in range(round(seconds / 0.1)):
        control.check()
        pause.wait(0.1)

"""Bytes from the web, on a thread that may hang without holding anybody up."""

import email.message
import http.client
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from resnet_desktop import __version__
from resnet_desktop.jobs import Control

TIMEOUT_S = 20.0
"""A server that says nothing for this long counts as gone."""

_CHUNK = 1 << 16
_POLL_S = 0.1

Broken = (OSError, http.client.HTTPException)
"""What a connection can break with; `urllib.error.URLError` and time-outs are among them."""


@dataclass(frozen=True)
class Head:
    """What a server says before the bytes.

    Attributes:
        status: of HTTP.
        start: the first byte's place in the file; 0 where the whole file comes.
        total: the whole file's length, bytes; None where it is not said.
        length: how many bytes come now; None where it is not said.
        tag: names this version of the file; empty where the server has no name for it.
    """

    status: int
    start: int
    total: int | None
    length: int | None
    tag: str


class WebStream:
    """One answer of a server. The thread that waits for it is a daemon: a name server may take minutes to fail.

    Args:
        url: http or https; proxies are those of the environment, or of the system.
        start: wanted first byte.
        tag: the version that the bytes before ``start`` are of.
        control: is asked ten times a second.
    Raises:
        OSError: there is no answer (`http.client.HTTPException` too).
        Cancelled: the caller asked to stop.
    """

    def __init__(self, url: str, start: int, tag: str, control: Control) -> None:
        self._control = control
        self._queue: queue.Queue[Head | bytes | BaseException] = queue.Queue(maxsize=16)
        self._is_over = threading.Event()
        headers = {"User-Agent": f"ResNet-Desktop/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers |= {"Range": f"bytes={start}-", "If-Range": tag}
        request = urllib.request.Request(url, headers=headers)
        threading.Thread(target=self._read, args=(request,), name="download", daemon=True).start()
        try:
            head = self._next()
        except BaseException:
            self.close()
            raise
        assert isinstance(head, Head)
        self.head = head

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._next():
            assert isinstance(chunk, bytes)
            yield chunk

    def close(self) -> None:
        """Let the thread end."""
        self._is_over.set()

    def _next(self) -> Head | bytes:
        while True:
            self._control.check()
            try:
                item = self._queue.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if isinstance(item, BaseException):
                raise item
            return item

    def _read(self, request: urllib.request.Request) -> None:
        try:
            opener = urllib.request.build_opener()  # `urlopen` keeps the proxies of its first call
            with opener.open(request, timeout=TIMEOUT_S) as response:
                self._put(_head_of(response.status, response.headers))
                while not self._is_over.is_set():
                    chunk = response.read(_CHUNK)
                    self._put(chunk)
                    if not chunk:
                        return
        except urllib.error.HTTPError as error:
            self._put(_head_of(error.code, error.headers))
            error.close()
        except (*Broken, ValueError) as error:  # ValueError: an address that is none, or a redirect to one
            self._put(error)

    def _put(self, item: Head | bytes | BaseException) -> None:
        while not self._is_over.is_set():
            try:
                self._queue.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return


def _head_of(status: int, headers: email.message.Message) -> Head:
    length = _number(headers.get("Content-Length", ""))
    tag = headers.get("ETag", "")
    if not tag or tag.startswith("W/"):  # a weak one says nothing about bytes
        tag = headers.get("Last-Modified", "")
    start, total = 0, length
    if status in (206, 416):
        span, _, whole = headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
        start, total = _number(span.partition("-")[0]) or 0, _number(whole)
    return Head(status, start, total, length, tag)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None

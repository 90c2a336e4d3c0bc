"""A real web server of this machine, which behaves as badly as it is told to."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from resnet_desktop.downloads import Source

CONTENT = bytes(range(256)) * 4_000  # 1 MB
NO_WAITS = (0.0, 0.0, 0.0)
"""For `download`: pauses that are none."""


@dataclass
class Server:
    """A server, what it is told, and what it was asked.

    Attributes:
        answers: how each request is answered, in order; the last one stays.
        content: of the file.
        tag: the file's ETag; empty for none.
        ranges: the Range header of each request; empty without one.
    """

    answers: list[Callable[["Handler"], None]]
    content: bytes = CONTENT
    tag: str = '"v1"'
    ranges: list[str] = field(default_factory=list)
    url: str = ""

    def source(self, **changes: Any) -> Source:
        """The file that ought to be there: `CONTENT`, where nothing else is said."""
        facts = {
            "title": "The file",
            "url": self.url,
            "file_name": "file.bin",
            "md5": hashlib.md5(CONTENT).hexdigest(),
            "size": len(CONTENT),
        }
        return Source(**{**facts, **changes})


class Handler(BaseHTTPRequestHandler):
    """One connection.

    Attributes:
        told: what the server is told.
    """

    told: Server

    def do_GET(self) -> None:
        """Answer as the server is told."""
        self.told.ranges.append(self.headers.get("Range", ""))
        answers = self.told.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def begin(self, status: int, length: int | None, **headers: str) -> None:
        """Send what comes before the bytes."""
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.told.tag:
            self.send_header("ETag", self.told.tag)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
        """Say nothing."""


def whole(handler: Handler) -> None:
    """A plain server: always gives everything."""
    handler.begin(200, len(handler.told.content))
    handler.wfile.write(handler.told.content)


def ranged(handler: Handler, most: int = 1 << 40) -> None:
    """A good server: gives what is asked for, if it is of the version that is there."""
    content, asked = handler.told.content, handler.headers.get("Range", "")
    start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
    if start and handler.headers.get("If-Range") == handler.told.tag:
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        handler.begin(206, len(content) - start, Content_Range=span)
    else:
        start = 0
        handler.begin(200, len(content))
    handler.wfile.write(content[start : start + most])


def status(code: int) -> Callable[[Handler], None]:
    """A server that only gives this status."""
    return lambda handler: handler.begin(code, 0)


@contextmanager
def serving(told: Server) -> Iterator[Server]:
    """Let it run; its address is in ``url``."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("TheHandler", (Handler,), {"told": told}))
    made.daemon_threads = True
    told.url = f"http://127.0.0.1:{made.server_port}/file.bin"
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        made.shutdown()
        made.server_close()
        thread.join()

"""A web server of this machine that gives one file, or only says that it has none."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from resnet_desktop.downloads import Source


@dataclass
class ServedFile:
    """What is served, and what was asked for.

    Attributes:
        content: of the file; None where the server says that it is not there any more.
        url: of the file.
        starts: the first byte that each request wanted.
    """

    content: bytes | None
    url: str = ""
    starts: list[int] = field(default_factory=list)

    def source(self, title: str, file_name: str) -> Source:
        """What a download of it is told."""
        content = self.content or b"?"
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return Source(title=title, url=self.url, file_name=file_name, md5=digest, size=len(content))


@contextmanager
def serving(content: bytes | None) -> Iterator[ServedFile]:
    """Serve a file until the end of the block."""
    served = ServedFile(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            served.starts.append(start)
            if served.content is None:
                self.send_error(404)
                return
            whole = len(served.content)
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(whole - start))
            self.send_header("ETag", '"v1"')
            if start:
                self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
            self.end_headers()
            self.wfile.write(served.content[start:])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_port}/file"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

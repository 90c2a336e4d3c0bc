"""A file on the web whose content is known, and as much of it as has come."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control


@dataclass(frozen=True)
class Source:
    """A file on the web whose content is known.

    Attributes:
        title: what it is, for a person.
        url: where it is.
        file_name: what it is called here.
        md5: of its content, 32 hexadecimal digits.
        size: its length, bytes.
        room: what is needed beside it for unpacking, bytes.
    """

    title: str
    url: str
    file_name: str
    md5: str
    size: int
    room: int = 0


class DownloadError(UserError):
    """A file could not be fetched; what has come of it is kept for the next time, if it can be used.

    Attributes:
        source: what was wanted.
    """

    def __init__(self, source: Source, reason: str) -> None:
        super().__init__(f"{source.title} could not be downloaded: {reason}")
        self.source = source


class PartialFile:
    """What has come of a file, and which version on the server it is of.

    Attributes:
        whole: where the file is once it is complete.
        path: where it grows.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.whole = paths.cache_dir() / "downloads" / source.file_name
        self.path = self.whole.with_name(f"{source.file_name}.partial")
        self._notes = self.whole.with_name(f"{source.file_name}.json")

    @property
    def size(self) -> int:
        """How much has come, bytes."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def tag(self) -> str:
        """The server's name for the version that it is of; empty where that is not known, or of another server."""
        try:
            notes = json.loads(self._notes.read_text("utf-8"))
            return str(notes["tag"]) if notes["url"] == self._source.url else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, tag: str) -> None:
        """Note which version comes."""
        paths.write_atomically(self._notes, json.dumps({"url": self._source.url, "tag": tag}).encode())

    def forget(self) -> None:
        """Delete what has come."""
        for path in (self.path, self._notes):
            path.unlink(missing_ok=True)

    def complete(self) -> Path:
        """Give the file its name."""
        self.path.replace(self.whole)
        self.forget()
        return self.whole

    def is_right(self, control: Control) -> bool:
        """Compare the checksum: half a second for CIFAR-10."""
        digest = hashlib.md5(usedforsecurity=False)
        with self.path.open("rb") as file:
            while chunk := file.read(1 << 20):
                control.check()
                digest.update(chunk)
        return digest.hexdigest() == self._source.md5

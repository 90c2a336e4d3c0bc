"""Zip archives of strangers: bounded before they are read, and nothing in them is unpacked to a disk."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from resnet_desktop.models.errors import WeightsError, shown

MOST_MEMBERS = 5_000
LARGEST_DIRECTORY = 2_000_000
LARGEST_RATIO = 50
"""Weights hardly shrink; what shrinks to a fiftieth is a bomb."""

_FREE_SIZE = 1_000_000
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 20


class Archive:
    """An archive whose directory is sound.

    Attributes:
        path: its path, for errors.
        members: what is in it, by name.
    """

    def __init__(self, path: Path, opened: zipfile.ZipFile, size: int) -> None:
        self.path = path
        self.members: dict[str, zipfile.ZipInfo] = {}
        self._opened = opened
        for member in opened.infolist():
            _check_member(member, size, path)
            if member.filename in self.members:
                raise WeightsError(path, "each file once", f"{shown(member.filename)} is there twice")
            self.members[member.filename] = member

    def open(self, name: str) -> IO[bytes]:
        """Open a member; at its end its checksum is compared."""
        return self._opened.open(self.members[name])

    def read(self, name: str, largest: int) -> bytearray:
        """Read a member whole.

        Args:
            name: which.
            largest: bytes that it may have.
        Raises:
            WeightsError: it is larger than that, or not as large as the archive says.
        """
        size = self.members[name].file_size
        if size > largest:
            raise WeightsError(self.path, f"at most {largest:,} bytes for {shown(name)}", f"it has {size:,}")
        content = bytearray(size)
        rest = memoryview(content)
        with self.open(name) as stream:
            while rest:
                part = stream.read(min(len(rest), _CHUNK))
                if not part:
                    raise WeightsError(self.path, "a whole archive", f"{shown(name)} ends too early")
                rest[: len(part)] = part
                rest = rest[len(part) :]
            if stream.read(1):
                raise WeightsError(self.path, f"{size:,} bytes in {shown(name)}", "there are more")
        return content


@contextmanager
def opened_zip(file: BinaryIO, size: int, path: Path) -> Iterator[Archive]:
    """Open an archive; whatever Python finds wrong with it in the block is said in this project's words.

    Args:
        file: open.
        size: of the file, bytes.
        path: its path, for the error.
    Returns:
        The archive; each member was looked at.
    Raises:
        WeightsError: the archive is damaged, or has what no archive of weights has.
    """
    _check_directory(file, size, path)
    try:
        with zipfile.ZipFile(file) as opened:
            yield Archive(path, opened, size)
    except (
        EOFError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise WeightsError(path, "a readable archive", f"the archive is damaged ({error})") from error


def _check_directory(file: BinaryIO, size: int, path: Path) -> None:
    """Refuse a directory of files that is too long to be read; ``zipfile`` reads any length."""
    file.seek(max(0, size - 65_557))  # the record and the longest comment behind it
    end = file.read()
    start = end.rfind(b"PK\x05\x06")
    if start < 0 or len(end) < start + 22:
        raise WeightsError(path, "a readable archive", "the file ends too early")
    entries = int.from_bytes(end[start + 10 : start + 12], "little")
    length = int.from_bytes(end[start + 12 : start + 16], "little")
    if entries > MOST_MEMBERS or length > LARGEST_DIRECTORY or length > size:
        raise WeightsError(path, f"at most {MOST_MEMBERS:,} arrays", f"the archive has {entries:,} in {length:,} bytes")
    file.seek(0)


def _check_member(member: zipfile.ZipInfo, size: int, path: Path) -> None:
    name = member.filename
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_odd = name != member.orig_filename or "\\" in name or ":" in name
    if is_odd or name.startswith("/") or ".." in name.split("/"):
        raise WeightsError(path, "files inside the archive", f"{shown(name)} would lie elsewhere")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise WeightsError(path, "plain files", f"{shown(name)} is a link or a device")
    if member.flag_bits & 0x1:
        raise WeightsError(path, "files that everybody can read", f"{shown(name)} is encrypted")
    if member.compress_type not in _KNOWN_METHODS:
        raise WeightsError(path, "stored or deflated files", f"{shown(name)} is packed in another way")
    if member.compress_size > size or member.file_size > LARGEST_RATIO * member.compress_size + _FREE_SIZE:
        raise WeightsError(
            path, "weights", f"{shown(name)} would grow from {member.compress_size:,} to {member.file_size:,} bytes"
        )

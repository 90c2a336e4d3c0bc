"""Every change that sorting makes on a disk, one small step each: here tests stop the program at any of them."""

import errno
import os
import shutil
import stat
from contextlib import suppress
from io import FileIO
from pathlib import Path

from resnet_desktop.images.files import system_path
from resnet_desktop.paths import write_atomically

_IS_WINDOWS = os.name == "nt"
_HAS_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


class Disk:
    """The file system. Methods raise `OSError` as the system does; a missing file is no error to `remove`."""

    def make_folder(self, path: Path) -> None:
        """Make one folder."""
        system_path(path).mkdir()

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        system_path(path).rmdir()

    def create(self, path: Path) -> FileIO:
        """Make a new file for writing; it must not exist."""
        return system_path(path).open("xb", buffering=0)

    def reopen(self, path: Path, length: int) -> FileIO:
        """Open a file to write behind its first ``length`` bytes; what follows them is cut off."""
        file = system_path(path).open("r+b", buffering=0)
        file.truncate(length)
        file.seek(length)
        return file

    def write(self, file: FileIO, content: bytes) -> None:
        """Hand bytes over to the system: they outlive this process, but not yet a power cut."""
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]

    def sync(self, file: FileIO) -> None:
        """Wait until what was written outlives a power cut."""
        os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder outlive a power cut."""
        if _IS_WINDOWS:  # there a folder cannot be opened, and renaming is journalled
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EBADF}:  # file systems over a network know no such thing
                raise
        finally:
            os.close(handle)

    def keep_facts(self, source: Path, path: Path) -> None:
        """Give a copy the times, the permissions and, where there are such, the attributes of its source."""
        with suppress(OSError):  # memory cards have no permissions, and a copy without them is still the picture
            shutil.copystat(system_path(source), system_path(path))

    def set_facts(self, path: Path, mode: int, mtime_ns: int) -> None:
        """Set a file's permissions and the time when it was last written."""
        with suppress(OSError):  # as above
            os.utime(system_path(path), ns=(mtime_ns, mtime_ns))
            system_path(path).chmod(stat.S_IMODE(mode))

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, which must not exist."""
        os.link(system_path(source), system_path(target))

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file on Windows, where this never overwrites."""
        os.rename(system_path(source), system_path(target))  # noqa: PTH104  # Path.rename is the same by another name

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file over another one of the same folder."""
        os.replace(system_path(source), system_path(target))

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        try:
            system_path(path).unlink(missing_ok=True)
        except PermissionError:
            if not _IS_WINDOWS:
                raise
            system_path(path).chmod(stat.S_IWRITE)  # Windows refuses to remove what must not be written
            system_path(path).unlink()

    def write_record(self, path: Path, content: bytes) -> None:
        """Replace a small file as a whole; its folder is made when it is missing."""
        write_atomically(path, content)


def move_name(disk: Disk, source: Path, target: Path) -> None:
    """Move a file to a name that must be free, within one file system, so that nothing is ever overwritten.

    A second name is made before the first one goes, so a stop in between leaves both. Where a file cannot have two
    names (memory cards), an empty file keeps the place until the file is renamed over it.

    Raises:
        FileExistsError: the name is taken.
        OSError: with `errno.EXDEV`, the names are on two file systems; otherwise the system refused. The file is
            where it was.
    """
    if _IS_WINDOWS:
        disk.rename(source, target)
        return
    try:
        disk.link(source, target)
    except OSError as error:
        if error.errno not in _HAS_NO_LINKS:
            raise
        _rename_over_a_placeholder(disk, source, target)
        return
    try:
        disk.remove(source)
    except OSError:
        disk.remove(target)
        raise


def _rename_over_a_placeholder(disk: Disk, source: Path, target: Path) -> None:
    disk.create(target).close()
    try:
        disk.replace(source, target)
    except OSError:
        disk.remove(target)
        raise

"""A zip file of pictures, unpacked with the same care as a tar file."""

import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control, Progress

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OF_MACOS = "__MACOSX"
"""A folder beside the pictures, with a file for each of them that is no picture."""
_BETWEEN_CHECKS = 500


def is_zip(archive: Path) -> bool:
    """Whether a file begins as zip files do; a tar file may end with one.

    Raises:
        OSError: it cannot be read.
    """
    with archive.open("rb") as file:
        return file.read(4) in _STARTS


def extract_zip(archive: Path, folder: Path, control: Control) -> None:
    """Unpack the files of a zip file; links are left out.

    Args:
        archive: the zip file.
        folder: where to; it is there.
        control: progress and cancellation.
    Raises:
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError: it is damaged, or empty.
        UserError: it would write outside the folder, needs a password, or is packed in a way that is unknown here.
        Cancelled: the caller asked to stop.
    """
    with zipfile.ZipFile(archive) as file:
        members = [each for each in file.infolist() if not _is_passed_over(each)]
        if not members:  # a damaged end reads as a file with nothing in it
            raise zipfile.BadZipFile("it is empty or damaged")
        for done, member in enumerate(members):
            if done % _BETWEEN_CHECKS == 0:
                control.check()
                control.report(Progress(done, len(members), "Unpacking"))
            target = folder / _inside(member.filename, archive)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with file.open(member) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)  # reads to the end, where the checksum is looked at
            except (RuntimeError, NotImplementedError):  # what zipfile raises for each of the two
                reason = "a password is needed" if member.flag_bits & 1 else "it is packed in an unusual way"
                raise UserError(f"{archive.name} cannot be unpacked: {reason}") from None


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_other = kind not in (0, stat.S_IFREG)
    return member.is_dir() or is_other or PurePosixPath(member.filename).parts[:1] == (_OF_MACOS,)


def _inside(name: str, archive: Path) -> PurePosixPath:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or PureWindowsPath(name).drive:
        raise UserError(f"{archive.name} cannot be unpacked: it would write outside its folder, to {name}")
    return place

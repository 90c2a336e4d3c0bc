"""Names that every system accepts and keeps apart: Linux, macOS and Windows, and the disks that travel between them."""

import re
import unicodedata

LONGEST_NAME = 255
"""Bytes in a file's name (ext4, APFS); NTFS counts UTF-16 units, of which there are never more."""

LONGEST_FOLDER_NAME = 140
"""Bytes in the name of a class's folder: encrypted folders of Linux take 143, and paths on Windows are short."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any extension.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"
}


def folder_name(label: str) -> str:
    """Make a class's name the name of a folder.

    Two classes may get the same name (``a/b`` and ``a:b``); whoever makes the folders keeps them apart.

    Returns:
        1 to `LONGEST_FOLDER_NAME` bytes of UTF-8, composed (NFC), without characters that a system forbids, not hidden,
        not ending with a full stop or a space, and no name of a device.
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", label)).strip()
    if name.startswith("."):
        name = "_" + name[1:]
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        name = "_" + name
    return shortened(name, LONGEST_FOLDER_NAME).rstrip(". ") or "_"


def name_key(name: str) -> str:
    """Give what two names have in common that some system takes for the same one.

    Case, the way accents are encoded (NFC, NFD), and full stops and spaces at the end make no difference. More names
    are equal here than on any one disk, which costs a number behind a name and never a file.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
    return name.casefold().rstrip(". ")


def numbered(stem: str, number: int, longest_tail: int) -> str:
    """Put a number behind a name: ``cat (2)``; the first one stays without.

    Args:
        stem: the name without its suffix.
        number: from 1.
        longest_tail: bytes of what comes behind the stem; the stem is cut where both would be too long.
    """
    if number == 1:
        return stem
    end = f" ({number})"
    return shortened(stem, LONGEST_NAME - longest_tail - len(end)) + end


def byte_length(name: str) -> int:
    """Count a name's bytes in UTF-8; a byte that is no text (on Linux) counts as three."""
    return len(name.encode("utf-8", "surrogatepass"))


def shortened(name: str, limit: int) -> str:
    """Cut a name between two characters so that it has at most ``limit`` bytes."""
    while byte_length(name) > limit:
        name = name[: -max(1, (byte_length(name) - limit) // 4)]
    return name

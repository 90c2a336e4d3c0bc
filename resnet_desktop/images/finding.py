"""Find the pictures among the files and folders that someone dropped or named."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from resnet_desktop.images.files import open_regular, system_path
from resnet_desktop.images.formats import HEAD_SIZE, Kind, format_for_suffix, format_of
from resnet_desktop.images.reasons import Refusal, file_reason

_DIGITS = re.compile(r"(\d+)")
_WINDOWS_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM


def find_pictures(paths: Iterable[Path | str], recursive: bool = True) -> Iterator[Path]:
    """Find pictures; `PictureSearch` without its counts."""
    return iter(PictureSearch(paths, recursive))


class PictureSearch:
    """A walk over files and folders that gives pictures as it finds them. It reads one folder at a time.

    What was named directly always comes out, whatever it is and in the order given, so that it gets its result or its
    error. In a folder come out: files whose name says that they are pictures, without looking inside, and others whose
    first bytes say so; first the folder's own files, then its folders, both in natural order (img2 before img10, upper
    and lower case alike). Hidden files and folders are skipped. Links are followed, but within one named folder no
    folder is entered twice.

    Attributes:
        passed_over: files seen in folders so far that are no pictures.
        problems: folders that could not be read and links that lead nowhere, each with one sentence.
    """

    def __init__(self, paths: Iterable[Path | str], recursive: bool = True) -> None:
        self._paths = paths
        self._recursive = recursive
        self.passed_over = 0
        self.problems: list[tuple[Path, str]] = []

    def __iter__(self) -> Iterator[Path]:
        return map(Path, self.files())

    def files(self) -> Iterator[str]:
        """Search, and give the files as text, as their paths are written; making 100,000 paths takes a while."""
        self.passed_over = 0
        self.problems = []
        for path in map(Path, self._paths):
            if os.path.isdir(system_path(path)):  # noqa: PTH112  # Path.is_dir raises on names that are impossible
                yield from self._walk(path)
            else:
                yield str(path)

    def _walk(self, top: Path) -> Iterator[str]:
        entered: set[object] = set()
        waiting = [top]  # not recursion: folders may be nested deeper than Python's stack
        while waiting:
            folder = waiting.pop()
            try:
                identity = _identity(folder)
                if identity in entered:
                    continue
                entered.add(identity)
                entries = _visible_entries(folder)
            except OSError as error:
                self.problems.append((folder, _folder_reason(error)))
                continue
            folders = []
            beginning = str(folder / "x")[:-1]
            for entry in entries:
                if _leads_to(entry.is_dir):
                    folders.append(folder / entry.name)
                elif self._is_picture(folder, entry):
                    yield beginning + entry.name
            if self._recursive:
                waiting.extend(reversed(folders))

    def _is_picture(self, folder: Path, entry: os.DirEntry[str]) -> bool:
        _, dot, ending = entry.name.rpartition(".")  # a fifth of what pathlib's suffix takes
        claimed = format_for_suffix(dot + ending)
        if not _leads_to(entry.is_file):
            if claimed is not None and entry.is_symlink():
                self.problems.append((folder / entry.name, "This link leads nowhere."))
            else:
                self.passed_over += 1
            return False
        is_picture = claimed is not None or _has_picture_content(folder / entry.name)
        self.passed_over += not is_picture
        return is_picture


def natural_key(name: str) -> tuple[list[str | int], str]:
    """Order names as people do: numbers by value, letters without regard to case; equal ones by the plain name."""
    parts: list[str | int] = [*_DIGITS.split(name.casefold())]  # texts at even places, digits at odd ones
    parts[1::2] = map(int, parts[1::2])
    return parts, name


def _identity(folder: Path) -> object:
    status = system_path(folder).stat()
    if status.st_ino:
        return status.st_dev, status.st_ino
    return folder.resolve()  # some network drives on Windows number nothing


def _leads_to(is_kind: Callable[[], bool]) -> bool:
    try:
        return is_kind()
    except OSError:  # a link that leads round in a circle, or to where we may not look
        return False


def _visible_entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(system_path(folder)) as entries:
        return sorted((entry for entry in entries if not _is_hidden(entry)), key=lambda entry: natural_key(entry.name))


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)  # costs nothing there
    return bool(attributes & _WINDOWS_HIDDEN)


def _has_picture_content(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            known = format_of(file.read(HEAD_SIZE))
    except (Refusal, OSError):
        return False
    return known is not None and known.kind is not Kind.OTHER


def _folder_reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "There is no permission to read this folder."
    return file_reason(error).replace("this file", "this folder").replace("The file", "The folder")

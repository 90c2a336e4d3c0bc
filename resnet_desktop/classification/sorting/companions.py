"""XMP files that belong to a picture: ``photo.xmp`` as Lightroom names them, ``photo.jpg.xmp`` as digiKam does."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.images.files import system_path

_SUFFIXES = (".xmp", ".XMP")


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that goes along with a picture.

    Attributes:
        path: the file.
        tail: what its name has behind the picture's stem, such as ``.jpg.xmp``.
        is_shared: other files of the same stem may need it too, as the raw file beside a JPEG does; it must stay.
        size: bytes.
        mtime_ns: when it was last written, nanoseconds since 1970.
    """

    path: Path
    tail: str
    is_shared: bool
    size: int
    mtime_ns: int


class Companions:
    """Finds them; each folder is listed once."""

    def __init__(self) -> None:
        self._folders: dict[Path, tuple[frozenset[str], Counter[str]]] = {}

    def of(self, picture: Path) -> Iterator[Companion]:
        """Give a picture's companions."""
        names, stems = self._listing(picture.parent)
        stem, suffix = picture.stem, picture.suffix
        for tail in dict.fromkeys([*_SUFFIXES, *(suffix + each for each in _SUFFIXES)]):
            name = stem + tail
            if name not in names or name == picture.name:
                continue
            path = picture.with_name(name)
            status = system_path(path).lstat()
            if stat.S_ISREG(status.st_mode):
                is_shared = tail in _SUFFIXES and stems[stem] > 1
                yield Companion(path, tail, is_shared, status.st_size, status.st_mtime_ns)

    def _listing(self, folder: Path) -> tuple[frozenset[str], Counter[str]]:
        if folder not in self._folders:
            names = frozenset(os.listdir(system_path(folder)))  # noqa: PTH208  # names only, and as text
            stems = Counter(Path(name).stem for name in names if not name.endswith(_SUFFIXES))
            self._folders[folder] = names, stems
        return self._folders[folder]

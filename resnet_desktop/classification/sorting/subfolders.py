"""The folders between a root and a picture."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path


class Subfolders:
    """Gives them for each picture.

    A picture that lies in none of the roots takes the common folder of all such pictures on its drive as its root.
    """

    def __init__(self, roots: Sequence[Path], pictures: Iterable[Path]) -> None:
        self._roots = sorted(set(roots), key=lambda root: len(root.parts), reverse=True)
        rest: dict[str, set[Path]] = {}
        for folder in {picture.parent for picture in pictures}:
            if self._root(folder) is None:
                rest.setdefault(folder.anchor, set()).add(folder)
        self._roots += [Path(os.path.commonpath(folders)) for folders in rest.values()]

    def of(self, picture: Path) -> tuple[str, ...]:
        """Give the names of the folders, the outermost first; none for a picture right in its root."""
        root = self._root(picture.parent)
        return picture.parent.relative_to(root).parts if root is not None else ()

    def _root(self, folder: Path) -> Path | None:
        return next((root for root in self._roots if folder.is_relative_to(root)), None)

"""The folders of a target: what lies in them already, and what is planned to."""

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from resnet_desktop.classification.sorting.errors import SortingError
from resnet_desktop.classification.sorting.naming import byte_length, folder_name, name_key, numbered
from resnet_desktop.images.files import system_path


class Folder:
    """One folder, on the disk or planned.

    Attributes:
        path: where it is.
        parent: the folder that it is in; None for the target.
        exists: whether it is on the disk.
    """

    def __init__(self, path: Path, parent: "Folder | None", *, exists: bool) -> None:
        self.path = path
        self.parent = parent
        self.exists = exists
        self._numbers: dict[str, int] = {}

    @cached_property
    def real_path(self) -> str:
        """Where it is, without links."""
        return os.path.realpath(self.path)

    def folder(self, name: str) -> "Folder":
        """Give the folder of this name in it; one whose name some system takes for the same is the same."""
        number = 1
        while self.has_file(numbered(name, number, 0)):
            number += 1
        name = numbered(name, number, 0)
        return self._folders.setdefault(name_key(name), Folder(self.path / name, self, exists=False))

    def take(self, stem: str, tails: Sequence[str]) -> str:
        """Take the names of a picture and of what goes along with it; all get the same number.

        Args:
            stem: the picture's name without its suffix.
            tails: what comes behind the stem in each name, the picture's first, such as ``.jpg`` and ``.jpg.xmp``.
        Returns:
            The stem, with a number where one of the names is taken.
        """
        longest = max(byte_length(tail) for tail in tails)
        name = name_key(stem + tails[0])
        number = self._numbers.get(name, 1)
        while any(self._is_taken(numbered(stem, number, longest) + tail) for tail in tails):
            number += 1
        self._numbers[name] = number + 1
        stem = numbered(stem, number, longest)
        self._files.update(name_key(stem + tail) for tail in tails)
        return stem

    def has_file(self, name: str) -> bool:
        """Whether a file of this name lies in it, or will."""
        return name_key(name) in self._files

    def _is_taken(self, name: str) -> bool:
        return self.has_file(name) or name_key(name) in self._folders

    @property
    def _files(self) -> set[str]:
        return self._content[0]

    @property
    def _folders(self) -> "dict[str, Folder]":
        return self._content[1]

    @cached_property
    def _content(self) -> "tuple[set[str], dict[str, Folder]]":
        files: set[str] = set()
        folders: dict[str, Folder] = {}
        if self.exists:
            try:
                with os.scandir(system_path(self.path)) as items:
                    for item in sorted(items, key=lambda item: item.name):
                        if item.is_dir():
                            folders[name_key(item.name)] = Folder(self.path / item.name, self, exists=True)
                        else:
                            files.add(name_key(item.name))
            except OSError as error:
                raise SortingError(f"{self.path} cannot be looked into: {error.strerror}.") from None
        return files, folders


class ClassFolders:
    """The folders of the classes: each class has its own, also where two would have the same name."""

    def __init__(self, target: Folder, labels: Iterable[str], unsure: str) -> None:
        self._folders: dict[str, Folder] = {}
        used: set[str] = set()
        for label in ["", *sorted(set(labels) - {""})]:
            stem, number = folder_name(label or unsure), 1
            name = stem
            while name_key(name) in used or target.has_file(name):
                number += 1
                name = numbered(stem, number, 0)
            used.add(name_key(name))
            self._folders[label] = target.folder(name)

    def of(self, label: str) -> Folder:
        """Give a class's folder; the one of unsure pictures for the empty label."""
        return self._folders[label]

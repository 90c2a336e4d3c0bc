"""Folders of pictures as classes: where the parts are, what is in them, and how a part is set aside."""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from resnet_desktop.errors import UserError
from resnet_desktop.formatting import plural
from resnet_desktop.images import PictureSearch
from resnet_desktop.images.finding import natural_key
from resnet_desktop.jobs import Control, Progress

_SPLIT_FOLDERS = {"train": "train", "training": "train", "validation": "validation", "valid": "validation",
                  "val": "validation", "test": "test"}  # fmt: skip


class DataError(UserError):
    """A folder is no data set; says what was expected and what is there."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} cannot be trained on: {reason}")
        self.folder = folder


def part_folders(folder: Path) -> dict[str, Path]:
    """Find a data set's folders of parts.

    Returns:
        By part; empty where the folder holds the classes themselves.
    Raises:
        DataError: there are parts and nothing else, but none to train on.
    """
    parts = {
        _SPLIT_FOLDERS[entry.name.lower()]: Path(entry.path)
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.is_dir() and entry.name.lower() in _SPLIT_FOLDERS
    }
    if "train" in parts:
        return parts
    if parts and all(name.lower() in _SPLIT_FOLDERS for name in _folders_in(folder)):
        raise DataError(folder, f"it has a folder {next(iter(parts.values())).name!r}, but none named 'train'")
    return {}


def _folders_in(folder: Path) -> list[str]:
    return [entry.name for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith(".")]


def pictures_by_class(folder: Path, root: Path, control: Control) -> dict[str, list[str]]:
    """Relative paths of each class's pictures, in natural order."""
    found: dict[str, list[str]] = defaultdict(list)
    total = 0
    for entry in sorted(os.scandir(folder), key=lambda entry: natural_key(entry.name)):
        if not entry.is_dir() or entry.name.startswith("."):
            continue
        for path in PictureSearch([entry.path]):
            found[entry.name].append(Path(path).relative_to(root).as_posix())
            total += 1
            if total % 1000 == 0:
                control.check()
                control.report(Progress(total, None, "Looking for pictures"))
        control.check()
    return dict(found)


def set_aside(
    pictures: dict[str, list[str]], classes: Iterable[str], part: float, generator: np.random.Generator, folder: Path
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Divide each class at random: what stays, and about ``part`` of it, at least one picture, set aside."""
    kept, aside = {}, {}
    for name in classes:
        paths = pictures[name]
        number = max(round(part * len(paths)), 1)
        if number >= len(paths):
            raise DataError(folder, f"the class {name!r} has only {plural(len(paths), 'picture')}")
        chosen = set(generator.choice(len(paths), number, replace=False).tolist())
        kept[name] = [path for index, path in enumerate(paths) if index not in chosen]
        aside[name] = [path for index, path in enumerate(paths) if index in chosen]
    return kept, aside

"""Which pictures stand for a class."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet

MOST = 12
"""Pictures of a class, where there is room for as many."""


def samples_of(data: "DataSet") -> tuple[tuple[Path, ...], ...]:
    """Choose a few training pictures of each class, evenly from beginning to end: neighbours are often of one scene."""
    by_class: list[list[str]] = [[] for _ in data.classes]
    for example in data.train:
        by_class[example.label].append(example.path)
    return tuple(tuple(data.folder / path for path in _spread(paths)) for paths in by_class)


def _spread(paths: list[str]) -> list[str]:
    number = min(MOST, len(paths))
    return [paths[place * len(paths) // number] for place in range(number)]

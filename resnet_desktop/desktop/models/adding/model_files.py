"""Which files are models, by their names; their content is looked at when they are read."""

from collections.abc import Iterable
from pathlib import Path

SUFFIXES = frozenset({".resnet", ".h5", ".hdf5", ".keras", ".safetensors", ".npz"})


def is_model_file(path: Path) -> bool:
    """Whether a file's name is that of a model's file."""
    return path.suffix.lower() in SUFFIXES


def parted(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Part what somebody gave into files of models, and everything else; each in its order."""
    models: list[Path] = []
    others: list[Path] = []
    for path in paths:
        (models if is_model_file(path) else others).append(path)
    return models, others

"""Checks of the files that come with the program."""

import json
from collections.abc import Callable
from pathlib import Path

from resnet_desktop.formatting import plural
from resnet_desktop.jobs import Control
from resnet_desktop.resources import resource_path
from resnet_desktop.self_test.check import CheckFailed


def _read_json(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_text(path: Path) -> object:
    return path.read_text(encoding="utf-8").strip()


def _read_picture(path: Path) -> object:
    from PIL import Image

    with Image.open(path) as picture:
        picture.load()
        return picture.size


def _read_drawing(path: Path) -> object:
    return "</svg>" in path.read_text(encoding="utf-8")


READERS: dict[str, Callable[[Path], object]] = {
    ".json": _read_json,
    ".tsv": _read_text,
    ".csv": _read_text,
    ".qss": _read_text,
    ".html": _read_text,
    ".css": _read_text,
    ".js": _read_text,
    ".md": _read_text,
    ".txt": _read_text,
    ".svg": _read_drawing,
    ".jpg": _read_picture,
    ".png": _read_picture,
    ".ico": _read_picture,
    ".icns": _read_picture,
    ".safetensors": Path.stat,  # the check of the models reads it
}
"""How a file of each kind is read; what comes is not empty."""

FEWEST = {"icons": 30, "labels": 1, "texts": 3, "themes": 3, "colours": 2, "report": 3, "samples": 5, "models": 2}
"""Folders below ``resources/``, with how many files there are at least."""


def reads_resources(_place: Path) -> str:
    """Read every file below ``resources/``."""
    from resnet_desktop.models.labels import imagenet_labels

    root = resource_path()
    found = [path for path in sorted(root.rglob("*")) if path.is_file()]
    for folder, fewest in FEWEST.items():
        number = sum(path.relative_to(root).parts[0] == folder for path in found)
        if number < fewest:
            raise CheckFailed(f"Of the folder {folder} only {plural(number, 'file')} came along.")
    for path in found:
        if not READERS[path.suffix](path):
            raise CheckFailed(f"{path.relative_to(root)} is empty.")
    if (classes := len(imagenet_labels().names)) != 1000:
        raise CheckFailed(f"ImageNet has {classes} labels, not 1,000.")
    return plural(len(found), "file")


def verifies_models(_place: Path) -> str:
    """Make every check of every model that came along."""
    from resnet_desktop.models import default_library

    library = default_library()
    names = [entry.name for entry in library.list() if entry.is_bundled]
    if not names:
        raise CheckFailed("No model came along.")
    for name in names:
        if (error := library.verify(name).error) is not None:
            raise CheckFailed(str(error))
    return ", ".join(names)


def reads_weights_apart(_place: Path) -> str:
    """Read the default model's weights as if a stranger had sent them."""
    from resnet_desktop.models import default_library
    from resnet_desktop.models.reading_apart import read_weights_apart

    library = default_library()
    folder = library.entry(library.default()).folder
    found = read_weights_apart(Control(), folder / "weights.safetensors")
    return f"{plural(len(found.weights), 'array')} of {found.kind}"

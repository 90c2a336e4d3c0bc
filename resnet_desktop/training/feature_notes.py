"""Notes of which pictures' features are kept, for a forecast: it need not open the stores for them.

A note lies in its store and goes with it. Where files or a base were changed since, it only makes a forecast wrong.
"""

import json
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.training.feature_store import stores_dir
from resnet_desktop.training.plan import Plan

_NOTES = "notes.json"
_MOST = 1000
_OF_NETWORK = ("network", "base", "input_size", "source_size", "crop_fraction", "precision")
_OF_CHOICE = ("seed", "validation")
_OF_VIEWS = ("flip", "shift", "crop", "colour", "cutout")


def note(store: Path, plan: Plan, folder: Path, pictures: int, views: int) -> None:
    """Write down that a store has all features of a part of a data set.

    Args:
        store: its folder.
        plan: what the features follow from.
        folder: the data set's.
        pictures: how many there are in the part.
        views: how many of each.
    Raises:
        OSError: the disk is full, say.
    """
    known, new = _read(store / _NOTES), _text(plan, folder, pictures, views)
    if new not in known:
        paths.write_atomically(store / _NOTES, json.dumps([*known, new][-_MOST:]).encode())


def is_noted(plan: Plan, folder: Path, pictures: int, views: int) -> bool:
    """Whether some store has all features of such a part; see `note`."""
    wanted = _text(plan, folder, pictures, views)
    return any(wanted in _read(path) for path in stores_dir().glob(f"*/{_NOTES}"))


def _text(plan: Plan, folder: Path, pictures: int, views: int) -> str:
    names = (*_OF_NETWORK, *_OF_CHOICE, *(_OF_VIEWS if views > 1 else ()))
    return json.dumps([str(folder), pictures, views, *(getattr(plan, name) for name in names)])


def _read(path: Path) -> list[str]:
    try:
        notes = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return notes if isinstance(notes, list) else []

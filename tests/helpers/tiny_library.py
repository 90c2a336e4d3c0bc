"""A library of copies of one small model."""

import shutil
from pathlib import Path

from resnet_desktop.models.store import CARD_FILE


def add_model(root: Path, name: str, sound_model: Path) -> Path:
    """Copy a model called ``shapes`` under another name."""
    folder = shutil.copytree(sound_model, root / name)
    text = (folder / CARD_FILE).read_text("utf-8").replace('"name": "shapes"', f'"name": "{name}"')
    (folder / CARD_FILE).write_text(text, "utf-8")
    return folder

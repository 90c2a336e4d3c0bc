"""The system's dialogs for choosing pictures and folders."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_files(parent: QWidget, folder: str, suffixes: Iterable[str]) -> list[Path]:
    """Let somebody choose pictures; gives none when it is cancelled.

    Args:
        parent: the window.
        folder: where to begin; empty for the system's choice.
        suffixes: of pictures, with the dot.
    """
    patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in suffixes)
    names, _ = QFileDialog.getOpenFileNames(parent, "Add pictures", folder, f"Pictures ({patterns});;All files (*)")
    return [Path(name) for name in names]


def choose_folder(parent: QWidget, folder: str) -> list[Path]:
    """Let somebody choose a folder; gives none when it is cancelled."""
    name = QFileDialog.getExistingDirectory(parent, "Add a folder", folder)
    return [Path(name)] if name else []

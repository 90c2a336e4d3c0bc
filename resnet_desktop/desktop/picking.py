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


def choose_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Let somebody choose one file; None when it is cancelled.

    Args:
        parent: the window.
        title: of the dialog.
        kinds: what may be chosen, as Qt writes it: ``Archives (*.tar *.tgz);;All files (*)``.
    """
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def choose_folder(parent: QWidget, folder: str, title: str = "Add a folder") -> list[Path]:
    """Let somebody choose a folder; gives none when it is cancelled."""
    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return [Path(name)] if name else []


def choose_new_file(parent: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """Let somebody say where a file is to be written; asks before one that is there is replaced.

    Args:
        parent: the window.
        title: of the dialog.
        proposed: the file; its suffix is appended to a name that has none.
        kind: what such files are called.
    Returns:
        The file; None when it is cancelled.
    """
    dialog = QFileDialog(parent, title, str(proposed.parent), f"{kind} (*{proposed.suffix});;All files (*)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix)
    dialog.selectFile(proposed.name)
    was_chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if was_chosen else None

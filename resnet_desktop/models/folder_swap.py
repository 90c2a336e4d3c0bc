"""Replacing a folder as a whole, with the old one kept until the new one is complete and on the disk."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resnet_desktop.models.leftovers import clear_leftovers, held, partial_path

_IS_WINDOWS = os.name == "nt"
_WINDOWS_PATIENCE_S = (0.05, 0.1, 0.2, 0.4, 0.8)


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; at the end it takes the place of ``folder``.

    A folder cannot be renamed over another one, so the old one is moved aside for a moment. A power cut in this moment
    leaves it there, and `restore` brings it back.

    Args:
        folder: the folder to make or to replace; its parent is made when missing.
    Returns:
        The folder to fill, beside ``folder``. The caller syncs the files that it writes there.
    Raises:
        OSError: the disk is full or the parent cannot be written; the old folder is in its place.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(folder.parent)
    partial = partial_path(folder)
    partial.mkdir()
    try:
        with held(partial):
            yield partial
        _sync_folder(partial)
        _swap(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def restore(parent: Path) -> None:
    """Bring back the folders that a power cut in the middle of a replacement left aside; clear what is half written."""
    clear_leftovers(parent)
    for aside in parent.glob(".*.previous"):
        folder = parent / aside.name.removeprefix(".").removesuffix(".previous")
        if not folder.exists():
            with suppress(OSError):  # another process is just doing the same, or the place is read-only
                aside.rename(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it; a link to a folder is removed, not what it points to.

    Raises:
        OSError: the folder cannot be moved; it is still whole. What cannot be deleted later is left hidden.
    """
    if folder.is_symlink():
        folder.unlink()
        return
    doomed = partial_path(folder)
    _rename(folder, doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    aside = folder.with_name(f".{folder.name}.previous")
    had_folder = folder.exists()
    try:
        while new.exists():
            if folder.exists():
                shutil.rmtree(aside, ignore_errors=True)
                _rename(folder, aside)
            try:
                _rename(new, folder)
            except OSError:
                if not folder.exists():
                    raise
                # Another process was quicker: it restored the old folder, or put its own one here. Again.
        _sync_folder(folder.parent)
    except BaseException:
        if folder.exists() and not new.exists():
            _rename(folder, new)
        if had_folder and not folder.exists():
            _rename(aside, folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _rename(source: Path, target: Path) -> None:
    """Rename a folder; on Windows, wait a moment for whoever has a file in it open, such as a virus scanner."""
    for pause in _WINDOWS_PATIENCE_S if _IS_WINDOWS else ():
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)


def _sync_folder(folder: Path) -> None:
    if _IS_WINDOWS:  # there a folder cannot be opened, and renaming is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

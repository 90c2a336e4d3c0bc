"""Giving a model of the library another name, and copying it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from resnet_desktop.models.card import Card
from resnet_desktop.models.errors import ModelError
from resnet_desktop.models.folder_swap import replacing_folder
from resnet_desktop.models.library import Entry, Library
from resnet_desktop.models.notes import notes_path, read_notes, write_notes
from resnet_desktop.models.store import CARD_FILE, write_card


def rename(library: Library, name: str, new_name: str) -> Entry:
    """Give one of the user's models another name; its weights are not touched.

    The new folder is complete before the old one goes.

    Returns:
        The model under its new name.
    Raises:
        UnknownModelError: there is no such model; suggests others.
        ModelError: it came with the program or is damaged, the new name is impossible or taken, or the disk refuses.
    """
    entry, card = _sound(library, name)
    if entry.is_bundled:
        raise ModelError(entry.folder, "this model came with the program and keeps its name; duplicate it instead")
    if new_name == name:
        return entry
    if new_name.lower() == name.lower():  # folders that differ in their letters' case only are the same on some disks
        return rename(library, rename(library, name, library.free_name(new_name)).name, new_name)
    _copy(entry.folder, replace(card, name=new_name), library.folder_for(new_name), _link)
    _copy_notes(library, name, new_name)
    library.remove(name)
    return library.entry(new_name)


def duplicate(library: Library, name: str, new_name: str) -> Entry:
    """Copy a model, also one that came with the program, with its notes.

    Returns:
        The copy.
    Raises:
        UnknownModelError: there is no such model; suggests others.
        ModelError: it is damaged, the new name is impossible or taken, or the disk refuses.
    """
    entry, card = _sound(library, name)
    _copy(entry.folder, replace(card, name=new_name), library.folder_for(new_name), _copy_file)
    _copy_notes(library, name, new_name)
    return library.entry(new_name)


def _sound(library: Library, name: str) -> tuple[Entry, Card]:
    entry = library.entry(name)
    if entry.card is None:
        assert entry.error is not None
        raise entry.error
    return entry, entry.card


def _copy(source: Path, card: Card, target: Path, place: Callable[[Path, Path], object]) -> None:
    """Make a folder with everything that is in another one, but with another card."""
    try:
        with replacing_folder(target) as partial:
            for path in source.iterdir():
                if path.is_dir():
                    shutil.copytree(path, partial / path.name)
                elif path.name != CARD_FILE:
                    place(path, partial / path.name)
            write_card(partial, card)
    except OSError as error:
        raise ModelError(target, f"the model cannot be written ({error.strerror or error})") from error


def _link(source: Path, target: Path) -> None:
    """Give a file a second name where the disk can, else copy it."""
    try:
        target.hardlink_to(source)
    except OSError:
        _copy_file(source, target)


def _copy_file(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _copy_notes(library: Library, name: str, new_name: str) -> None:
    write_notes(notes_path(library.user, new_name), read_notes(notes_path(library.user, name)))

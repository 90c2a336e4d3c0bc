"""The models that are there: those that came with the program, and the user's own.

A name stands for one model only. A user's model may not take the name of a bundled one, not even in other letters'
case, because a classification that was made with "resnet50-cifar10" must mean the same everywhere.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy.typing as npt

from resnet_desktop import paths
from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.errors import ModelError, shown
from resnet_desktop.models.folder_swap import remove_folder, restore
from resnet_desktop.models.names import LONGEST_NAME, name_problem
from resnet_desktop.models.notes import notes_path, read_notes, write_notes
from resnet_desktop.models.store import check_model, read_model, write_model
from resnet_desktop.resources import resource_path

DEFAULT_MODEL = "resnet50-cifar10"
"""The bundled model, with which the program works offline at once."""

_Place = tuple[str, Path, bool]
"""A model's name, its folder, and whether it came with the program."""


class UnknownModelError(ModelError):
    """There is no model of this name.

    Attributes:
        name: what was asked for.
        suggestions: names that are there and look like it, best first.
    """

    def __init__(self, folder: Path, name: str, names: Iterable[str]) -> None:
        known = {known.lower(): known for known in names}
        self.name = name
        self.suggestions = [known[match] for match in difflib.get_close_matches(name.lower(), known, n=2, cutoff=0.5)]
        if self.suggestions:
            hint = f"did you mean {' or '.join(map(repr, self.suggestions))}?"
        else:
            hint = f"there are {', '.join(map(repr, known.values()))}" if known else "there is none at all"
        super().__init__(folder, f"there is no model {shown(name)}; {hint}")

    def __str__(self) -> str:
        """The reason alone: the folder's name says nothing here."""
        return self.reason


class NameTakenError(ModelError):
    """Another model has this name.

    Attributes:
        free_name: one like it that no model has.
    """

    def __init__(self, folder: Path, reason: str, free_name: str) -> None:
        self.free_name = free_name
        super().__init__(folder, f"{reason}; please choose another name, {free_name!r} is free")


@dataclass(frozen=True)
class Entry:
    """One folder of a library.

    Attributes:
        name: the folder's name, which is the model's.
        folder: where it is.
        is_bundled: whether it came with the program and cannot be removed.
        card: its card, or None when the model is damaged.
        error: why it cannot be used, or None.
        size: of its files, bytes; what removing it frees.
    """

    name: str
    folder: Path
    is_bundled: bool
    card: Card | None
    error: ModelError | None
    size: int


@dataclass(frozen=True)
class Report:
    """What a thorough look at a model found.

    Attributes:
        name: the model's name.
        passed: a sentence for each check that it passed, in order.
        error: the check that it failed, or None when it is sound; the checks behind that one were not made.
    """

    name: str
    passed: tuple[str, ...]
    error: ModelError | None

    @property
    def is_sound(self) -> bool:
        """Whether every check was passed."""
        return self.error is None


class Library:
    """Two folders of models.

    Attributes:
        bundled: the folder of the models that came with the program; only read.
        user: the folder of the user's own models; it need not exist.
    """

    def __init__(self, bundled: Path, user: Path) -> None:
        self.bundled = bundled
        self.user = user

    def names(self) -> tuple[str, ...]:
        """Name every model, also the damaged ones: the bundled ones first, then the user's, alphabetically."""
        return tuple(dict.fromkeys(name for name, _, _ in self._folders()))

    def list(self) -> tuple[Entry, ...]:
        """Describe every model, in the order of `names`; reads the cards and the weights' headers, not the weights.

        A damaged model is listed with its error.
        """
        return tuple(self._entry(*place) for place in self._folders())

    def entry(self, name: str) -> Entry:
        """Describe one model; a damaged one with its error.

        Raises:
            UnknownModelError: there is no such model; suggests others.
        """
        return self._entry(name, *self._find(name))

    def default(self) -> str:
        """The name of the model that is used when nobody chose one.

        It is the bundled one; where that is missing, the first one that can be used, so that a program without it works
        with what its user has. Where there is none at all it is still the bundled one's, which errors then name.
        """
        if DEFAULT_MODEL in self.names():
            return DEFAULT_MODEL
        return next((entry.name for entry in self.list() if entry.error is None), DEFAULT_MODEL)

    def get(self, name: str) -> Model:
        """Read a model, whole and checked.

        Raises:
            UnknownModelError: there is no such model; suggests others.
            ModelError: it cannot be used; says why.
        """
        folder, is_bundled = self._find(name)
        model = read_model(folder)
        _check_place(name, model.card, folder, is_bundled, self._bundled_names())
        return model

    def verify(self, name: str) -> Report:
        """Make every check there is, and remember which were passed.

        Raises:
            UnknownModelError: there is no such model; suggests others.
        """
        folder, is_bundled = self._find(name)
        passed: list[str] = []
        try:
            model = read_model(folder, passed.append)
            _check_place(name, model.card, folder, is_bundled, self._bundled_names())
        except ModelError as error:
            return Report(name, tuple(passed), error)
        passed.append("Folder and card have the same name, which no other model has")
        return Report(name, tuple(passed), None)

    def folder_for(self, name: str, *, can_replace: bool = False) -> Path:
        """Find out where a new model goes, and whether it may be called so; makes nothing.

        Args:
            name: of the new model.
            can_replace: whether one of the user's models may have this name already.
        Raises:
            NameTakenError: another model has the name; has a free one.
            ModelError: the name is impossible.
        """
        folder = self.user / name
        if problem := name_problem(name):
            raise ModelError(folder, problem)
        if name.lower() in {bundled.lower() for bundled in self._bundled_names()}:
            raise NameTakenError(folder, "a model that came with the program has this name", self.free_name(name))
        taken = {user.lower(): user for user, _, is_bundled in self._folders() if not is_bundled}
        existing = taken.get(name.lower())
        if existing is not None and not (can_replace and existing == name):
            raise NameTakenError(folder, f"there is a model {shown(existing)} already", self.free_name(name))
        return folder

    def free_name(self, wanted: str) -> str:
        """Find a name that no model has: the wanted one, or the first of ``wanted-2``, ``wanted-3`` and so on.

        Args:
            wanted: a possible name.
        """
        taken = {name.lower() for name in self.names()}
        name, number = wanted, 1
        while name.lower() in taken:
            number += 1
            end = f"-{number}"
            name = wanted[: LONGEST_NAME - len(end)] + end
        return name

    def save(
        self,
        card: Card,
        weights: Mapping[str, npt.NDArray[Any]],
        *,
        dtype: str | None = "float16",
        can_replace: bool = False,
    ) -> Model:
        """Add a model to the user's library, or replace one; the old one stays until the new one is complete.

        Args:
            card: its ``name`` is the place.
            weights: every variable of the card's network.
            dtype: ``"float16"`` or ``"float32"``, for the kernels; None leaves all arrays as they are.
            can_replace: whether one of the user's models may have this name already.
        Raises:
            ModelError: name, card or weights are impossible, or the name is taken.
            OSError: it cannot be written.
        """
        return write_model(self.folder_for(card.name, can_replace=can_replace), card, weights, dtype)

    def remove(self, name: str) -> int:
        """Delete one of the user's models, with everything in its folder and the notes about it.

        Returns:
            Bytes that this freed.
        Raises:
            UnknownModelError: there is no such model.
            ModelError: it came with the program, or the folder cannot be deleted.
        """
        places = [place for place in self._folders() if place[0] == name]
        if not places:
            raise UnknownModelError(self.user, name, self.names())
        _, folder, is_bundled = places[-1]  # the user's, where both have the name
        if is_bundled:
            raise ModelError(folder, "this model came with the program and cannot be removed")
        freed = _size(folder)
        try:
            remove_folder(folder)
            notes_path(self.user, name).unlink(missing_ok=True)
        except OSError as error:
            raise ModelError(folder, f"the model cannot be removed ({error.strerror or error})") from error
        return freed

    def notes(self, name: str) -> str:
        """Give what the user wrote about a model; empty where there is nothing.

        Raises:
            UnknownModelError: there is no such model; suggests others.
            ModelError: the notes cannot be read.
        """
        self._find(name)
        return read_notes(notes_path(self.user, name))

    def write_notes(self, name: str, text: str) -> None:
        """Keep what the user writes about a model, also about a bundled one; no file of the model changes.

        Args:
            name: the model's.
            text: any number of lines; empty to delete what was written.
        Raises:
            UnknownModelError: there is no such model; suggests others.
            ModelError: the text is too long, or cannot be written.
        """
        self._find(name)
        write_notes(notes_path(self.user, name), text)

    def _folders(self) -> tuple[_Place, ...]:
        """Every model's place; hidden folders and files are none."""
        restore(self.user)
        return tuple(
            (name, root / name, is_bundled)
            for root, is_bundled in ((self.bundled, True), (self.user, False))
            for name in _folder_names(root)
        )

    def _bundled_names(self) -> tuple[str, ...]:
        return _folder_names(self.bundled)

    def _find(self, name: str) -> tuple[Path, bool]:
        for known, folder, is_bundled in self._folders():
            if known == name:
                return folder, is_bundled
        raise UnknownModelError(self.user, name, self.names())

    def _entry(self, name: str, folder: Path, is_bundled: bool) -> Entry:
        try:
            card = check_model(folder)
            _check_place(name, card, folder, is_bundled, self._bundled_names())
        except ModelError as error:
            return Entry(name, folder, is_bundled, None, error, _size(folder))
        return Entry(name, folder, is_bundled, card, None, _size(folder))


def default_library() -> Library:
    """The program's own library: what it brought along, and what is in the user's data folder."""
    return Library(resource_path("models"), paths.models_dir())


def _check_place(name: str, card: Card, folder: Path, is_bundled: bool, bundled: Iterable[str]) -> None:
    if card.name != name:
        raise ModelError(folder, f"the card says that this model is {shown(card.name)}; rename the folder")
    if not is_bundled and name.lower() in {taken.lower() for taken in bundled}:
        raise ModelError(folder, "a model that came with the program has this name; rename the folder and the card")


def _folder_names(root: Path) -> tuple[str, ...]:
    try:
        with os.scandir(root) as found:
            names = [item.name for item in found if not item.name.startswith(".") and item.is_dir()]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ModelError(root, f"the folder cannot be read ({error.strerror or error})") from error
    return tuple(sorted(names, key=lambda name: (name.lower(), name)))


def _size(folder: Path) -> int:
    return sum(item.lstat().st_size for item in folder.rglob("*") if item.is_file() and not item.is_symlink())

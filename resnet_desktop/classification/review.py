"""What a person says about pictures, step by step, each of which can be undone."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from resnet_desktop.classification.class_names import plain
from resnet_desktop.classification.sorting.naming import folder_name
from resnet_desktop.errors import UserError
from resnet_desktop.formatting import plural

if TYPE_CHECKING:
    from resnet_desktop.classification.entries import Entry

MOST_STEPS = 1_000
"""How many steps can be undone; older ones stay as they are."""

LONGEST_CLASS_NAME = 60
"""Characters of a new class's name; models may have longer ones."""


class ClassNameError(UserError):
    """A class cannot be called so.

    Attributes:
        name: what was asked for.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r} cannot be the name of a class: {reason}.")
        self.name = name


class Change(NamedTuple):
    """What a step did to one picture; an empty class is none."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One thing that a person did, to one picture or to many.

    Attributes:
        number: its place among the steps, from 1; steps of pictures that were forgotten leave gaps.
        text: what was done, to be put after a verb: ``correcting 12 pictures to dog``.
        changes: one for each picture that it changed, at least one.
    """

    number: int
    text: str
    changes: tuple[Change, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The pictures that it changed: those to be painted anew, when it is done, undone or redone."""
        return tuple(change.path for change in self.changes)


class Review:
    """The classes that a person gave to pictures, with undo and redo; to be used by one thread.

    Args:
        given: the classes given so far; copied.
        done: the steps that can be undone, the oldest first.
        undone: the steps that can be redone, the next one first.
    Attributes:
        given: class by picture, read-only; a picture without a class is not in it.
    """

    def __init__(
        self, given: Mapping[Path, str] | None = None, done: Iterable[Step] = (), undone: Iterable[Step] = ()
    ) -> None:
        self._given = dict(given or {})
        self._done = list(done)
        self._undone = list(undone)[::-1]
        self.given: Mapping[Path, str] = MappingProxyType(self._given)

    def give(self, paths: Iterable[Path], label: str, classes: Iterable[str] = ()) -> Step | None:
        """Say which class pictures show.

        Args:
            paths: the pictures.
            label: a class, also one that the model does not know; see `class_name`.
            classes: those that the model knows.
        Returns:
            What changed; None where nothing did.
        Raises:
            ClassNameError: it cannot be the name of a class.
        """
        label = class_name(label, [*classes, *dict.fromkeys(self._given.values())])
        changes = self._changes((path, label) for path in paths)
        return self._do(f"correcting {plural(len(changes), 'picture')} to {label}", changes)

    def confirm(self, entries: "Iterable[Entry]") -> Step | None:
        """Agree with what the network says.

        Pictures that already have a class from a person keep it, and those without a prediction stay without.

        Returns:
            What changed; None where nothing did.
        """
        agreed = [(entry.path, entry.predicted) for entry in entries if entry.predicted]
        changes = self._changes((path, label) for path, label in agreed if path not in self._given)
        return self._do(f"confirming {plural(len(changes), 'picture')}", changes)

    def clear(self, paths: Iterable[Path]) -> Step | None:
        """Take back what was said about pictures, so that the network has the word again.

        Returns:
            What changed; None where nothing did.
        """
        changes = self._changes((path, "") for path in paths)
        return self._do(f"clearing the class of {plural(len(changes), 'picture')}", changes)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    @property
    def undo_text(self) -> str:
        """What `undo` would do, for a menu: ``Undo correcting 12 pictures to dog``; ``Undo`` where there is nothing."""
        return f"Undo {self._done[-1].text}" if self._done else "Undo"

    @property
    def redo_text(self) -> str:
        """What `redo` would do, for a menu."""
        return f"Redo {self._undone[-1].text}" if self._undone else "Redo"

    @property
    def undo_count(self) -> int:
        """How many pictures `undo` would change."""
        return len(self._done[-1].changes) if self._done else 0

    @property
    def redo_count(self) -> int:
        """How many pictures `redo` would change."""
        return len(self._undone[-1].changes) if self._undone else 0

    def undo(self) -> Step | None:
        """Take back the last step.

        Returns:
            The step whose changes are gone; None where there is none.
        """
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._apply((change.path, change.before) for change in step.changes)
        return step

    def redo(self) -> Step | None:
        """Do the step again that was undone last.

        Returns:
            The step whose changes are there again; None where there is none.
        """
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._apply((change.path, change.after) for change in step.changes)
        return step

    def forget(self, paths: Iterable[Path]) -> None:
        """Drop all that was ever said about pictures that left the list; nothing of it can be undone."""
        leaving = set(paths)
        self._apply((path, "") for path in leaving)
        self._done = _without(self._done, leaving)
        self._undone = _without(self._undone, leaving)

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now; for each old path the new one. Their steps can still be undone."""
        labels = {path: self._given.pop(path) for path in moved if path in self._given}
        self._given.update((moved[path], label) for path, label in labels.items())
        self._done = _renamed(self._done, moved)
        self._undone = _renamed(self._undone, moved)

    def _changes(self, wanted: Iterable[tuple[Path, str]]) -> tuple[Change, ...]:
        """What differs from what is there; each picture once."""
        labels = dict(wanted)
        befores = ((path, self._given.get(path, ""), label) for path, label in labels.items())
        return tuple(Change(path, before, label) for path, before, label in befores if before != label)

    def _do(self, text: str, changes: tuple[Change, ...]) -> Step | None:
        if not changes:
            return None
        step = Step(self._done[-1].number + 1 if self._done else 1, text, changes)
        self._undone.clear()
        self._done.append(step)
        del self._done[:-MOST_STEPS]
        self._apply((change.path, change.after) for change in changes)
        return step

    def _apply(self, labels: Iterable[tuple[Path, str]]) -> None:
        for path, label in labels:
            if label:
                self._given[path] = label
            else:
                self._given.pop(path, None)


def class_name(text: str, known: Iterable[str] = ()) -> str:
    """Give a class's name its final form.

    Args:
        text: what somebody typed, or a class that is known.
        known: classes that are there; a name is one of them also when it is written in another case or with ``_``.
    Returns:
        The name: a known class as it is, a new one without spaces around it.
    Raises:
        ClassNameError: no folder could be called so on every system; sorting and training sets make folders of classes.
    """
    names = tuple(known)
    if text in names:
        return text
    name = " ".join(unicodedata.normalize("NFC", text).split())
    for each in names:
        if plain(each) == plain(name):
            return each
    if not name:
        raise ClassNameError(name, "it is empty")
    if len(name) > LONGEST_CLASS_NAME:
        raise ClassNameError(name, f"it has more than {LONGEST_CLASS_NAME} characters")
    if not name.isprintable():
        raise ClassNameError(name, "it has characters that cannot be shown")
    if (possible := folder_name(name)) != name:
        raise ClassNameError(name, f"not every system can have a folder of this name, but {possible!r} would do")
    return name


def _without(steps: Iterable[Step], leaving: set[Path]) -> list[Step]:
    kept = []
    for step in steps:
        changes = tuple(change for change in step.changes if change.path not in leaving)
        if len(changes) == len(step.changes):
            kept.append(step)
        elif changes:
            kept.append(replace(step, changes=changes))
    return kept


def _renamed(steps: Iterable[Step], moved: Mapping[Path, Path]) -> list[Step]:
    renamed = []
    for step in steps:
        if any(change.path in moved for change in step.changes):
            changes = tuple(change._replace(path=moved.get(change.path, change.path)) for change in step.changes)
            renamed.append(replace(step, changes=changes))
        else:
            renamed.append(step)
    return renamed

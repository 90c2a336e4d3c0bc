"""A stranger's file becomes a model of the library, or a base for training where it has no classes.

Everything is read into memory and checked there; only what is sound and complete is written. So nothing is left behind
when a file is refused, and no model changes.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models.bases import BaseCard, Bases
from resnet_desktop.models.card import Card
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.import_card import NO_ORIGIN, UNNAMED, Origin, card_for, names_for
from resnet_desktop.models.labels import Labels
from resnet_desktop.models.library import Library, NameTakenError
from resnet_desktop.models.names import LONGEST_NAME, name_problem
from resnet_desktop.models.opening import open_plain
from resnet_desktop.models.reading_apart import read_weights_apart
from resnet_desktop.models.sharing import SHARED_SUFFIX, is_shared, read_shared
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.models.weights import HDF5_MAGIC, KERAS_WEIGHTS, KINDS, WeightsFile, read_weights_file
from resnet_desktop.models.zip_files import opened_zip

READING, CHECKING, WRITING = "Reading the file", "Checking the weights", "Writing the model"


@dataclass(frozen=True)
class Imported:
    """What came of a file.

    Attributes:
        name: of the new model or base.
        is_base: whether it is a base, which has no classes.
        kind: what kind of file it was, for a person.
        notices: what a person should know about it, one sentence each.
    """

    name: str
    is_base: bool
    kind: str
    notices: tuple[str, ...] = ()


def import_file(
    control: Control,
    library: Library,
    bases: Bases,
    path: Path,
    name: str = "",
    labels: Labels | None = None,
    origin: Origin = NO_ORIGIN,
) -> Imported:
    """Read a file and keep it as a model, or as a base where it has no classifier.

    Args:
        control: progress in steps, and cancellation.
        library: gets the model.
        bases: get the base.
        path: ``.resnet``, Keras's ``.h5`` or ``.keras``, safetensors or ``.npz``; its content tells, not its name.
        name: of the new model; empty for the file's own, or a free one like it.
        labels: what the classes are called; None for those of the file, or for ImageNet's where there are 1,000.
        origin: what else is known about it.
    Raises:
        NameTakenError: the name is taken; has a free one.
        ModelError: the file is refused, with the reason, or it cannot be written.
        Cancelled: the caller asked to stop; nothing was written.
    """
    if name:
        check_name(library, bases, name)
    _step(control, 0, READING)
    read = read_file(control, path)
    _step(control, 1, CHECKING)
    if isinstance(read, WeightsFile):
        weights, kind = read.weights, read.kind
        card: Card | BaseCard
        card, notices = card_for(read, path, labels, origin)
    else:
        weights, kind, notices = read[1], SHARED_SUFFIX, ()
        card = replace(read[0], **names_for(labels, read[0].classes, path))
    name = name or _own_name(library, bases, path, card)
    card = replace(card, name=name)
    _step(control, 2, WRITING)
    try:
        if isinstance(card, Card):
            library.save(card, weights, dtype=None)
        else:
            bases.save(card, weights)
    except OSError as error:
        raise ModelError(path, f"the model cannot be written ({error.strerror or error})") from error
    _step(control, 3, WRITING)
    return Imported(name, isinstance(card, BaseCard), kind, notices)


def read_file(control: Control, path: Path) -> WeightsFile | tuple[Card, Weights]:
    """Read a file of any kind into memory, with every check.

    Args:
        control: cancellation.
        path: the file.
    Returns:
        A shared model's card and arrays, or what is in a file of weights.
    Raises:
        ModelError: it is refused, with the reason.
        Cancelled: the caller asked to stop.
    """
    with open_plain(path) as (file, size):
        start = file.read(len(HDF5_MAGIC))
        is_hdf5 = start == HDF5_MAGIC
        if start.startswith(b"PK"):
            with opened_zip(file, size, path) as archive:
                if is_shared(archive):
                    return read_shared(archive)
                is_hdf5 = KERAS_WEIGHTS in archive.members
    if is_hdf5:
        return read_weights_apart(control, path)
    try:
        return read_weights_file(path)
    except WeightsError as error:
        if error.expected == KINDS:
            raise WeightsError(path, f"a {SHARED_SUFFIX}, {KINDS.removeprefix('a ')}", error.actual) from error
        raise


def check_name(library: Library, bases: Bases, name: str) -> None:
    """Find out whether a new model or base may be called so.

    Raises:
        NameTakenError: the name is taken; has a free one.
        ModelError: the name is impossible.
    """
    library.folder_for(name)
    if name.lower() in {base.lower() for base in bases.names()}:
        raise NameTakenError(bases.folder / name, f"there is a base {name!r} already", free_name(library, bases, name))


def _own_name(library: Library, bases: Bases, path: Path, card: Card | BaseCard) -> str:
    own = card.name if isinstance(card, Card) and card.name != UNNAMED else path.stem
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", own).strip("-._")[: LONGEST_NAME - 4]
    return free_name(library, bases, name if not name_problem(name) else "model")


def free_name(library: Library, bases: Bases, name: str) -> str:
    """Find a name that neither a model nor a base has: this one, or one with a number behind it."""
    taken = {base.lower() for base in bases.names()}
    free, number = library.free_name(name), 1
    while free.lower() in taken:
        number += 1
        free = library.free_name(f"{name}-{number}")
    return free


def _step(control: Control, number: int, message: str) -> None:
    control.check()
    control.report(Progress(number, 3, message))

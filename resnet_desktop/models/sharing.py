"""A model as one file: a ``.resnet`` file is a zip of the card and the weights, and of nothing else.

The weights are stored as they are, so that a file is written and read at the disk's speed, and any tool for zips can
look into it. Readers take it apart in memory: nothing is ever unpacked to a disk before it was checked.
"""

import hashlib
import os
import secrets
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import tensor_file
from resnet_desktop.models.card import Card
from resnet_desktop.models.errors import ModelError, shown
from resnet_desktop.models.library import Library
from resnet_desktop.models.opening import open_plain
from resnet_desktop.models.store import CARD_FILE, LARGEST_CARD, WEIGHTS_FILE, check_checksum, read_header_of
from resnet_desktop.models.values import check_values
from resnet_desktop.models.zip_files import Archive

SHARED_SUFFIX = ".resnet"

SHARING = "Writing"
"""The message of progress in bytes while a model is shared."""

_CHUNK = 1 << 20
_THE_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same model gives the same file


def share(control: Control, library: Library, name: str, path: Path) -> int:
    """Write a model as one file, whole or not at all.

    Args:
        control: progress in bytes, and cancellation, which leaves what was there.
        library: where the model is.
        name: its name.
        path: the file, which is replaced where it exists.
    Returns:
        Its size, bytes.
    Raises:
        UnknownModelError: there is no such model; suggests others.
        ModelError: the model is damaged, or the file cannot be written.
        Cancelled: the caller asked to stop.
    """
    entry = library.entry(name)
    if entry.card is None:
        assert entry.error is not None
        raise entry.error
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as file:
            _write(control, file, entry.card, entry.folder / WEIGHTS_FILE)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        return path.stat().st_size
    except OSError as error:
        raise ModelError(path, f"the file cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _write(control: Control, output: BinaryIO, card: Card, weights: Path) -> None:
    digest = hashlib.sha256()
    with open_plain(weights) as (file, size), zipfile.ZipFile(output, "w") as archive:
        archive.writestr(zipfile.ZipInfo(CARD_FILE, _THE_TIME), card.to_json().encode())
        member = zipfile.ZipInfo(WEIGHTS_FILE, _THE_TIME)
        member.file_size = size
        with archive.open(member, "w") as stream:
            done = 0
            while chunk := file.read(_CHUNK):
                control.check()
                digest.update(chunk)
                stream.write(chunk)
                done += len(chunk)
                control.report(Progress(done, size, SHARING, is_bytes=True))
    check_checksum(digest.hexdigest(), card.weights_sha256, weights)


def is_shared(archive: Archive) -> bool:
    """Whether an archive is meant as a model."""
    return CARD_FILE in archive.members or WEIGHTS_FILE in archive.members


def read_shared(archive: Archive) -> tuple[Card, tensor_file.Weights]:
    """Read a model from an archive into memory, with every check that a model in the library gets.

    Args:
        archive: open.
    Returns:
        The card as it is in the file; the arrays in the types of the file.
    Raises:
        ModelError: there is more or less in it than a card and weights, or the card is at fault.
        WeightsError: the weights are.
    """
    path = archive.path
    for name in (CARD_FILE, WEIGHTS_FILE):
        if name not in archive.members:
            raise ModelError(path, f"{name} is missing in it")
    if extra := sorted(set(archive.members) - {CARD_FILE, WEIGHTS_FILE}):
        raise ModelError(path, f"{shown(extra[0])} is in it, which no model has")
    raw = archive.read(CARD_FILE, LARGEST_CARD)
    try:
        card = Card.from_json(raw.decode(), path / CARD_FILE)
    except UnicodeDecodeError as error:
        raise ModelError(path / CARD_FILE, "this is not a text file in UTF-8") from error
    member, inside = archive.members[WEIGHTS_FILE], path / WEIGHTS_FILE
    with archive.open(WEIGHTS_FILE) as opened:
        stream = cast("BinaryIO", opened)
        header = read_header_of(stream, member.file_size, inside, card.graph())
        weights, digest = tensor_file.read_data(stream, header, inside)
    check_checksum(digest, card.weights_sha256, inside)
    check_values(weights, inside)
    return card, weights

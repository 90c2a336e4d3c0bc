"""One model on disk: a folder with ``card.json`` and ``weights.safetensors``."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from resnet_desktop.formatting import count, size
from resnet_desktop.models import tensor_file
from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.errors import ModelError, WeightsError, shown
from resnet_desktop.models.folder_swap import replacing_folder
from resnet_desktop.models.opening import open_plain
from resnet_desktop.models.tensor_header import LONGEST_HEADER
from resnet_desktop.models.values import check_values
from resnet_desktop.network import Graph

CARD_FILE = "card.json"
WEIGHTS_FILE = "weights.safetensors"

LARGEST_CARD = 16_000_000
"""Bytes. 1,000 labels need 20 kB, ranges for int8 about as much."""

_DTYPES = ("float16", "float32")

OnCheck = Callable[[str], None]


def read_card(folder: Path) -> Card:
    """Read a model's card.

    Raises:
        ModelError: it is missing, damaged, or for a newer program.
    """
    path = folder / CARD_FILE
    with open_plain(path, LARGEST_CARD) as (file, file_size):
        raw = bytearray()
        while len(raw) <= file_size and (part := file.read(file_size + 1 - len(raw))):
            raw += part
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ModelError(path, "this is not a text file in UTF-8") from error
    return Card.from_json(text, path)


def check_model(folder: Path) -> Card:
    """Look at a model without reading its weights: is the card complete, and does the file's header fit it?

    Raises:
        ModelError: with the reason.
    """
    card = read_card(folder)
    path = folder / WEIGHTS_FILE
    with open_plain(path) as (file, file_size):
        read_header_of(file, file_size, path, card.graph())
    return card


def read_model(folder: Path, on_check: OnCheck = lambda _: None) -> Model:
    """Read a model, whole or not at all.

    Size and header are checked before the data are read; the file may be replaced or deleted as soon as this returns.

    Args:
        folder: has the card and the weights.
        on_check: gets a sentence after each check that was passed.
    Returns:
        The model; every variable of its network is there, with its shape, as float16 or float32, finite.
    Raises:
        ModelError: the folder or the card is at fault.
        WeightsError: the weights are; says what was expected and what came.
    """
    while True:
        stamp = _stamp(folder)
        try:
            return _read_model(folder, on_check)
        except ModelError:
            # Another process may have put a new model here after we read the old card: then look again.
            if _stamp(folder) == stamp:
                raise


def write_model(
    folder: Path, card: Card, weights: Mapping[str, npt.NDArray[Any]], dtype: str | None = "float16"
) -> Model:
    """Write a model so that a reader finds the old one or the new one, never a part.

    Args:
        folder: the model's folder; its parent is made when missing.
        card: its ``weights_sha256`` is filled in here.
        weights: every variable of the card's network; any float type.
        dtype: ``"float16"`` or ``"float32"``, for the kernels. Vectors (biases, batch norms) are then always float32:
            they are one percent of the file, and a variance may be too large for float16. None leaves all as they are.
    Returns:
        The model as it was written.
    Raises:
        ModelError: the card has a field that could not be read again.
        WeightsError: the weights are not the network's, or a number does not fit the type.
        OSError: the disk is full or the folder cannot be written; the old model is still there.
    """
    stored = _to_store(folder, card, weights, dtype)
    card = _readable(folder, replace(card, weights_sha256="0" * 64))
    with replacing_folder(folder) as partial:
        card = replace(card, weights_sha256=tensor_file.write_tensors(partial / WEIGHTS_FILE, stored))
        write_card(partial, card)
    return Model(card, stored, folder)


def write_card(folder: Path, card: Card) -> None:
    """Write a card into a folder that nobody reads yet, and wait until it is on the disk.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    with (folder / CARD_FILE).open("wb") as file:
        file.write(card.to_json().encode())
        file.flush()
        os.fsync(file.fileno())


def _read_model(folder: Path, on_check: OnCheck) -> Model:
    if not folder.is_dir():
        raise ModelError(folder, "there is no such model folder")
    card = read_card(folder)
    graph = card.graph()
    on_check(f"The card is complete: {graph.network.title}, {count(card.classes)} classes, {card.input_size} px")
    path = folder / WEIGHTS_FILE
    with open_plain(path) as (file, file_size):
        header = read_header_of(file, file_size, path, graph)
        on_check(f"The weights file has the right size ({size(file_size)}) and a sound header")
        on_check(
            f"All {count(len(header.tensors))} arrays have the network's names and shapes "
            f"({count(graph.parameter_count)} parameters)"
        )
        weights, digest = tensor_file.read_data(file, header, path)
    check_checksum(digest, card.weights_sha256, path)
    on_check(f"The checksum is the card's ({digest[:12]}…)")
    check_values(weights, path)
    on_check("All numbers are finite, no variance is below zero")
    return Model(card, weights, folder)


def read_header_of(file: BinaryIO, file_size: int, path: Path, graph: Graph) -> tensor_file.Header:
    """Read the start of a weights file and hold it against a network.

    Args:
        file: open, at its beginning.
        file_size: bytes.
        path: its path, for the error.
        graph: the network whose arrays it has to have, no others.
    Raises:
        WeightsError: size, names or shapes are others.
    """
    smallest, largest = 2 * graph.parameter_count, 4 * graph.parameter_count + LONGEST_HEADER + 8
    if not smallest <= file_size <= largest:
        raise WeightsError(
            path,
            f"{size(smallest)} to {size(largest)} for {graph.network.title} with {count(graph.classes)} classes",
            f"the file has {size(file_size)} ({count(file_size)} bytes)",
        )
    header = tensor_file.read_header(file, file_size, path)
    expected = graph.shapes()
    for name, shape in expected.items():
        if name not in header.tensors:
            raise WeightsError(path, f"the array {name} with the shape {shape}", "it is missing")
        if header.tensors[name].shape != shape:
            raise WeightsError(path, f"the shape {shape}", f"{name} has the shape {shown(header.tensors[name].shape)}")
    if extra := [name for name in header.tensors if name not in expected]:
        raise WeightsError(path, "only the network's arrays", f"{shown(extra[0])} is there too")
    return header


def check_checksum(actual: str, expected: str, path: Path) -> None:
    """Compare a weights file's sha256 with the one that its card gives.

    Raises:
        WeightsError: it is another file.
    """
    if actual != expected:
        changed = "the file was damaged or changed since it was written"
        raise WeightsError(path, f"the checksum {expected[:12]}… that the card gives", changed)


def _stamp(folder: Path) -> tuple[int, ...] | None:
    try:
        found = (folder / CARD_FILE).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _to_store(
    folder: Path, card: Card, weights: Mapping[str, npt.NDArray[Any]], dtype: str | None
) -> tensor_file.Weights:
    if dtype not in (None, *_DTYPES):
        raise ValueError(f"weights are stored as float16 or float32, not {dtype!r}")
    expected = card.graph().shapes()
    if extra := sorted(set(weights) - set(expected)):
        raise WeightsError(folder, "only the network's arrays", f"{shown(extra[0])} is there too")
    stored: tensor_file.Weights = {}
    for name, shape in expected.items():
        if name not in weights:
            raise WeightsError(folder, f"the array {name} with the shape {shape}", "it is missing")
        array = np.asarray(weights[name])
        if array.shape != shape or array.dtype.kind != "f":
            raise WeightsError(
                folder, f"float numbers with the shape {shape}", f"{name} is {array.dtype} {array.shape}"
            )
        with np.errstate(over="ignore"):  # what does not fit becomes infinite, and is refused below
            is_half = array.dtype.itemsize == 2 if dtype is None else dtype == "float16" and len(shape) > 1
            stored[name] = np.array(array, "<f2" if is_half else "<f4", order="C")
        stored[name].flags.writeable = False
    check_values(stored, folder)
    return stored


def _readable(folder: Path, card: Card) -> Card:
    """The card as it will be read again, so that none is written that would be refused later."""
    path = folder / CARD_FILE
    try:
        text = card.to_json()
    except (TypeError, ValueError) as error:
        raise ModelError(path, f"the card cannot be written as JSON: {error}") from error
    return Card.from_json(text, path)

"""Bases: trained weights without classes, from which a training starts; nothing can be classified with them.

They are apart from the models, so that whoever asks for a model never gets one. ``<bases>/<name>/`` has ``base.json``,
the part of a card that needs no classes, and ``weights.safetensors``.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop import paths
from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.models import card_schema, tensor_file
from resnet_desktop.models.errors import ModelError, WeightsError, shown
from resnet_desktop.models.folder_swap import remove_folder, replacing_folder, restore
from resnet_desktop.models.names import name_problem
from resnet_desktop.models.opening import open_plain
from resnet_desktop.models.recognition import body_of, recognise
from resnet_desktop.models.store import LARGEST_CARD, WEIGHTS_FILE, check_checksum
from resnet_desktop.models.values import check_values
from resnet_desktop.network import NETWORKS

BASE_FILE = "base.json"
_SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class BaseCard:
    """What is known about a base; the fields are those of a model's card.

    Attributes:
        name: in the shelf, also its folder's.
        title: what a person reads.
        network: the key of the architecture in `resnet_desktop.network.NETWORKS`.
        preprocessing: how it saw pictures.
        licence: under which the weights may be used.
        provenance: where they came from; any JSON.
        created: ISO 8601 date.
        weights_sha256: of the weights file; empty until the weights are written.
        schema: version of this record.
    """

    name: str
    title: str
    network: str
    preprocessing: Preprocessing
    licence: str
    provenance: Mapping[str, Any]
    created: str
    weights_sha256: str = ""
    schema: int = _SCHEMA

    def to_json(self) -> str:
        """Write the record as indented JSON with a final newline."""
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        return card_schema.write(record | {"preprocessing": self.preprocessing.to_dict()}, card_schema.BASE_FIELDS)


@dataclass(frozen=True)
class Base:
    """Weights without a classifier, whole and checked.

    Attributes:
        card: what is known about them.
        weights: every array of the network but the classifier's; as those of a `Model`.
        folder: where they were read from.
    """

    card: BaseCard
    weights: Mapping[str, npt.NDArray[np.float16 | np.float32]]
    folder: Path


class Bases:
    """A folder of bases.

    Attributes:
        folder: it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """Name every base, alphabetically."""
        if not self.folder.is_dir():
            return ()
        restore(self.folder)
        return tuple(sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{BASE_FILE}")))

    def list(self) -> tuple[BaseCard, ...]:
        """Give the record of every base that is sound, without reading the weights."""
        cards = []
        for name in self.names():
            try:
                cards.append(self._card(name))
            except ModelError:  # reading it tells; a list for choosing shows what can be chosen
                continue
        return tuple(cards)

    def size(self, name: str) -> int:
        """How much removing a base frees, bytes."""
        return sum(path.stat().st_size for path in (self.folder / name).iterdir())

    def get(self, name: str) -> Base:
        """Read a base, whole and checked.

        Raises:
            ModelError: there is none of this name, or it is damaged.
        """
        card = self._card(name)
        path = self.folder / name / WEIGHTS_FILE
        with open_plain(path) as (file, size):
            header = tensor_file.read_header(file, size, path)
            _check_shapes({key: tensor.shape for key, tensor in header.tensors.items()}, card, path)
            weights, digest = tensor_file.read_data(file, header, path)
        check_checksum(digest, card.weights_sha256, path)
        check_values(weights, path)
        return Base(card, weights, self.folder / name)

    def save(self, card: BaseCard, weights: tensor_file.Weights) -> Base:
        """Add a base.

        Args:
            card: its ``name`` is the place, and must be free; ``weights_sha256`` is filled in.
            weights: every array of the network but the classifier's, in the types in which they are kept.
        Raises:
            ModelError: name, record or weights are impossible, or the name is taken.
            OSError: it cannot be written.
        """
        folder = self.folder / card.name
        if problem := name_problem(card.name):
            raise ModelError(folder, problem)
        if card.name.lower() in {name.lower() for name in self.names()}:
            raise ModelError(folder, f"there is a base {shown(card.name)} already; please choose another name")
        _check_shapes({name: array.shape for name, array in weights.items()}, card, folder)
        check_values(weights, folder)
        with replacing_folder(folder) as partial:
            card = replace(card, weights_sha256=tensor_file.write_tensors(partial / WEIGHTS_FILE, weights))
            with (partial / BASE_FILE).open("wb") as file:
                file.write(card.to_json().encode())
                file.flush()
                os.fsync(file.fileno())
        return Base(card, weights, folder)

    def remove(self, name: str) -> int:
        """Delete a base.

        Returns:
            Bytes that this freed.
        Raises:
            ModelError: there is none of this name, or it cannot be deleted.
        """
        self._find(name)
        freed = self.size(name)
        try:
            remove_folder(self.folder / name)
        except OSError as error:
            raise ModelError(self.folder / name, f"it cannot be removed ({error.strerror or error})") from error
        return freed

    def _find(self, name: str) -> Path:
        if name not in self.names():
            raise ModelError(self.folder, f"there is no base {shown(name)}")
        return self.folder / name

    def _card(self, name: str) -> BaseCard:
        path = self._find(name) / BASE_FILE
        with open_plain(path, LARGEST_CARD) as (file, _):
            text = (file.read() or b"").decode("utf-8", "replace")
        card = BaseCard(**card_schema.read(text, path, _SCHEMA, card_schema.BASE_FIELDS))
        if card.name != name:
            raise ModelError(path, f"it says that this base is {shown(card.name)}; rename the folder")
        return card


def default_bases() -> Bases:
    """The bases in the user's data folder."""
    return Bases(paths.bases_dir())


def _check_shapes(shapes: Mapping[str, tuple[int, ...]], card: BaseCard, path: Path) -> None:
    expected = body_of(NETWORKS[card.network])
    if missing := next((name for name in expected if name not in shapes), None):
        raise WeightsError(path, f"the array {missing} with the shape {expected[missing]}", "it is missing")
    if extra := next((name for name in shapes if name not in expected), None):
        raise WeightsError(path, "the arrays of a network without its classifier", f"{shown(extra)} is there too")
    recognise(shapes, path)

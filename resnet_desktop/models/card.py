"""The record that belongs to a model, and the model itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.models import card_schema
from resnet_desktop.models.errors import ModelError
from resnet_desktop.network import NETWORKS, Graph, NetworkError, build

SCHEMA = 1
"""The version of the record that this program writes; it reads this one and every older one."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known about a model besides its numbers.

    Attributes:
        name: the model's name in a library, also its folder's; see `resnet_desktop.models.names`.
        title: what a person reads, such as ``"ResNet-50, CIFAR-10"``.
        network: the key of the architecture in `resnet_desktop.network.NETWORKS`.
        labels: one for each class, in the order of the network's outputs.
        preprocessing: how a picture becomes this network's input.
        label_ids: the classes' names in a system of names, such as WordNet's ``n01440764``; None where there are none.
        licence: under which the weights may be used, such as ``"MIT"`` or ``"unknown"``.
        pool_window: side of the last average pooling, cells; None for the whole map.
        metrics: what was measured, with the data it was measured on; any JSON.
        provenance: data, plan, seed, program version; any JSON.
        temperature: divides the logits before the softmax so that probabilities are calibrated; None for 1.
        int8_ranges: activation ranges for int8; any JSON; None when the model was not calibrated.
        created: ISO 8601 date, with or without a time.
        weights_sha256: of the weights file, 64 hexadecimal digits; empty until the weights are written.
        schema: version of this record.
    """

    name: str
    title: str
    network: str
    labels: tuple[str, ...]
    label_ids: tuple[str, ...] | None = None
    preprocessing: Preprocessing
    licence: str
    pool_window: int | None = None
    metrics: Mapping[str, Any]
    provenance: Mapping[str, Any]
    temperature: float | None = None
    int8_ranges: Mapping[str, Any] | None = None
    created: str
    weights_sha256: str = ""
    schema: int = SCHEMA

    @property
    def classes(self) -> int:
        """The number of classes."""
        return len(self.labels)

    @property
    def input_size(self) -> int:
        """Side of the network's square input, px."""
        return self.preprocessing.input_size

    @cached_property
    def _graph(self) -> Graph:
        return build(NETWORKS[self.network], self.input_size, self.classes, self.pool_window)

    def graph(self) -> Graph:
        """The network with this card's sizes; made once.

        Raises:
            NetworkError: the network cannot have these sizes.
        """
        return self._graph

    def to_json(self) -> str:
        """Write the card as indented JSON with a final newline.

        Raises:
            TypeError: a metric or a part of the provenance is nothing that JSON knows.
            ValueError: it is NaN or infinite.
        """
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        record["preprocessing"] = self.preprocessing.to_dict()
        return card_schema.write(record)

    @staticmethod
    def from_json(text: str, path: Path) -> "Card":
        """Read a card that anybody may have written.

        Args:
            text: the JSON.
            path: the file it came from, for the error.
        Raises:
            ModelError: names the field, what was expected and what came.
        """
        card = Card(**card_schema.read(text, path, SCHEMA))
        if card.label_ids is not None and len(card.label_ids) != card.classes:
            raise ModelError(path, f"there are {card.classes:,} labels, but {len(card.label_ids):,} label_ids")
        try:
            card.graph()
        except NetworkError as error:
            raise ModelError(path, str(error)) from error
        return card


@dataclass(frozen=True)
class Model:
    """A trained network, whole and checked.

    Attributes:
        card: its record.
        weights: every variable of the card's network by ``<layer>/<variable>``, Keras's axis order (kernels HWIO),
            finite, read-only. As stored: kernels float16 or float32, vectors float32 (float16 in files of others).
        folder: where it was read from.
    """

    card: Card
    weights: Mapping[str, npt.NDArray[np.float16 | np.float32]]
    folder: Path

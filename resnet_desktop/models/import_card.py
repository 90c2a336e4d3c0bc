"""The card of a file that has none: what its arrays say, and what is known about where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from resnet_desktop import __version__
from resnet_desktop.formatting import count
from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.models.bases import BaseCard
from resnet_desktop.models.card import Card
from resnet_desktop.models.errors import ModelError
from resnet_desktop.models.labels import IMAGENET_CLASSES, Labels, imagenet_labels, numbered_labels
from resnet_desktop.models.recognition import classes_of, recognise
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.models.weights import WeightsFile
from resnet_desktop.network import Network

INPUT_SIZE = 224
"""Side of the input, px, where a file does not say: that of all published weights of this network."""

UNNAMED = "unnamed"
"""What a card is called until somebody names it."""


@dataclass(frozen=True)
class Origin:
    """What is known about a file beside its content.

    Attributes:
        title: for the card; empty for the name.
        licence: of the weights.
        provenance: more for the card; any JSON.
    """

    title: str = ""
    licence: str = "unknown"
    provenance: Mapping[str, Any] | None = None


NO_ORIGIN = Origin()


def card_for(
    read: WeightsFile, path: Path, labels: Labels | None, origin: Origin
) -> tuple[Card | BaseCard, tuple[str, ...]]:
    """Write the card for a file that has none.

    Args:
        read: what is in the file.
        path: the file.
        labels: what the classes are called; None for ImageNet's where there are 1,000, else numbers.
        origin: what else is known.
    Returns:
        The card, named `UNNAMED`; that of a base where the file has no classifier. And what a person should know about
        it, one sentence each.
    Raises:
        ModelError: the labels do not fit, or the classifier does not.
    """
    network = read.network or recognise({name: array.shape for name, array in read.weights.items()}, path)
    notices: list[str] = []
    provenance = {
        "source": read.kind,
        "file": path.name,
        "program": f"ResNet Desktop {__version__}",
        **(origin.provenance or {}),
    }
    known: dict[str, Any] = {
        "name": UNNAMED,
        "title": origin.title or path.stem,
        "network": network.name,
        "preprocessing": Preprocessing(read.input_size or INPUT_SIZE),
        "licence": origin.licence,
        "provenance": provenance,
        "created": datetime.now(UTC).date().isoformat(),
    }
    if read.input_size is None:
        notices.append(f"The file does not say how large its pictures are; {INPUT_SIZE} px is assumed")
    classes = classes_of(read.weights)
    if classes is None:
        if labels is not None:
            raise ModelError(path, "it has no classes, so there is nothing that the labels could name")
        return BaseCard(**known), tuple(notices)
    _check_classifier(read.weights, network, classes, path)
    if labels is None and classes == IMAGENET_CLASSES:
        labels = imagenet_labels()
    elif labels is None:
        labels = numbered_labels(classes)
        notices.append("The file does not name its classes; import it again with a file of labels to name them")
    card = Card(**known, **names_for(labels, classes, path), metrics={})
    return card, tuple(notices)


def names_for(labels: Labels | None, classes: int, path: Path) -> dict[str, Any]:
    """Give the fields of a card for labels; none where there are no labels.

    Raises:
        ModelError: there are more or fewer of them than classes.
    """
    if labels is None:
        return {}
    if len(labels.names) != classes:
        raise ModelError(path, f"it has {count(classes)} classes, but there are {count(len(labels.names))} labels")
    return {"labels": labels.names, "label_ids": labels.ids}


def _check_classifier(weights: Weights, network: Network, classes: int, path: Path) -> None:
    channels = network.stages[-1].width * network.expansion
    kernel = weights.get(f"fc{classes}/kernel")
    if kernel is not None and kernel.shape[0] != channels:
        raise ModelError(path, f"its classifier reads {kernel.shape[0]:,} numbers, where this network has {channels:,}")

"""What a model's card says, in words a person would say; pure functions of a card, no Qt."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.wording import pixels

if TYPE_CHECKING:
    from resnet_desktop.models import Card
    from resnet_desktop.models.bases import BaseCard

_PARTS = {"test": "test", "validation": "validation"}
_MOST_ANCESTORS = 8
_FASTER = "Made faster: it computes in int8 where the processor can"

Fact = tuple[str, str]
"""What is told, and what it is."""


def facts_of(card: "Card") -> tuple[Fact, ...]:
    """Tell everything that a card says, the most wanted first.

    Args:
        card: of a sound model; its metrics and provenance may be anybody's JSON.
    """
    from resnet_desktop.network import NETWORKS  # noqa: PLC0415  loads the core's package

    network = f"{NETWORKS[card.network].title}, {formatting.plural(card.graph().parameter_count, 'parameter')}"
    return (
        *_accuracies(card),
        ("Sure", _sureness(card)),
        ("Network", network),
        ("Input", _input(card)),
        *_origin(card.provenance),
        ("Made", _made(card.created, card.provenance)),
        ("Licence", card.licence),
        ("Speed", _FASTER if card.int8_ranges is not None else "Not made faster"),
    )


def base_facts_of(base: "BaseCard") -> tuple[Fact, ...]:
    """Tell what is known about a base."""
    from resnet_desktop.network import NETWORKS  # noqa: PLC0415

    return (
        ("For", "Trainings that start from it; it has no classes, so nothing is classified with it"),
        ("Network", NETWORKS[base.network].title),
        *_origin(base.provenance),
        ("Made", _made(base.created, base.provenance)),
        ("Licence", base.licence),
    )


def _accuracies(card: "Card") -> Iterator[Fact]:
    word = "Right"
    for part, name in _PARTS.items():
        measured = card.metrics.get(part)
        if not isinstance(measured, Mapping) or not _is_share(measured.get("top1")):
            continue
        words = f"{formatting.percent(measured['top1'])} of"
        pictures = measured.get("pictures")
        number = f" {formatting.count(pictures)}" if isinstance(pictures, int) else ""
        yield word, f"{words}{number} {name} pictures{_of_data(measured)}{_among_five(measured, card.classes)}"
        word = ""
    if word:
        yield word, "Nobody measured how often it is right"


def _among_five(measured: Mapping[str, Any], classes: int) -> str:
    if not _is_share(measured.get("top5")) or classes <= 5:
        return ""
    return f"; among the first five {formatting.percent(measured['top5'])}"


def _of_data(measured: Mapping[str, Any]) -> str:
    data = measured.get("data")
    return f" ({data.partition(',')[0]})" if isinstance(data, str) and data else ""


def _sureness(card: "Card") -> str:
    if card.temperature is None:
        return "Nobody measured whether its probabilities mean what they say"
    return "Where it says 90 %, about 9 of 10 pictures like those it was judged by are right"


def _input(card: "Card") -> str:
    from resnet_desktop.network import NETWORKS  # noqa: PLC0415

    words = f"{pixels(card.input_size, card.input_size)} px, {NETWORKS[card.network].normalisation.description}"
    if card.preprocessing.source_size is not None:
        words += f"; pictures are first reduced to {card.preprocessing.source_size} px, the size of its data"
    return words


def _origin(provenance: Mapping[str, Any]) -> Iterator[Fact]:
    data = provenance.get("data")
    if isinstance(data, Mapping) and isinstance(data.get("name"), str):
        words = str(data["name"])
        if isinstance(data.get("train"), int):
            words += f", {formatting.plural(data['train'], 'training picture')}"
        yield "Trained on", words
    elif isinstance(data, str):
        yield "Trained on", data
    ancestors = list(_ancestors(provenance))
    if ancestors:
        yield "Started from", ", made from ".join(ancestors)
    for key, word in (("source", "Came from"), ("address", "Address"), ("file", "File")):
        value = provenance.get(key)
        if isinstance(value, str) and value:
            yield word, value


def _ancestors(provenance: Mapping[str, Any]) -> Iterator[str]:
    """The models that it was trained from, the nearest first."""
    base = provenance.get("base")
    for _ in range(_MOST_ANCESTORS):
        if not isinstance(base, Mapping):
            return
        name = base.get("from")
        if isinstance(name, str) and name not in ("", "none"):
            yield name
        base = base.get("base")


def _made(created: str, provenance: Mapping[str, Any]) -> str:
    program = provenance.get("program")
    day = _day(created.partition("T")[0])
    return f"{day}, by {program}" if isinstance(program, str) else day


def _day(written: str) -> str:
    try:
        day = date.fromisoformat(written)
    except ValueError:  # a stranger's card may say anything
        return written
    return f"{day.day} {day:%B %Y}"


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1

"""``resnet-desktop models``: what is in the library, what is known about a model, is it sound, away with it."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from resnet_desktop.commands import models_export, models_faster, models_intake
from resnet_desktop.formatting import count, percent, plural, size
from resnet_desktop.models import Card, Entry, Library, accuracy_of, default_library
from resnet_desktop.models.bases import default_bases
from resnet_desktop.models.errors import printable
from resnet_desktop.network import NETWORKS

_SHOWN_LABELS = 12
_SHOWN_THRESHOLDS = (0.5, 0.8, 0.95)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own commands and their options."""
    commands = parser.add_subparsers(dest="models_command", metavar="COMMAND", required=True)
    listing = commands.add_parser("list", help="name every model, also damaged ones with the reason")
    showing = commands.add_parser("show", help="print what is known about a model")
    for command in (listing, showing):
        command.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    verifying = commands.add_parser("verify", help="read a model and make every check")
    models_export.add_arguments(
        commands.add_parser("export", help="write a file for other programs that provably agrees")
    )
    models_faster.add_arguments(commands.add_parser("faster", help="compute a model in int8, several times as fast"))
    models_intake.add_arguments(commands)
    removing = commands.add_parser("remove", help="delete one of your own models or bases")
    for command in (showing, verifying, removing):
        command.add_argument("name", metavar="NAME", help="the model, as `models list` names it")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; gives the exit status: 1 when the model that was asked for is damaged.

    Raises:
        ModelError: there is no such model, or it cannot be removed.
    """
    library = default_library()
    match arguments.models_command:
        case "list":
            return _list(library, arguments.format)
        case "show":
            return _show(library, arguments.name, arguments.format)
        case "verify":
            return _verify(library, arguments.name)
        case "export":
            return models_export.run(library, arguments)
        case "faster":
            return models_faster.run(library, arguments)
        case "remove":
            return _remove(library, arguments.name)
        case _:
            return models_intake.run(library, default_bases(), arguments)


def _list(library: Library, output: str) -> int:
    entries = library.list()
    bases = default_bases()
    if output == "json":
        _print(json.dumps([_record(library, entry) for entry in entries], indent=2, ensure_ascii=False))
    elif entries:
        rows: list[tuple[str, ...]] = [("name", "network", "classes", "input", "top-1", "size", "")]
        rows += [_row(library, entry) for entry in entries]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            _print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    else:
        _print("There are no models.")
    if output == "table" and (cards := bases.list()):
        _print("\nBases, from which a training can start (train --base NAME); they have no classes:")
        for card in cards:
            _print(f"{card.name}  {NETWORKS[card.network].title}  {size(bases.size(card.name))}  {card.title}")
    return 0


def _row(library: Library, entry: Entry) -> tuple[str, ...]:
    if entry.card is None:
        reason = "" if entry.error is None else str(entry.error)
        return printable(entry.name), "", "", "", "", size(entry.size), f"damaged: {reason}"
    card = entry.card
    notes = ["default"] if entry.name == library.default() else []
    notes += ["came with the program"] if entry.is_bundled else []
    return (
        entry.name,
        NETWORKS[card.network].title,
        count(card.classes),
        f"{card.input_size} px",
        _accuracy(card),
        size(entry.size),
        ", ".join(notes),
    )


def _show(library: Library, name: str, output: str) -> int:
    entry = library.entry(name)
    if output == "json":
        _print(json.dumps(_record(library, entry), indent=2, ensure_ascii=False))
    elif entry.card is not None:
        lines = list(_facts(library, entry, entry.card))
        width = max(len(key) for key, _ in lines)
        for key, value in lines:
            _print(f"{key.ljust(width)}  {value}")
    else:
        _print(f"{name} is damaged: {entry.error}")
    return 0 if entry.error is None else 1


def _verify(library: Library, name: str) -> int:
    report = library.verify(name)
    for sentence in report.passed:
        _print(f"passed  {sentence}")
    if report.error is None:
        _print(f"{name} is sound.")
        return 0
    _print(f"FAILED  {report.error}")
    return 1


def _remove(library: Library, name: str) -> int:
    bases = default_bases()
    freed = bases.remove(name) if name in bases.names() else library.remove(name)
    _print(f"{name} is removed; this freed {size(freed)}.")
    return 0


def _record(library: Library, entry: Entry) -> dict[str, Any]:
    return {
        "name": printable(entry.name),
        "folder": printable(str(entry.folder)),
        "is_bundled": entry.is_bundled,
        "is_default": entry.name == library.default(),
        "size": entry.size,
        "notes": library.notes(entry.name) if entry.error is None else "",
        "error": None if entry.error is None else str(entry.error),
        "card": None if entry.card is None else json.loads(entry.card.to_json()),
    }


def _facts(library: Library, entry: Entry, card: Card) -> Iterator[tuple[str, str]]:
    """What a person wants to know about a sound model: pairs of a word and its value."""
    yield "name", entry.name + (" (default)" if entry.name == library.default() else "")
    yield "title", card.title
    yield "network", f"{NETWORKS[card.network].title}, {plural(card.graph().parameter_count, 'parameter')}"
    yield "input", f"{card.input_size} x {card.input_size} px, RGB"
    yield "colours", NETWORKS[card.network].normalisation.description
    if card.preprocessing.source_size is not None:
        yield "", f"pictures are first reduced to {card.preprocessing.source_size} px, the data's own size"
    if card.pool_window is not None:
        yield "pooling", f"window of {card.pool_window} x {card.pool_window}"
    more = card.classes - _SHOWN_LABELS
    yield "classes", f"{count(card.classes)}: {', '.join(card.labels[:_SHOWN_LABELS])}{' …' if more > 0 else ''}"
    for part, measured in card.metrics.items():
        is_record = isinstance(measured, Mapping)
        numbers = {key: value for key, value in measured.items() if key != "curve"} if is_record else measured
        yield from _flat(f"metrics.{part}", numbers)
    yield "temperature", "none was fitted" if card.temperature is None else f"{card.temperature:g}"
    for index, sentence in enumerate(_calibration(card)):
        yield "" if index else "calibration", sentence
    yield from _flat("provenance", card.provenance)
    yield "int8", "not calibrated" if card.int8_ranges is None else "calibrated"
    yield "licence", card.licence
    for index, line in enumerate(library.notes(entry.name).splitlines()):
        yield "" if index else "notes", printable(line)
    yield "created", card.created
    yield "weights", f"sha256 {card.weights_sha256}"
    yield "folder", f"{printable(str(entry.folder))} ({size(entry.size)})"


def _calibration(card: Card) -> Iterator[str]:
    """How sure is sure: sentences about the model."""
    from resnet_desktop.classification.calibration import CurveError, curve_of

    try:
        curve = curve_of(card)
    except CurveError as error:
        yield str(error)
        return
    if curve is None:
        yield "not measured"
        return
    yield f"measured on {plural(curve.pictures, 'picture')} ({curve.data}):"
    yield from map(curve.sentence, _SHOWN_THRESHOLDS)


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """The leaves of a JSON value with their paths: ``metrics.test.top1``."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _flat(f"{key}.{name}", item)
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for index, item in enumerate(value):
            yield from _flat(f"{key}.{index}", item)
    elif isinstance(value, list):
        yield " ".join(key.split()), ", ".join(" ".join(str(item).split()) for item in value)
    else:
        yield " ".join(key.split()), "none" if value is None else " ".join(str(value).split())


def _accuracy(card: Card) -> str:
    measured = accuracy_of(card)
    return "unknown" if measured is None else f"{percent(measured.top1)} ({measured.part})"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")

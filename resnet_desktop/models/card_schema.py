"""The card's JSON: every field with what it may hold, and the sentence for what it may not."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.models.errors import ModelError, shown
from resnet_desktop.models.names import name_problem
from resnet_desktop.network import NETWORKS
from resnet_desktop.network.graph import LARGEST_CLASS_COUNT

LONGEST_LABEL = 200
LONGEST_LINE = 1_000
DEEPEST_NESTING = 20

_NUMBERS = re.compile(r"(?<=\[)\n[\s\d.,eE+-]+(?=\])")
"""What is in a list of numbers; it begins with a line break, which no text in JSON has."""


@dataclass(frozen=True)
class _Field:
    """One field: what it holds, in words and as a function that returns the value or raises ValueError."""

    expected: str
    convert: Callable[[Any], Any]
    is_required: bool = True
    is_written_when_none: bool = True


def _line(longest: int) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
            raise ValueError
        return value

    return convert


def _name(value: Any) -> str:
    if not isinstance(value, str) or name_problem(value):
        raise ValueError
    return value


def _network(value: Any) -> str:
    if not isinstance(value, str) or value not in NETWORKS:
        raise ValueError
    return value


def _labels(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 2 <= len(value) <= LARGEST_CLASS_COUNT:
        raise ValueError
    return tuple(map(_line(LONGEST_LABEL), value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _window(value: Any) -> int | None:
    if value is not None and (not _is_number(value) or not isinstance(value, int) or not 1 <= value <= 10_000):
        raise ValueError
    return value


def _preprocessing(value: Any) -> Preprocessing:
    if not isinstance(value, dict):
        raise ValueError
    return Preprocessing.from_dict(value)


def _record(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    return value


def _temperature(value: Any) -> float | None:
    if value is None:
        return None
    if not _is_number(value) or not 0.01 <= value <= 100:
        raise ValueError
    return float(value)


def _sha256(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise ValueError
    return value


def _date(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError
    datetime.fromisoformat(value)
    return value


_FIELDS = {
    "name": _Field("a model's name (1 to 64 letters, digits, '.', '_' or '-')", _name),
    "title": _Field("one line of text", _line(LONGEST_LINE)),
    "network": _Field(f"one of {', '.join(sorted(NETWORKS))}", _network),
    "labels": _Field(f"a list of 2 to {LARGEST_CLASS_COUNT:,} short lines of text, one for each class", _labels),
    "label_ids": _Field(
        "a list of short lines of text, one for each class, or null",
        lambda value: None if value is None else _labels(value),
        is_required=False,
        is_written_when_none=False,
    ),
    "pool_window": _Field("a whole number of cells, or null for the whole map", _window, is_required=False),
    "preprocessing": _Field("an object", _preprocessing),
    "metrics": _Field("an object", _record),
    "provenance": _Field("an object", _record),
    "licence": _Field("one line of text", _line(LONGEST_LINE)),
    "weights_sha256": _Field("64 hexadecimal digits in lower case", _sha256),
    "temperature": _Field("a number from 0.01 to 100, or null", _temperature, is_required=False),
    "int8_ranges": _Field("an object or null", lambda v: None if v is None else _record(v), is_required=False),
    "created": _Field("an ISO 8601 date such as 2025-11-23", _date),
}


BASE_FIELDS = ("name", "title", "network", "preprocessing", "provenance", "licence", "weights_sha256", "created")
"""What is known about a base: weights without classes, and so without labels and metrics."""

CARD_FIELDS = tuple(_FIELDS)


def write(record: Mapping[str, Any], names: Sequence[str] = CARD_FIELDS) -> str:
    """Write a card's fields as indented JSON with a final newline, the schema first, a list of numbers on one line."""
    kept = [name for name in names if record[name] is not None or _FIELDS[name].is_written_when_none]
    ordered = {"schema": record["schema"], **{name: record[name] for name in kept}}
    text = json.dumps(ordered, indent=2, ensure_ascii=False, allow_nan=False)
    return _NUMBERS.sub(lambda found: " ".join(found[0].split()), text) + "\n"


def read(text: str, path: Path, newest: int, names: Sequence[str] = CARD_FIELDS) -> dict[str, Any]:
    """Read and check a card's fields.

    Args:
        text: the JSON, by anybody.
        path: where it came from, for the error.
        newest: the newest schema that is understood.
        names: the fields that there can be.
    Returns:
        Every field by its name, converted, ready for `Card`.
    Raises:
        ModelError: names the field, what was expected and what came.
    """
    record = _parse(text, path)
    schema = record.pop("schema", None)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise ModelError(path, f"the field 'schema' should be a whole number from 1, but is {shown(schema)}")
    if schema > newest:
        raise ModelError(
            path, f"this model was made by a newer version of the program (card schema {schema}); please update"
        )
    if unknown := sorted(set(record) - set(names)):
        raise ModelError(path, f"the field {shown(unknown[0])} is not one of a card's")
    values: dict[str, Any] = {"schema": schema}
    for name in names:
        field = _FIELDS[name]
        if name not in record:
            if field.is_required:
                raise ModelError(path, f"the field '{name}' is missing; it should be {field.expected}")
            continue
        try:
            values[name] = field.convert(record[name])
        except (ValueError, OverflowError) as error:
            detail = f" ({error})" if str(error) and name == "preprocessing" else ""
            raise ModelError(
                path, f"the field '{name}' should be {field.expected}, but is {shown(record[name])}{detail}"
            ) from error
    return values


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        record = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite)
        _check_plain(record)
    except (ValueError, RecursionError) as error:
        reason = _reason_of(error, text)
        raise ModelError(path, f"this is not a readable card: {reason}") from error
    if not isinstance(record, dict):
        raise ModelError(path, f"a card should be a JSON object, but is {shown(record)}")
    return record


def _reason_of(error: ValueError | RecursionError, text: str) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):  # whose own words are for programmers
        return f"it is damaged in line {error.lineno}" if text.strip() else "it is empty"
    return str(error)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a name comes twice in one object")
    return record


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{shown(text)} is too large")
    return value


def _check_plain(value: Any, depth: int = 0) -> None:
    """Refuse what a terminal or a later reader would stumble over, wherever it is in the record."""
    if depth > DEEPEST_NESTING:
        raise ValueError("it is nested too deeply")
    if isinstance(value, str):
        if not value.isprintable() and not value.replace("\n", " ").replace("\t", " ").isprintable():
            raise ValueError(f"{shown(value)} has characters that cannot be printed")
    elif isinstance(value, dict):
        for name, item in value.items():
            _check_plain(name, depth)
            _check_plain(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_plain(item, depth + 1)


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not a number of JSON")

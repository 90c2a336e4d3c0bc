"""How paths and results are written into a table, and read from it by somebody who does not trust it."""

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.classification.results import Result

MOST_CLASSES = 50
"""How many classes of a result are kept."""

ResultRow = tuple[int, int, str | None, bytes | None, bytes | None]
"""Width and height, px; the error; probabilities as float32; their places as uint16 or uint32, or None for all."""

_FLOAT = np.dtype("<f4")
_KNOWS_JSON = (3, 38)
_WIDE, _NARROW = np.dtype("<u4"), np.dtype("<u2")


def path_to_bytes(path: Path | str) -> bytes | None:
    """Give the bytes that a file system knows a file by; None for a path that no file can have."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:  # half of a surrogate pair
        return None


def paths_to_json(paths: Iterable[Path | str]) -> str | None:
    """Write many paths as one text, whose strings have the bytes of `path_to_bytes`.

    Returns:
        A JSON list; None where a name has bytes that are no text, or the system or SQLite is too old for this.
    """
    if sys.getfilesystemencoding() != "utf-8" or sqlite3.sqlite_version_info < _KNOWS_JSON:
        return None
    texts = json.dumps([str(path) for path in paths], ensure_ascii=False)
    try:
        texts.encode()
    except UnicodeEncodeError:
        return None
    return None if "\\u0000" in texts else texts


def bytes_to_path(raw: object) -> Path | None:
    """Read what `path_to_bytes` wrote; None for what it cannot have written."""
    try:
        return Path(os.fsdecode(raw)) if isinstance(raw, bytes) else None
    except UnicodeDecodeError:
        return None


def result_to_row(result: Result) -> ResultRow:
    """Write a result, trimmed to the best `MOST_CLASSES` classes."""
    if result.error is not None:
        return 0, 0, result.error.encode("utf-8", "backslashreplace").decode(), None, None
    kept = result.trimmed(MOST_CLASSES)
    if kept.probabilities is None:
        return int(kept.width), int(kept.height), None, None, None
    probabilities = kept.probabilities.astype(_FLOAT).tobytes()
    indices = None
    if kept.indices is not None:
        indices = kept.indices.astype(_place_type(len(kept.labels))).tobytes()
    return int(kept.width), int(kept.height), None, probabilities, indices


def row_to_result(path: Path, row: Sequence[object], labels: tuple[str, ...]) -> Result | None:
    """Read one result as `rows_to_results` does."""
    return rows_to_results([path], [row], labels)[0]


def rows_to_results(
    paths: Sequence[Path], rows: Sequence[Sequence[object]], labels: tuple[str, ...]
) -> list[Result | None]:
    """Read results; many together several times faster than one by one.

    Args:
        paths: the pictures'.
        rows: for each path a `ResultRow`, or Nones where there is none, or anything else where the file was damaged.
        labels: the classes of the model that the results are from.
    Returns:
        The results, their arrays read-only; None where there is none, or where the row makes no sense, so that the
        picture is classified again.
    """
    numbers = _numbers(rows, len(labels))
    if numbers is None and len(rows) == 1:
        return [None]
    if numbers is None:  # at least one of them makes no sense; which?
        return [row_to_result(path, row, labels) for path, row in zip(paths, rows, strict=True)]
    values, places = numbers
    results: list[Result | None] = []
    value = place = 0
    for path, (width, height, error, raw, raw_places) in zip(paths, rows, strict=True):
        first_value, indices = value, None
        if isinstance(raw, bytes):
            value += len(raw) // _FLOAT.itemsize
        if isinstance(raw_places, bytes):
            first_place, place = place, place + len(raw_places) // _place_type(len(labels)).itemsize
            indices = places[first_place:place]
        count = len(labels) if indices is None else len(indices)
        if isinstance(error, str):
            results.append(Result.failed(path, error))
        elif 0 < value - first_value == count and isinstance(width, int) and isinstance(height, int):
            results.append(Result(path, width, height, values[first_value:value], labels, None, indices))
        else:
            results.append(None)
    return results


def labels_to_json(labels: Sequence[str]) -> str:
    """Write the names of classes."""
    return json.dumps(list(labels))


def json_to_labels(text: object) -> tuple[str, ...] | None:
    """Read what `labels_to_json` wrote; None for what it cannot have written."""
    try:
        labels = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        return None
    return tuple(labels)


def _place_type(classes: int) -> "np.dtype[np.uint16] | np.dtype[np.uint32]":
    return _NARROW if classes <= 1 << 16 else _WIDE


def _numbers(rows: Sequence[Sequence[object]], classes: int) -> tuple[NDArray[np.float32], NDArray[np.intp]] | None:
    """All probabilities and all places of rows, one row's behind the other's; None if one of them is impossible."""
    place_type = _place_type(classes)
    raw_values = [row[3] for row in rows if row[3] is not None]
    raw_places = [row[4] for row in rows if row[4] is not None]
    if not _are_whole(raw_values, _FLOAT.itemsize) or not _are_whole(raw_places, place_type.itemsize):
        return None
    values = np.frombuffer(b"".join(raw_values), _FLOAT)
    places = np.frombuffer(b"".join(raw_places), place_type).astype(np.intp)
    are_possible = ((values >= 0) & (values <= 1.01)).all() and (places < classes).all()  # NaN is neither
    return (values, places) if are_possible else None


def _are_whole(raws: list[object], item_size: int) -> TypeGuard[list[bytes]]:
    return all(isinstance(raw, bytes) and len(raw) % item_size == 0 for raw in raws)

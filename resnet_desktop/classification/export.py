"""Results as text: a table for people, CSV for spreadsheets, JSON for programs; written as they come."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from resnet_desktop.classification.results import Result
from resnet_desktop.classification.table import TableWriter

ENCODINGS = {"table": "utf-8", "csv": "utf-8-sig", "json": "utf-8", "jsonl": "utf-8"}
"""Formats, and how their files are encoded: with the mark at the start, spreadsheets take CSV for what it is."""

UNENCODABLE = "backslashreplace"
"""What becomes of bytes in a file name that are no text: they are shown as ``\\udcff``, and nothing stops."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ResultWriter(Protocol):
    """Writes results one by one to a text file that the caller opens and closes."""

    def write(self, result: Result) -> None:
        """Add one result."""
        ...

    def finish(self) -> None:
        """Write what belongs to the end, also when not all results came; nothing can be added afterwards."""
        ...


def open_writer(
    form: str, file: TextIO, top_k: int, width: int | None = None, labels: Sequence[str] = ()
) -> ResultWriter:
    """Make the writer for a format.

    Args:
        form: one of `ENCODINGS`.
        file: where to; opened with ``newline=""``.
        top_k: classes for each picture.
        width: columns of the terminal, for the table; None where lines may have any length.
        labels: the classes; the table fits its column to them.
    """
    writers: dict[str, Callable[[], ResultWriter]] = {
        "table": lambda: TableWriter(file, top_k, width, labels),
        "csv": lambda: _CsvWriter(file, top_k),
        "json": lambda: _JsonWriter(file, top_k),
        "jsonl": lambda: _JsonLinesWriter(file, top_k),
    }
    return writers[form]()


def form_for(path: Path | None) -> str:
    """Tell the format that a file's name asks for; the table where it asks for none."""
    suffix = path.suffix.lower().removeprefix(".") if path is not None else ""
    return suffix if suffix in ENCODINGS else "table"


def record(result: Result, top_k: int) -> dict[str, Any]:
    """Give a result as JSON has it.

    Returns:
        ``path`` as it was given and ``status``; with ``ok`` also ``width`` and ``height``, px, and ``predictions``, the
        most probable first, each with ``label``, ``index`` and ``probability``, 0 to 1, to six digits; with ``error``
        the sentence ``error``.
    """
    if result.is_error:
        return {"path": str(result.path), "status": "error", "error": result.error}
    predictions = [
        {"label": each.label, "index": each.index, "probability": _six_digits(each.probability)}
        for each in result.top(top_k)
    ]
    size = {"width": result.width, "height": result.height}
    return {"path": str(result.path), "status": "ok", **size, "predictions": predictions}


class _JsonLinesWriter:
    """One object on each line."""

    def __init__(self, file: TextIO, top_k: int) -> None:
        self._file = file
        self._top_k = top_k

    def write(self, result: Result) -> None:
        self._file.write(_to_json(record(result, self._top_k)) + "\n")

    def finish(self) -> None:
        pass


class _JsonWriter:
    """One array of all objects, an object on each line."""

    def __init__(self, file: TextIO, top_k: int) -> None:
        self._file = file
        self._top_k = top_k
        self._before = "[\n"

    def write(self, result: Result) -> None:
        self._file.write(self._before + _to_json(record(result, self._top_k)))
        self._before = ",\n"

    def finish(self) -> None:
        self._file.write("[]\n" if self._before == "[\n" else "\n]\n")


class _CsvWriter:
    """One row for each picture: path, status, error, width, height, then label and probability of each rank."""

    def __init__(self, file: TextIO, top_k: int) -> None:
        self._rows = csv.writer(file, lineterminator="\n")
        self._top_k = top_k
        ranks = [f"{column}_{rank}" for rank in range(1, top_k + 1) for column in ("label", "probability")]
        self._rows.writerow(["path", "status", "error", "width", "height", *ranks])

    def write(self, result: Result) -> None:
        path = str(result.path)
        if path.startswith(_FORMULA_STARTS):
            path = f"./{path}"  # the same file, but no spreadsheet takes it for a formula
        if result.is_error:
            self._rows.writerow([path, "error", result.error, "", "", *[""] * (2 * self._top_k)])
            return
        cells: list[str | float] = []
        for each in result.top(self._top_k):
            cells += _no_formula(each.label), _six_digits(each.probability)
        missing = [""] * (2 * self._top_k - len(cells))
        self._rows.writerow([path, "ok", "", result.width, result.height, *cells, *missing])

    def finish(self) -> None:
        pass


def _no_formula(label: str) -> str:
    """Keep a stranger's label from being executed: spreadsheets show what follows an apostrophe as it is."""
    return f"'{label}" if label.startswith(_FORMULA_STARTS) else label


def _six_digits(probability: float) -> float:
    return float(f"{probability:.6g}")


def _to_json(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name with bytes that are no text; escaped, Python reads the same name back
        return json.dumps(value)
    return text

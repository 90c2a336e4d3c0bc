"""CSV for spreadsheets: one row for each picture."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TextIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.columns import ORIGIN, PATH, RANKS, REVIEW, origin_record, record
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  spreadsheets in East Asian languages take the wide ones too
_QUOTED = frozenset(',;\t"\r\n')  # each separator that a spreadsheet may try, whichever was used


class CsvWriter:
    """The columns of `resnet_desktop.classification.export.columns`, the ranks as pairs of columns."""

    def __init__(self, file: TextIO, origin: Origin, options: Options) -> None:
        self._file = file
        self._has_decimal_comma = options.has_decimal_comma
        self._top_k = options.top_k
        self._origin = origin_record(origin)
        ranks = [column.name.replace("1", str(rank + 1)) for rank in range(self._top_k) for column in RANKS]
        self._write([column.name for column in (*PATH, *REVIEW)] + ranks + [column.name for column in ORIGIN])

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        values = record(entry, self._top_k) | self._origin
        values["path"] = csv_path(values["path"])
        ranks: list[Any] = []
        for each in values.get("predictions", ()):
            ranks += each["label"], each["probability"]
        ranks += [None] * (2 * self._top_k - len(ranks))
        before = [values.get(column.name) for column in (*PATH, *REVIEW)]
        after = [values[column.name] for column in ORIGIN]
        self._write([*before, *ranks, *after])

    def finish(self) -> None:
        """Nothing belongs to the end of rows."""

    def close(self) -> None:
        """Nothing is held."""

    def _write(self, values: Iterable[Any]) -> None:
        self._file.write(csv_line(values, has_decimal_comma=self._has_decimal_comma))


def csv_line(values: Iterable[Any], *, has_decimal_comma: bool) -> str:
    """Write a row as spreadsheets read it, and as none of them takes it for a formula.

    Args:
        values: texts, numbers, and None for an empty cell.
        has_decimal_comma: commas in numbers, and therefore semicolons between columns.
    Returns:
        The row with its line end.
    """
    return (";" if has_decimal_comma else ",").join(_cell(value, has_decimal_comma) for value in values) + "\n"


def csv_path(path: str) -> str:
    """Write a file's path: no spreadsheet takes it for a formula, and it is the same file."""
    return f"./{path}" if path.startswith(_FORMULA_STARTS) else path


def _cell(value: Any, has_decimal_comma: bool) -> str:
    text = "" if value is None else str(value)
    if isinstance(value, float):
        text = f"{Decimal(text):f}"  # without an exponent, which spreadsheets take for text
        text = text.replace(".", ",") if has_decimal_comma else text
    if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
        text = f"'{text}"  # keeps a stranger's label from being executed: what follows an apostrophe is shown as it is
    return '"' + text.replace('"', '""') + '"' if _QUOTED.intersection(text) else text

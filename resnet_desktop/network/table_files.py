"""A network's table as a file or for another program: separated text with plain numbers, or the summary."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.rows import Row
from resnet_desktop.network.tables import shape_text, summary
from resnet_desktop.paths import write_atomically

COLUMNS = (
    "name",
    "alias",
    "kind",
    "output_shape",
    "kernel",
    "stride",
    "padding_before",
    "padding_after",
    "parameters",
    "trainable_parameters",
    "macs",
    "flops",
    "activation_bytes",
    "receptive_field_px",
    "milliseconds",
    "computed_in",
)
"""The columns of separated text; FLOPs are two for each MAC, an empty cell means that there is no such number."""


class TableFileError(UserError):
    """A table cannot be saved."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"The table could not be saved as {path}: {error.strerror or error}. Choose another place or name."
        )


def separated(rows: Iterable[Row], separator: str = ",") -> str:
    """Write rows as separated text with a header.

    Args:
        rows: layers, blocks, stages or totals.
        separator: a comma for CSV, a tab for the clipboard.
    Returns:
        Lines with CRLF for CSV (RFC 4180), LF else; numbers without units and thousands separators.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n" if separator == "," else "\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, rows))
    return text.getvalue()


def _cells(row: Row) -> list[object]:
    before, after = row.padding if row.padding is not None else (None, None)
    return [
        row.name, row.alias, row.kind, shape_text(row.output_shape), row.kernel, row.stride, before, after,
        row.parameters, row.trainable, row.macs, row.flops, row.activation_bytes, row.receptive_field,
        None if row.milliseconds is None else f"{row.milliseconds:.4f}", row.computed_in,
    ]  # fmt: skip


def save_csv(path: Path, rows: Iterable[Row]) -> None:
    """Save rows as CSV, in UTF-8 with a mark at its beginning, which spreadsheets need.

    Raises:
        TableFileError: the file cannot be written; an old one is untouched.
    """
    _write(path, separated(rows).encode("utf-8-sig"))


def save_summary(path: Path, graph: Graph) -> None:
    """Save the network in the form of Keras's ``model.summary()``, in UTF-8.

    Raises:
        TableFileError: the file cannot be written; an old one is untouched.
    """
    _write(path, f"{summary(graph)}\n".encode())


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise TableFileError(path, error) from error

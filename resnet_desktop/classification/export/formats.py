"""The formats of an export, how their files are encoded, and who writes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TextIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.csv_writer import CsvWriter
from resnet_desktop.classification.export.json_writers import JsonLinesWriter, JsonWriter
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.export.report_writer import ReportWriter
from resnet_desktop.classification.table import TableWriter

ENCODINGS = {"table": "utf-8", "csv": "utf-8-sig", "json": "utf-8", "jsonl": "utf-8", "html": "utf-8"}
"""Formats, and how their files are encoded: with the mark at the start, spreadsheets take CSV for what it is."""

UNENCODABLE = "backslashreplace"
"""What becomes of bytes in a file name that are no text: they are shown as ``\\udcff``, and nothing stops."""

_SUFFIXES = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html"}


class EntryWriter(Protocol):
    """Writes entries one by one to a text file that the caller opens and closes; to be closed itself."""

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        ...

    def finish(self) -> None:
        """Write what belongs to the end, also when not all pictures came; nothing can be added afterwards."""
        ...

    def close(self) -> None:
        """Let go of threads and temporary files, whether it was finished or not."""
        ...


def open_writer(form: str, file: TextIO, origin: Origin, options: Options) -> EntryWriter:
    """Make the writer for a format; close it with `contextlib.closing`.

    Args:
        form: one of `ENCODINGS`.
        file: where to; opened with ``newline=""`` and, as far as it is encoded, with `UNENCODABLE`.
        origin: where the results come from.
        options: how to write them.
    """
    writers: dict[str, Callable[[], EntryWriter]] = {
        "table": lambda: TableWriter(file, options.top_k, options.width, origin.labels),
        "csv": lambda: CsvWriter(file, origin, options),
        "json": lambda: JsonWriter(file, origin, options),
        "jsonl": lambda: JsonLinesWriter(file, origin, options),
        "html": lambda: ReportWriter(file, origin, options),
    }
    return writers[form]()


def form_for(path: Path | None) -> str:
    """Tell the format that a file's name asks for; the table where it asks for none."""
    return _SUFFIXES.get(path.suffix.lower(), "table") if path is not None else "table"

"""``resnet-desktop models export``: a file for other programs, with its certificate; or the formats side by side."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from resnet_desktop.commands.terminal import cancel_on_interrupt
from resnet_desktop.errors import UserError
from resnet_desktop.exporting.formats import FORMATS, format_named
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Library
from resnet_desktop.models.errors import printable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("name", metavar="NAME", help="the model, as `models list` names it")
    parser.add_argument("--format", choices=tuple(FORMATS), metavar="F", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--output", type=Path, metavar="FILE", help="the file to make; a folder for savedmodel")
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="FOLDER",
        help="check the file with these pictures, and take int8's ranges from them (default: crops of sample photos)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace an earlier export")
    parser.add_argument("--table", action="store_true", help="show size, speed and agreement of all formats; no file")
    parser.add_argument("--measure", action="store_true", help="with --table: write and run every format first")


def run(library: Library, arguments: argparse.Namespace) -> int:
    """Do what was asked; gives the exit status.

    Raises:
        ModelError: there is no such model, or it cannot be read.
        ExportError: it cannot be exported so, or the file does not answer as the model does.
        UserError: options are missing.
        Cancelled: Ctrl-C; nothing was changed.
    """
    control = Control(_show if sys.stderr.isatty() else None)
    if arguments.table:
        return _table(library, arguments, control)
    if arguments.format is None or arguments.output is None:
        raise UserError("An export needs --format and --output; --table shows what there is")
    from resnet_desktop.exporting.exports import export_model
    from resnet_desktop.exporting.wording import certificate_lines

    model, chosen = library.get(arguments.name), format_named(arguments.format)
    with cancel_on_interrupt(control):
        try:
            certificate = export_model(
                model, chosen, arguments.output, arguments.pictures, control, overwrite=arguments.overwrite
            )
        finally:
            _clear()
    sys.stdout.write(f"{printable(str(arguments.output))} answers as the model does.\n\n")
    _print(certificate_lines(certificate, chosen.title))
    return 0


def _table(library: Library, arguments: argparse.Namespace, control: Control) -> int:
    from resnet_desktop.exporting.table import export_table, measure_formats
    from resnet_desktop.exporting.wording import TABLE_HEAD, table_row

    if arguments.measure:
        model = library.get(arguments.name)
        with cancel_on_interrupt(control):
            try:
                rows = measure_formats(model, arguments.pictures, control)
            finally:
                _clear()
    else:
        entry = library.entry(arguments.name)
        if entry.card is None:
            raise entry.error or UserError(f"{arguments.name} is damaged")
        rows = export_table(entry.card)
    _print([("name", *TABLE_HEAD), *((row.format.name, *table_row(row)) for row in rows)])
    sys.stdout.write("Speeds are for one picture, on this machine; in a batch of as many as stand in brackets.\n")
    if any(row.certificate is None and not row.problem for row in rows):
        sys.stdout.write("What is not known yet is measured by an export, or for all formats by --measure.\n")
    for row in rows:
        if row.problem:
            sys.stdout.write(f"{row.format.name}: {row.problem}.\n")
    return 0


def _print(rows: Iterable[Sequence[str]]) -> None:
    rows = [tuple(row) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")


def _show(progress: Progress) -> None:
    count = f" ({progress.done} of {progress.total})" if progress.total else ""
    sys.stderr.write(f"\r\x1b[K{progress.message}{count}")
    sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")

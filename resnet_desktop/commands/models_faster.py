"""``resnet-desktop models faster``: a model in int8, with its speed and its answers before and after."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.commands.moving_line import MovingLine
from resnet_desktop.commands.terminal import cancel_on_interrupt
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library
from resnet_desktop.models.errors import printable

if TYPE_CHECKING:
    pass


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("name", metavar="NAME", help="the model, as `models list` names it")
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="FOLDER",
        help="pictures such as the model is for, best in folders named like its classes "
        "(default: the validation pictures of its training)",
    )
    parser.add_argument("--off", action="store_true", help="forget the ranges: as exact and as slow as before")


def run(library: Library, arguments: argparse.Namespace) -> int:
    """Do what was asked; gives the exit status: 1 where the model stays as it is.

    Raises:
        ModelError: there is no such model, or its card cannot be written.
        UserError: there are no pictures, or OpenVINO refuses.
        Cancelled: Ctrl-C; nothing was changed.
    """
    entry = library.entry(arguments.name)
    if entry.card is None:
        raise entry.error or UserError(f"{arguments.name} is damaged")
    if arguments.off:
        from resnet_desktop.quantisation.keeping import keep_ranges

        keep_ranges(library, entry.card, None)
        sys.stdout.write(f"{arguments.name} has no int8 ranges any more.\n")
        return 0
    from resnet_desktop.quantisation.faster import make_faster
    from resnet_desktop.quantisation.wording import TABLE_HEAD, sentences, table_rows
    from resnet_desktop.training.validation_pictures import pictures_for

    line = MovingLine()
    control = Control(line.show_progress)
    with cancel_on_interrupt(control):
        try:
            pictures, source = pictures_for(entry.card, arguments.pictures, control)
            found = make_faster(library, arguments.name, pictures, source, control)
        finally:
            line.close()
    _print([TABLE_HEAD, *table_rows(found)])
    sys.stdout.write("\n" + "\n".join(map(printable, sentences(found))) + "\n")
    return 0 if found.is_kept else 1


def _print(rows: Iterable[Sequence[str]]) -> None:
    rows = [tuple(row) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")

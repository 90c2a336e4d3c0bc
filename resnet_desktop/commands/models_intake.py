"""``resnet-desktop models import``, ``download``, ``share``, ``rename``, ``duplicate`` and ``note``."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resnet_desktop.commands.moving_line import MovingLine
from resnet_desktop.commands.terminal import cancel_on_interrupt
from resnet_desktop.formatting import count, size
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library, duplicate, rename
from resnet_desktop.models.errors import printable

if TYPE_CHECKING:
    from resnet_desktop.models.bases import Bases
    from resnet_desktop.models.importing import Imported


def add_arguments(commands: Any) -> None:
    """Declare the commands and their options.

    Args:
        commands: the subparsers of ``models``.
    """
    importing = commands.add_parser("import", help="make a model of a file: .resnet, Keras, safetensors, .npz")
    importing.add_argument("file", type=Path, metavar="FILE", help="the file; its content is checked, never executed")
    importing.add_argument("--labels", type=Path, metavar="FILE", help="a text file with a class in each line")
    downloading = commands.add_parser("download", help="fetch the official ImageNet weights")
    downloading.add_argument("what", choices=("imagenet",), metavar="imagenet", help="what to fetch")
    downloading.add_argument("--notop", action="store_true", help="without classes, as a base for training")
    for command in (importing, downloading):
        command.add_argument("--name", default="", metavar="N", help="name of the new model")
        command.add_argument("--quiet", action="store_true", help="print the result only")
    sharing = commands.add_parser("share", help="write a model as one .resnet file")
    renaming = commands.add_parser("rename", help="give one of your own models another name")
    copying = commands.add_parser("duplicate", help="copy a model")
    noting = commands.add_parser("note", help="show or replace your notes about a model")
    for command in (sharing, renaming, copying, noting):
        command.add_argument("name", metavar="NAME", help="the model, as `models list` names it")
    sharing.add_argument("--output", type=Path, metavar="FILE", help="default: NAME.resnet in this folder")
    for command in (renaming, copying):
        command.add_argument("new_name", metavar="NEW", help="the new name")
    noting.add_argument("text", nargs="?", metavar="TEXT", help="the new notes; empty to delete them")


def run(library: Library, bases: "Bases", arguments: argparse.Namespace) -> int:
    """Do what was asked; gives the exit status.

    Raises:
        UserError: it cannot be done; says why.
        Cancelled: Ctrl-C; nothing was changed, and what has come of a download is kept.
    """
    match arguments.models_command:
        case "import" | "download":
            return _take_in(library, bases, arguments)
        case "share":
            return _share(library, arguments.name, arguments.output)
        case "rename":
            _print(f"{arguments.name} is called {rename(library, arguments.name, arguments.new_name).name} now.")
        case "duplicate":
            entry = duplicate(library, arguments.name, arguments.new_name)
            _print(f"{entry.name} is a copy of {arguments.name}; it takes {size(entry.size)}.")
        case _:
            if arguments.text is not None:
                library.write_notes(arguments.name, arguments.text)
            for line in library.notes(arguments.name).splitlines():
                _print(printable(line))
    return 0


def _take_in(library: Library, bases: "Bases", arguments: argparse.Namespace) -> int:
    from resnet_desktop.models.labels import read_labels
    from resnet_desktop.models.official import IMAGENET, IMAGENET_BASE, download_official, import_chosen

    line = MovingLine(is_quiet=arguments.quiet)
    control = Control(line.show_progress)
    with cancel_on_interrupt(control):
        try:
            if arguments.models_command == "import":
                labels = None if arguments.labels is None else read_labels(arguments.labels)
                made = import_chosen(control, library, bases, arguments.file, arguments.name, labels)
            else:
                official = IMAGENET_BASE if arguments.notop else IMAGENET
                made = download_official(control, library, bases, official, arguments.name)
        finally:
            line.close()
    _tell(library, bases, made, is_quiet=arguments.quiet)
    return 0


def _tell(library: Library, bases: "Bases", made: "Imported", *, is_quiet: bool) -> None:
    if made.is_base:
        _print(
            f"{made.name} is a base without classes ({size(bases.size(made.name))}); "
            f"train from it with: train --base {made.name}"
        )
    else:
        entry = library.entry(made.name)
        classes = entry.card.classes if entry.card else 0
        _print(f"{made.name} is in the library: {count(classes)} classes, {size(entry.size)}.")
    for notice in () if is_quiet else made.notices:
        sys.stderr.write(f"{notice}.\n")


def _share(library: Library, name: str, output: Path | None) -> int:
    from resnet_desktop.models.sharing import SHARED_SUFFIX, share

    path = output or Path(f"{name}{SHARED_SUFFIX}")
    line = MovingLine()
    control = Control(line.show_progress)
    with cancel_on_interrupt(control):
        try:
            written = share(control, library, name, path)
        finally:
            line.close()
    _print(f"{printable(str(path))} has the model {name} ({size(written)}).")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")

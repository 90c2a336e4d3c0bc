"""``resnet-desktop classify``: pictures and folders in, a table or a file of classes out."""

import argparse
import io
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from resnet_desktop.commands.terminal import Progress, cancel_on_interrupt
from resnet_desktop.errors import UserError
from resnet_desktop.formatting import count, plural, rate
from resnet_desktop.jobs import Cancelled, Control

if TYPE_CHECKING:
    from resnet_desktop.classification import Result
    from resnet_desktop.classification.export import Options
    from resnet_desktop.engines import Engine
    from resnet_desktop.models import Card

# Named here as well, because `--help` must not wait for the modules that know them.
FORMATS = ("table", "csv", "json", "jsonl", "html")
DEVICES = ("auto", "cpu", "gpu")
PRECISIONS = ("auto", "f32", "bf16", "int8")


class NothingToDoError(UserError):
    """There is no picture in what was named."""

    def __init__(self, paths: Sequence[Path], passed_over: int) -> None:
        places = ", ".join(map(str, paths[:3])) + (" …" if len(paths) > 3 else "")
        others = f"; {plural(passed_over, 'other file')} passed over" if passed_over else ""
        super().__init__(f"There are no pictures in {places}{others}")


class NoReportFileError(UserError):
    """A report was asked for, and no file to write it to."""

    def __init__(self) -> None:
        super().__init__("A report in HTML needs a file to go to; add --output FILE.html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a picture or a folder")
    parser.add_argument("--model", metavar="NAME", help="a model of the library (default: the one that came along)")
    parser.add_argument(
        "--top-k", type=_positive, default=5, metavar="K", help="classes for each picture, likeliest first (default: 5)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="how to write them (default: as the output file's name says, else table)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to this file, which is replaced at the end or on Ctrl-C"
    )
    parser.add_argument(
        "--decimal-comma",
        action="store_true",
        help="write CSV for spreadsheets in languages that write 0,5: semicolons between columns, commas in numbers",
    )
    parser.add_argument(
        "--unsure-below",
        type=_part,
        default=0.5,
        metavar="P",
        help="probability, 0 to 1, below which the HTML report calls a picture unsure (default: 0.5)",
    )
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute (default: auto)")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto", help="what to compute in (default: auto)")
    parser.add_argument("--no-recursive", action="store_true", help="leave out the folders in the folders")
    parser.add_argument("--quiet", action="store_true", help="write nothing but errors to standard error")


def run(arguments: argparse.Namespace) -> int:
    """Classify; gives the exit status: 0, 1 when a picture failed, 130 after Ctrl-C.

    Raises:
        UserError: the model or the engine cannot be used, there are no pictures, or a report has no file to go to. What
            was classified is written.
        Cancelled: Ctrl-C came before the first result.
        OSError: the output cannot be written; an old file is untouched.
    """
    from resnet_desktop.classification.export import form_for
    from resnet_desktop.engines import loading_ahead, open_engine
    from resnet_desktop.models import default_library

    form = arguments.format or form_for(arguments.output)
    if form == "html" and arguments.output is None:
        raise NoReportFileError
    control = Control()
    with cancel_on_interrupt(control):
        library = default_library()
        with loading_ahead():
            model = library.get(arguments.model or library.default())
        control.check()
        engine = open_engine(model, arguments.device, arguments.precision)
        if not arguments.quiet:
            _tell(*engine.notices)
        tally = _classify(arguments, form, control, engine, model.card)
    if not arguments.quiet:
        _tell(_summary(tally, engine, model.card))
    if tally.error is not None:
        raise tally.error
    return tally.status


@dataclass
class _Tally:
    """What came of it.

    Attributes:
        done: results, those with an error too.
        failed: results with an error.
        passed_over: other files seen.
        seconds: how long it took, without making ready.
        is_cancelled: Ctrl-C ended it.
        error: what ended it.
    """

    done: int = 0
    failed: int = 0
    passed_over: int = 0
    seconds: float = 0.0
    is_cancelled: bool = False
    error: UserError | None = None

    @property
    def status(self) -> int:
        """The command's exit status."""
        return 130 if self.is_cancelled else 1 if self.failed else 0


def _classify(arguments: argparse.Namespace, form: str, control: Control, engine: "Engine", card: "Card") -> _Tally:
    from resnet_desktop.classification import Entry, Result, classify
    from resnet_desktop.classification.export import Origin, open_writer
    from resnet_desktop.classification.searching_ahead import SearchingAhead
    from resnet_desktop.images import PictureSearch

    tally = _Tally()
    started = time.monotonic()
    search = PictureSearch(arguments.paths, not arguments.no_recursive)
    with (
        _output(arguments.output, form) as (file, width),
        closing(open_writer(form, file, Origin.of(card, engine), _options(arguments, card, width))) as writer,
        closing(_progress(arguments)) as progress,
    ):

        def add(result: "Result") -> None:
            with progress.aside(file):
                writer.write(Entry(result.path, result))
            tally.done += 1
            tally.failed += result.is_error
            progress.advance(paths.total)

        try:
            with (
                SearchingAhead(search, control) as paths,
                closing(classify(paths, engine, card, control=control)) as results,
            ):
                for result in results:
                    add(result)
                for path, reason in search.problems:
                    add(Result.failed(path, reason))
        except Cancelled:
            if not tally.done:
                raise
            tally.is_cancelled = True
        except UserError as error:
            if not tally.done:
                raise
            tally.error = error
        if not tally.done:
            raise NothingToDoError(arguments.paths, search.passed_over)
        writer.finish()
    tally.passed_over, tally.seconds = search.passed_over, time.monotonic() - started
    return tally


def _options(arguments: argparse.Namespace, card: "Card", width: int | None) -> "Options":
    from resnet_desktop.classification.export import Options

    return Options(
        top_k=min(arguments.top_k, card.classes),
        unsure_below=arguments.unsure_below,
        has_decimal_comma=arguments.decimal_comma,
        width=width,
    )


def _progress(arguments: argparse.Namespace) -> Progress:
    return Progress("pictures", is_quiet=arguments.quiet)


@contextmanager
def _output(path: Path | None, form: str) -> Iterator[tuple[TextIO, int | None]]:
    """Open where results go; with the number of columns where that is a terminal."""
    from resnet_desktop.classification.export import ENCODINGS, UNENCODABLE
    from resnet_desktop.classification.replacing import replacing_file

    if path is not None:
        with replacing_file(path, ENCODINGS[form], UNENCODABLE) as file:
            yield file, None
        return
    is_terminal = sys.stdout.isatty()
    if isinstance(sys.stdout, io.TextIOWrapper):
        is_for_programs = form != "table" and not is_terminal
        encoding = "utf-8" if is_for_programs else sys.stdout.encoding
        sys.stdout.reconfigure(encoding=encoding, errors=UNENCODABLE, line_buffering=True)
    yield sys.stdout, shutil.get_terminal_size().columns if is_terminal else None


def _summary(tally: _Tally, engine: "Engine", card: "Card") -> str:
    done = f"{count(tally.done - tally.failed)} of " if tally.failed else ""
    others = f", {plural(tally.passed_over, 'other file')} passed over" if tally.passed_over else ""
    facts = [
        card.name,
        f"{engine.name} {engine.device} {engine.precision}",
        rate(tally.done, tally.seconds, "pictures"),
    ]
    return (
        f"{'Stopped: ' if tally.is_cancelled else ''}{done}{plural(tally.done, 'picture')} classified{others} "
        f"({', '.join(filter(None, facts))})"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _part(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError
    return number


_positive.__name__ = "whole number from 1"  # what argparse calls them in its messages
_part.__name__ = "number from 0 to 1"


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(line + "\n")

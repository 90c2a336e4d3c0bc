"""The command line: which command is meant, what it answers, and how it ends."""

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

from resnet_desktop import __version__
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled

PROGRAM = "resnet-desktop"
INTERRUPTED = 130
PIPE_CLOSED = 141
WRONG_USAGE = 2

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True)
class _Command:
    """What the overview says about a command, and how to get at its module (imported only when it is wanted)."""

    summary: str
    load: Callable[[], ModuleType]
    is_long: bool = False  # what it does is logged


def _classify() -> ModuleType:
    from resnet_desktop.commands import classify

    return classify


def _network() -> ModuleType:
    from resnet_desktop.commands import network

    return network


def _train() -> ModuleType:
    from resnet_desktop.commands import train

    return train


def _models() -> ModuleType:
    from resnet_desktop.commands import models

    return models


def _benchmark() -> ModuleType:
    from resnet_desktop.commands import benchmark

    return benchmark


def _self_test() -> ModuleType:
    from resnet_desktop.commands import self_test

    return self_test


COMMANDS = {
    "classify": _Command("classify pictures and folders in the terminal", _classify),
    "network": _Command("print the layers of a network with shapes and costs", _network),
    "train": _Command("fine-tune a network on your own pictures or on CIFAR-10", _train, is_long=True),
    "models": _Command("list, import, download, share, export, check and remove models", _models, is_long=True),
    "benchmark": _Command("measure how fast a model is here, in each precision", _benchmark),
    "self-test": _Command("check that everything works here, on pictures that came along", _self_test),
}


StartLog = Callable[[str], object]
"""Begins to log, for ``window`` or for ``command``; does nothing when it is called again."""


def main(argv: Sequence[str] | None = None, start_log: StartLog | None = None) -> int:
    """Run a command, or open the window.

    Args:
        argv: the arguments; None for those of the process.
        start_log: called when there is something to log: a window, a long command, or an error that nobody foresaw;
            None to log nothing.
    Returns:
        The exit status: 0 all well, 1 a part failed, 2 wrong usage, nothing to do or an error that the message
        explains, 130 after Ctrl-C, 141 when nobody reads the output any more.
    """
    start_log = start_log or (lambda _part: None)
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv), start_log)
        if sys.stdout is not None:  # a windowed program on Windows has none
            sys.stdout.flush()
        return status
    except SystemExit as end:  # argparse: help, version, wrong usage
        return int(end.code or 0)
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # `| head` has seen enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except UserError as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    except Exception:
        start_log("command")  # which logs what ends the program
        raise


def _run(arguments: list[str], start_log: StartLog) -> int:
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        command = COMMANDS[name].load()
        parser = argparse.ArgumentParser(prog=f"{PROGRAM} {name}", description=_sentence(COMMANDS[name].summary))
        command.add_arguments(parser)
        options = parser.parse_args(arguments[1:])
        if COMMANDS[name].is_long:
            start_log("command")
        return int(command.run(options))
    paths = _overview().parse_args(arguments).paths
    if paths and paths[0].isalpha() and not os.path.lexists(paths[0]):
        _suggest(paths[0])
    return _open_window(paths, start_log)


def _open_window(paths: list[str], start_log: StartLog) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, _DISPLAYS)):  # Qt would abort the process
        raise UserError(f"There is no display here, so no window can open; '{PROGRAM} classify' works without one")
    start_log("window")
    try:
        from resnet_desktop.desktop import app
    except ImportError as error:
        raise UserError(f"The window cannot open ({error}); '{PROGRAM} classify' works without it") from error
    return app.main(paths)


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:{width}}  {command.summary}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [PATH ...]\n       {PROGRAM} COMMAND --help",
        description="Classify pictures with ResNet-50, look inside the network, fine-tune it.",
        epilog=f"commands:\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="open the window with these pictures and folders")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _suggest(word: str) -> None:
    """Tell a mistyped command from a path.

    Raises:
        UserError: the word is nearly a command.
    """
    if close := difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.7):
        raise UserError(f"There is neither a file nor a command {word!r}; did you mean '{close[0]}'?")


def _complain(message: str) -> int:
    from resnet_desktop.classification.table import printable  # a name in it may have anything in it

    sys.stderr.write(f"{PROGRAM}: {printable(message)}\n")
    return WRONG_USAGE


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."

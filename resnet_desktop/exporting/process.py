"""A piece of an export in a process of its own, as its parent sees it."""

import multiprocessing
import tempfile
from pathlib import Path
from typing import Any

from resnet_desktop.exporting.child import Work, run_child
from resnet_desktop.exporting.errors import ExportError, NoSpaceError
from resnet_desktop.jobs import Control, Progress

_LOOKS_FOR_CANCEL_S = 0.1
_LAST_WORDS_S = 5.0


def run_apart(work: Work, arguments: tuple[Any, ...], folder: Path, message: str, control: Control) -> Any:
    """Do a piece of work in a spawned process and wait for it; cancelling ends the process at once.

    Args:
        work: see `resnet_desktop.exporting.child.Work`; it, its arguments and its result can be pickled.
        arguments: all but its last.
        folder: where it writes; for the error.
        message: what is being done, for the progress.
        control: takes the progress and may cancel.
    Raises:
        Cancelled: `control` was cancelled.
        ExportError: it failed, or its process died; the disk was full.
    """
    control.report(Progress(0, None, message))
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory(prefix="export-") as place:
        process = context.Process(target=run_child, args=(theirs, Path(place) / "log.txt"), daemon=True)
        process.start()
        theirs.close()  # only the child holds it now, so its death ends our reading and writing
        try:
            ours.send((work, arguments))
            while True:
                control.check()
                if not ours.poll(_LOOKS_FOR_CANCEL_S):
                    continue
                kind, *told = ours.recv()
                if kind == "result":
                    return told[0]
                if kind == "error":
                    if told[1]:
                        raise NoSpaceError(folder, 0, 0)
                    raise ExportError(f"{message} failed: {told[0]}")
                control.report(Progress(told[0], told[1], message))
        except (EOFError, ConnectionError) as error:
            process.join(_LAST_WORDS_S)
            raise ExportError(f"{message} failed: {_death(process.exitcode)}") from error
        finally:
            process.kill()
            process.join()
            ours.close()


def _death(exit_code: int | None) -> str:
    if exit_code == -9:
        return "its process was ended from outside, as the system does when memory runs out"
    return f"its process crashed (code {exit_code})"

"""A whole export as one job, as the window runs it."""

import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.formats import ENCODINGS, UNENCODABLE, open_writer
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.replacing import replacing_file
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control, Progress

_UNCHANGED = "The file that was there is unchanged. "


class ExportError(UserError):
    """An export could not be written.

    Attributes:
        path: the file that was to be made.
        reason: what the system said.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        self.path = path
        self.reason = error.strerror or str(error)
        is_there = os.path.exists(path)  # noqa: PTH110  # Path.exists raises where it may not look
        super().__init__(
            f"Nothing was exported to {path}: {self.reason}. {_UNCHANGED if is_there else ''}"
            "Choose another place or another name"
        )


def export(
    entries: Iterable[Entry],
    path: Path,
    form: str,
    origin: Origin,
    options: Options,
    *,
    control: Control,
    total: int | None = None,
) -> int:
    """Write entries to a file; an old one stays until the new one is complete.

    Args:
        entries: in the order in which they are to be written; taken one by one.
        path: the file to make or to replace.
        form: one of `ENCODINGS`.
        origin: where the results come from.
        options: how to write them.
        control: is asked before each picture, and told after it.
        total: number of entries, for the progress; None where it is not known.
    Returns:
        How many were written.
    Raises:
        Cancelled: `control` was cancelled; an old file is untouched.
        ExportError: the file cannot be written; an old one is untouched.
    """
    done = 0
    try:
        with (
            replacing_file(path, ENCODINGS[form], UNENCODABLE) as file,
            closing(open_writer(form, file, origin, options)) as writer,
        ):
            for entry in entries:
                control.check()
                writer.write(entry)
                done += 1
                control.report(Progress(done, total, "Exporting"))
            control.check()
            writer.finish()
    except OSError as error:
        raise ExportError(path, error) from error
    return done

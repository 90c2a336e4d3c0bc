"""What an export says; pure functions of plain values, no Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop import formatting

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.exporting.request import ExportRequest

TITLE = "Export"
FILE_TITLE = "Export to"
TASK = "Exporting pictures"
CANCELLED = "The export was cancelled; no file was changed."
CANNOT_OPEN = "No program was found that opens this. The file is there: {}"


def missing(request: "ExportRequest") -> tuple[str, str]:
    """Say what an export lacks.

    Returns:
        A headline and a sentence; empty where nothing is missing.
    """
    if not request.pictures:
        return "There is nothing to export yet", "Add pictures to the list first; their classes can be exported then."
    if request.model is None:
        return (
            "There is no model yet",
            "An export says which model its results are from. Try again when the model is ready.",
        )
    if request.waiting >= request.pictures:
        return "Nothing is classified yet", "Classify the pictures first; their classes can be exported then."
    return "", ""


def waiting_line(request: "ExportRequest") -> str:
    """Say what becomes of pictures without a result; empty where all have one."""
    if not request.waiting:
        return ""
    is_one = request.waiting == 1
    return (
        f"{formatting.plural(request.waiting, 'picture')} of the list {'is' if is_one else 'are'} not classified yet, "
        "and will be marked as waiting."
    )


def exported(number: int, path: Path) -> str:
    """Say that an export is done."""
    return f"Exported {formatting.plural(number, 'picture')} to “{path.name}”."

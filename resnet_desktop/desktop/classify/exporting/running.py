"""The job of an export."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.exporting.request import Export
from resnet_desktop.desktop.tasks import JobControl

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


def exporting(
    wanted: Export, entries: "Sequence[Entry]", model: LoadedModel, threshold: float
) -> Callable[[JobControl], int]:
    """Make the job, which is what the command line does too; it gives the number of pictures written.

    Args:
        wanted: what somebody chose.
        entries: the pictures, in the order in which they are written.
        model: the one that the results are from.
        threshold: predictions below it are unsure, 0 to 1.
    """

    def write(control: JobControl) -> int:
        from resnet_desktop.classification.export import Options, Origin, export  # noqa: PLC0415  loads NumPy

        return export(
            entries,
            wanted.path,
            wanted.format.key,
            Origin.of(model.card, model.engine),
            Options(top_k=wanted.top_k, unsure_below=threshold, has_decimal_comma=wanted.has_decimal_comma),
            control=control,
            total=len(entries),
        )

    return write

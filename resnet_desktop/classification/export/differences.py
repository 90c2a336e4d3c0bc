"""The pictures about which two models say different things, as CSV."""

from collections.abc import Sequence
from pathlib import Path

from resnet_desktop.classification.comparison import Difference
from resnet_desktop.classification.export.columns import Column, six_digits
from resnet_desktop.classification.export.csv_writer import csv_line, csv_path
from resnet_desktop.classification.export.formats import ENCODINGS, UNENCODABLE
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.export.whole import ExportError
from resnet_desktop.classification.replacing import replacing_file
from resnet_desktop.classification.verdicts import Verdict
from resnet_desktop.jobs import Control, Progress

DIFFERENCE_COLUMNS = (
    Column("path", "the file, absolute", "CSV"),
    Column("first_label", "the class that the first model says", "CSV"),
    Column("first_probability", "its probability, 0 to 1", "CSV"),
    Column("second_label", "the class that the second model says", "CSV"),
    Column("second_probability", "its probability, 0 to 1", "CSV"),
    Column(
        "right",
        "`first`, `second` or `neither`, where the picture lies in a folder named after a class that both know",
        "CSV",
    ),
    Column("first_model", "the first model's name", "CSV"),
    Column("first_model_sha256", "SHA-256 of its weights file", "CSV"),
    Column("second_model", "the second model's name", "CSV"),
    Column("second_model_sha256", "SHA-256 of its weights file", "CSV"),
    Column("version", "of ResNet Desktop", "CSV"),
    Column("time", "when the export was begun: ISO 8601 with the zone", "CSV"),
)


def export_differences(
    differences: Sequence[tuple[Difference, Verdict]],
    path: Path,
    first: Origin,
    second: Origin,
    *,
    has_decimal_comma: bool = False,
    control: Control,
) -> int:
    """Write differences to a file; an old one stays until the new one is complete.

    Args:
        differences: with who is right, in the order in which they are to be written.
        path: the file to make or to replace.
        first: the first model.
        second: the second model; version and time are the first one's.
        has_decimal_comma: commas in numbers, and therefore semicolons between columns.
        control: is asked before each picture, and told after it.
    Returns:
        How many were written.
    Raises:
        Cancelled: `control` was cancelled; an old file is untouched.
        ExportError: the file cannot be written; an old one is untouched.
    """
    models = (first.model, first.model_sha256, second.model, second.model_sha256, first.version, first.time_text)
    try:
        with replacing_file(path, ENCODINGS["csv"], UNENCODABLE) as file:
            file.write(csv_line((column.name for column in DIFFERENCE_COLUMNS), has_decimal_comma=has_decimal_comma))
            for done, (each, verdict) in enumerate(differences, start=1):
                control.check()
                said = [cell for one in (each.first, each.second) for cell in (one.label, six_digits(one.probability))]
                values = (csv_path(str(each.path)), *said, verdict.value, *models)
                file.write(csv_line(values, has_decimal_comma=has_decimal_comma))
                control.report(Progress(done, len(differences), "Exporting"))
            control.check()
    except OSError as error:
        raise ExportError(path, error) from error
    return len(differences)

"""The job that writes differences to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.tasks import JobControl

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.comparing.columns import Row


def exporting(rows: "list[Row]", compared: Compared, path: Path) -> Callable[[JobControl], str]:
    """Make the job; where the system writes 0,5 the file does so too, because its spreadsheets read nothing else.

    Args:
        rows: the differences, in the order in which they are to be written.
        compared: the comparison that they are from.
        path: the file to make or to replace.
    """
    has_decimal_comma = QLocale.system().decimalPoint() == ","

    def export(control: JobControl) -> str:
        from resnet_desktop.classification.export.differences import export_differences  # noqa: PLC0415

        first, second = compared.origins
        number = export_differences(rows, path, first, second, has_decimal_comma=has_decimal_comma, control=control)
        return wording.exported(number, path.name)

    return export

"""What exporting does, as jobs: the core is imported where a task calls it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.tasks import JobControl

if TYPE_CHECKING:
    from resnet_desktop.exporting.certificate import Certificate
    from resnet_desktop.exporting.table import Row


def reading_table(name: str) -> "Callable[[JobControl], tuple[Row, ...]]":
    """Read what is known about the formats of a model."""

    def read(_control: JobControl) -> "tuple[Row, ...]":
        from resnet_desktop.exporting.table import export_table  # noqa: PLC0415
        from resnet_desktop.models import default_library  # noqa: PLC0415

        card = default_library().entry(name).card
        return () if card is None else export_table(card)

    return read


def measuring(name: str, pictures: Path | None) -> "Callable[[JobControl], tuple[Row, ...]]":
    """Export a model in every format once, and keep the certificates only."""

    def measure(control: JobControl) -> "tuple[Row, ...]":
        from resnet_desktop.exporting.table import measure_formats  # noqa: PLC0415
        from resnet_desktop.models import default_library  # noqa: PLC0415

        return measure_formats(default_library().get(name), pictures, control)

    return measure


def exporting(
    name: str, format_name: str, target: Path, pictures: Path | None, *, overwrite: bool
) -> "Callable[[JobControl], Certificate]":
    """Export a model."""

    def export(control: JobControl) -> "Certificate":
        from resnet_desktop.exporting.exports import export_model  # noqa: PLC0415
        from resnet_desktop.exporting.formats import format_named  # noqa: PLC0415
        from resnet_desktop.models import default_library  # noqa: PLC0415

        chosen = format_named(format_name)
        return export_model(default_library().get(name), chosen, target, pictures, control, overwrite=overwrite)

    return export

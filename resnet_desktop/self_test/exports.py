"""Checks of exporting: each format is written, run and compared, as `models export` does it."""

from pathlib import Path

from resnet_desktop.exporting.formats import can_export, format_named
from resnet_desktop.self_test.check import NotHere


def exports(name: str, place: Path) -> str:
    """Export the default model.

    Args:
        name: of the format.
        place: an empty folder.
    """
    from resnet_desktop.exporting.exports import export_model
    from resnet_desktop.models import default_library

    chosen = format_named(name)
    if reason := can_export(chosen):
        raise NotHere(f"{reason}.")
    library = default_library()
    certificate = export_model(library.get(library.default()), chosen, place / f"model{chosen.suffix}")
    return f"{certificate.agreement.pictures} pictures compared, run by {certificate.runtime}"

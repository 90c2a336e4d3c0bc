"""The formats side by side: size, speed and agreement, as far as they are known here."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.exporting.certificate import Certificate
from resnet_desktop.exporting.errors import ExportError
from resnet_desktop.exporting.exports import estimated_size, export_to
from resnet_desktop.exporting.formats import FORMATS, Format, can_export
from resnet_desktop.exporting.inputs import gather
from resnet_desktop.exporting.kept_certificates import keep, known_certificates
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card, Model


@dataclass(frozen=True)
class Row:
    """What is known about one format of a model.

    Attributes:
        format: the format.
        size: of the export, bytes; about, where there is no certificate.
        certificate: of the last export of these weights on this machine; None before the first.
        problem: why it cannot be exported here, or why measuring it failed; else empty.
    """

    format: Format
    size: int
    certificate: Certificate | None
    problem: str = ""


def export_table(card: Card, problems: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Put the formats side by side, from what earlier exports found.

    Args:
        card: of the model.
        problems: why measuring failed, by the format's name.
    """
    known = known_certificates(card)
    return tuple(
        Row(
            chosen,
            known[name].size if name in known else estimated_size(card, chosen),
            known.get(name),
            can_export(chosen) or (problems or {}).get(name, ""),
        )
        for name, chosen in FORMATS.items()
    )


def measure_formats(model: Model, pictures: Path | None, control: Control) -> tuple[Row, ...]:
    """Export a model in every format, keep the certificates and throw the files away.

    Args:
        model: what to export.
        pictures: see `resnet_desktop.exporting.exports.export_model`.
        control: takes the progress and may cancel; what was measured until then is kept.
    Raises:
        Cancelled: `control` was cancelled.
        ExportError: there are no pictures.
    """
    inputs = gather(model.card.preprocessing, pictures, control)
    possible = [chosen for chosen in FORMATS.values() if not can_export(chosen)]
    problems = {}
    for index, chosen in enumerate(possible):
        step = _Step(control, index, len(possible), chosen.title)
        with tempfile.TemporaryDirectory(prefix="formats-") as folder:
            try:
                keep(export_to(model, chosen, Path(folder) / f"{model.card.name}{chosen.suffix}", inputs, step))
            except ExportError as error:
                problems[chosen.name] = str(error)
    return export_table(model.card, problems)


class _Step(Control):
    """One format's part of the whole: its progress is told as a step, cancelling the whole cancels it."""

    def __init__(self, whole: Control, index: int, total: int, title: str) -> None:
        super().__init__(lambda progress: whole.report(Progress(index, total, f"{title}: {progress.message}")))
        self._whole = whole

    def check(self) -> None:
        """Give the job its chance to stop; see `Control.check`."""
        self._whole.check()

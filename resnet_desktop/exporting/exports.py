"""Exporting a model: written, run by a stranger, compared, and only then handed out."""

import datetime as dt
import os
import platform
import shutil
from pathlib import Path

import numpy as np

from resnet_desktop import __version__
from resnet_desktop.engines import open_engine
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.exporting.agreement import compare, disagreement
from resnet_desktop.exporting.blueprint import blueprint_of
from resnet_desktop.exporting.certificate import Certificate
from resnet_desktop.exporting.errors import DisagreementError, ExportError
from resnet_desktop.exporting.formats import FORMATS, Format, can_export
from resnet_desktop.exporting.inputs import Inputs, gather
from resnet_desktop.exporting.kept_certificates import keep, known_certificates
from resnet_desktop.exporting.measuring import Measured, measure
from resnet_desktop.exporting.place import beside, check_space, checked_target, described, making, parts_of
from resnet_desktop.exporting.process import run_apart
from resnet_desktop.exporting.processor import processor_name
from resnet_desktop.exporting.sample import sample_program
from resnet_desktop.exporting.writing import write_apart
from resnet_desktop.images import UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card, Model

__all__ = ["FORMATS", "can_export", "export_model", "export_to", "known_certificates"]

CERTIFICATE, LABELS, CARD, PROGRAM = "certificate.json", "labels.txt", "card.json", "classify.py"
"""The endings of what lies beside an export."""

_ROOM = 1 << 20
_AT_ONCE = 16


def export_model(
    model: Model,
    chosen: Format,
    target: Path,
    pictures: Path | None = None,
    control: Control | None = None,
    *,
    overwrite: bool = False,
) -> Certificate:
    """Export a model, with its certificate, labels, card and a Python program beside it.

    Args:
        model: what to export.
        chosen: the format.
        target: the file or folder to make; its folder is there.
        pictures: a folder of pictures to check it with, and to take the ranges of int8 from; None for crops of the
            photos that came with the program.
        control: takes the progress and may cancel, at any time.
        overwrite: whether an earlier export at this place may be replaced; it stays until the new one has agreed.
    Returns:
        What the file did when it was run.
    Raises:
        Cancelled: `control` was cancelled; nothing was changed.
        DisagreementError: the file does not answer as the model does; nothing was changed.
        ExportError: it cannot be exported so; nothing was changed.
    """
    control = control or Control()
    if reason := can_export(chosen):
        raise ExportError(reason)
    target = checked_target(chosen, target)
    check_space(target.parent, estimated_size(model.card, chosen) * (2 if chosen.needs_tensorflow else 1) + _ROOM)
    parts = parts_of(chosen, target)
    others = tuple(beside(target, ending) for ending in (LABELS, CARD, PROGRAM, CERTIFICATE))
    with making(target, (*others, *parts), overwrite=overwrite) as folder:
        inputs = gather(model.card.preprocessing, pictures, control)
        certificate = export_to(model, chosen, folder / target.name, inputs, control)
        _write_beside(model.card, chosen, folder / target.name)
        beside(folder / target.name, CERTIFICATE).write_text(certificate.to_json(), encoding="utf-8")
        control.check()
    keep(certificate)
    return certificate


def export_to(model: Model, chosen: Format, path: Path, inputs: Inputs, control: Control) -> Certificate:
    """Write a model to an empty place and run it there.

    Args:
        model: what to export.
        chosen: the format; it can be exported.
        path: the file or folder to make.
        inputs: the pictures.
        control: takes the progress and may cancel.
    Raises:
        Cancelled: `control` was cancelled.
        DisagreementError: the file does not answer as the model does; it is removed.
        ExportError: it could not be written or run.
    """
    folder, blueprint = path.parent, blueprint_of(model)
    run_apart(write_apart, (chosen.name, blueprint, path, inputs.calibration), folder, "Writing the file", control)
    measured: Measured = run_apart(measure, (chosen.name, path, inputs.check), folder, "Running the file", control)
    agreement = compare(_answers(model, inputs.check, control), measured.probabilities)
    if reason := disagreement(agreement, is_exact=chosen.is_exact):
        for part in parts_of(chosen, path):
            shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
        raise DisagreementError(f"The {chosen.title} file does not answer as the model does, and was removed: {reason}")
    versions = {"resnet-desktop": __version__, "python": platform.python_version(), **measured.versions}
    return Certificate(
        format=chosen.name,
        model=model.card.name,
        weights_sha256=model.card.weights_sha256,
        runtime=measured.runtime,
        agreement=agreement,
        pictures=inputs.source,
        milliseconds=measured.milliseconds,
        files={name: each for part in reversed(parts_of(chosen, path)) for name, each in described(part).items()},
        versions=versions,
        processor=f"{processor_name()}, {os.cpu_count()} threads",
        created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def _answers(model: Model, pictures: UInt8Array, control: Control) -> FloatArray:
    """What the program answers, in f32: (n, classes) float32."""
    engine = open_engine(model, "cpu", "f32")
    answers = []
    for start in range(0, len(pictures), _AT_ONCE):
        control.check()
        control.report(Progress(start, len(pictures), "Comparing its answers"))
        answers.append(engine.predict(pictures[start : start + _AT_ONCE]))
    return np.concatenate(answers)


def estimated_size(card: Card, chosen: Format) -> int:
    """About how large an export will be, bytes."""
    return card.graph().parameter_count * chosen.bytes_per_weight


def _write_beside(card: Card, chosen: Format, path: Path) -> None:
    labels = beside(path, LABELS)
    labels.write_text("\n".join(card.labels), encoding="utf-8", newline="\n")
    beside(path, CARD).write_text(card.to_json(), encoding="utf-8", newline="\n")
    program = sample_program(chosen, path.name, labels.name, card.preprocessing, card.classes)
    beside(path, PROGRAM).write_text(program, encoding="utf-8", newline="\n")

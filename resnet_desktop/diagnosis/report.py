"""The diagnostic report: a zip of what helps to find a fault, with nothing personal in it; nothing is ever sent."""

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from resnet_desktop import paths
from resnet_desktop.diagnosis.anonymous import anonymous
from resnet_desktop.diagnosis.facts import machine_facts, program_facts
from resnet_desktop.errors import UserError

_LONGEST_LOG = 300_000
"""Bytes of each log, from its end."""


class ReportError(UserError):
    """The report cannot be written; says why."""


def collect(window: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Gather the report's files.

    Args:
        window: what only the window knows, such as Qt's version and the screens; any JSON.
    Returns:
        The text of each file by its name; a person may read them before they are saved.
    """
    facts = {
        "program": program_facts(),
        "machine": machine_facts(),
        "devices": _devices(),
        "library": _library(),
        **({"window": dict(window)} if window else {}),
    }
    files = {"facts.json": anonymous(json.dumps(facts, indent=2, ensure_ascii=False)) + "\n"}
    with suppress(OSError):  # there is no log where its folder cannot be read
        for path in sorted(paths.logs_dir().glob("*.log*")):
            files[f"logs/{path.name}"] = anonymous(_end_of(path))
    return files


def write_report(path: Path, files: Mapping[str, str]) -> None:
    """Write the report, whole or not at all.

    Args:
        path: the zip.
        files: what `collect` gathered.
    Raises:
        ReportError: the disk is full or the folder cannot be written.
    """
    try:
        handle, partial = tempfile.mkstemp(prefix=".report-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text in files.items():
                    archive.writestr(name, text)
            os.replace(partial, path)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReportError(f"The report cannot be written to {path.parent}: {error.strerror or error}") from error


def _devices() -> dict[str, Any]:
    """What can compute here."""
    from resnet_desktop.engines.gpu import count_gpus, has_gpu_backend  # noqa: PLC0415  loads NumPy with its package

    found: dict[str, Any] = {"gpus": count_gpus(), "gpu_backend": has_gpu_backend()}
    try:
        from resnet_desktop.engines.openvino_network import openvino_core  # noqa: PLC0415

        core = openvino_core()
        found["cpu"] = {
            "name": str(core.get_property("CPU", "FULL_DEVICE_NAME")),
            "capabilities": sorted(core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")),
        }
    except (ImportError, RuntimeError) as error:  # OpenVINO raises nothing better
        found["cpu"] = f"OpenVINO cannot be used: {error}"
    return found


def _library() -> dict[str, Any]:
    """How many models there are and of which networks; not what they are called."""
    from resnet_desktop.models import default_library  # noqa: PLC0415

    try:
        entries = default_library().list()
    except OSError as error:
        return {"error": error.strerror or str(error)}
    cards = [entry.card for entry in entries if entry.card is not None]
    return {
        "models": len(entries),
        "damaged": len(entries) - len(cards),
        "networks": sorted(f"{card.network}, {card.input_size} px, {card.classes} classes" for card in cards),
    }


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST_LOG))
        return file.read().decode("utf-8", "replace")

"""What a report says about the program and the machine: versions, devices and numbers, no names and no paths."""

import os
import platform
import sys
from importlib import metadata
from typing import Any

from resnet_desktop import __version__
from resnet_desktop.exporting.processor import processor_name

PACKAGES = (
    "PySide6-Essentials", "openvino", "numpy", "pillow", "pillow-heif", "h5py", "safetensors", "platformdirs", "tqdm",
    "keras", "tensorflow", "tensorflow-cpu", "onnx", "onnxruntime",
)  # fmt: skip
"""The packages whose versions are told, where they are installed."""


def program_facts() -> dict[str, Any]:
    """Tell what runs: versions, and whether it is the packaged program."""
    return {
        "program": __version__,
        "packaged": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "packages": {name: version for name in PACKAGES if (version := _version(name))},
    }


def machine_facts() -> dict[str, Any]:
    """Tell what it runs on: system, processor, memory."""
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "processor": processor_name(),
        "cores": os.cpu_count(),
        "memory_gb": _memory_gb(),
        "language": os.environ.get("LANG", ""),
    }


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (AttributeError, OSError, ValueError):  # Windows has none of these
        return None


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

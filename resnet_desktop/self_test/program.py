"""Checks of what the program knows about itself."""

import logging
from pathlib import Path

from resnet_desktop.diagnosis.facts import program_facts
from resnet_desktop.diagnosis.log import log_file, start_log
from resnet_desktop.self_test.check import CheckFailed

_NEEDED = ("numpy", "openvino", "pillow", "pillow-heif", "PySide6-Essentials", "safetensors", "h5py")


def tells_versions(_place: Path) -> str:
    """See that the records of the packages are there."""
    known = program_facts()["packages"]
    if missing := [name for name in _NEEDED if name not in known]:
        raise CheckFailed(f"The versions of {', '.join(missing)} are not known.")
    return ", ".join(f"{name} {version}" for name, version in known.items())


def writes_log(_place: Path) -> str:
    """See that a line arrives in the file."""
    start_log("command")
    logging.getLogger(__name__).warning("a line of the self-test")
    content = log_file("command").read_text(encoding="utf-8")
    if "a line of the self-test" not in content:
        raise CheckFailed("What was logged is not in the file.")
    return f"{len(content.splitlines())} lines"

"""What starting the program loads: frameworks take seconds to import, so nothing may ask for them by the way."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = {"jax", "keras", "openvino", "tensorflow", "torch"}


def loaded_by(module: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after importing a module of ours."""
    code = f"import json, sys, {module}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", ["resnet_desktop.cli", "resnet_desktop.desktop.app"])
def test_starting_the_program_loads_no_framework(module: str) -> None:
    assert not loaded_by(module) & FRAMEWORKS


def test_the_command_line_loads_no_qt() -> None:
    assert "PySide6" not in loaded_by("resnet_desktop.cli")


def test_the_probe_sees_what_is_loaded() -> None:
    assert "PySide6" in loaded_by("PySide6.QtCore")

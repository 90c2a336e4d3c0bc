"""Collecting what help shows, in a task."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from resnet_desktop.jobs import Control


def window_facts() -> dict[str, Any]:
    """Tell what only the window knows; called in its thread."""
    screens = QGuiApplication.screens()
    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screens": [f"{s.size().width()} x {s.size().height()} at {s.devicePixelRatio():g}" for s in screens],
    }


def collecting() -> Callable[[Control], dict[str, str]]:
    """Collect the diagnostic report."""
    window = window_facts()

    def collect(_control: Control) -> dict[str, str]:
        from resnet_desktop.diagnosis import report  # noqa: PLC0415  loads the core

        return report.collect(window)

    return collect


def facts_of(files: dict[str, str]) -> dict[str, Any]:
    """Read the facts of a report."""
    facts: dict[str, Any] = json.loads(files["facts.json"])
    return facts

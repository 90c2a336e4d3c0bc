"""A plan as the line for a terminal that does the same."""

import dataclasses
import shlex
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from resnet_desktop.training.plan import Plan

PROGRAM = "resnet-desktop"


def command_for(name: str, plan: Plan, data_plan: Mapping[str, str], *, is_windows: bool | None = None) -> str:
    """Write the command.

    Args:
        name: of the run; empty where it has none yet.
        plan: what to do.
        data_plan: the plan's fields that say where the pictures come from.
        is_windows: how words are quoted; None for this system.
    Returns:
        One line; every field that differs from its default is an option; where the pictures come from is always said.
    """
    words = [PROGRAM, "train", "--name", name or "NAME"]
    places: dict[str, Any] = dict(data_plan)
    plan = dataclasses.replace(plan, **places)
    for field in dataclasses.fields(Plan):
        value = getattr(plan, field.name)
        if value == field.default and (field.name != "data" or plan.archive):
            continue
        option = field.name.replace("_", "-")
        if isinstance(value, bool):
            words.append(f"--{option}" if value else f"--no-{option}")
        else:
            words += [f"--{option}", str(value)]
    if sys.platform == "win32" if is_windows is None else is_windows:
        return subprocess.list2cmdline(words)
    return shlex.join(words)

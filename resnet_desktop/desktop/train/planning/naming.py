"""What a run and its model may be called."""

import re
from collections.abc import Collection, Mapping

_CIFAR10 = "cifar10"
_CIFAR10_ARCHIVE = "cifar-10-binary.tar.gz"
"""As it comes from the web; a test holds it to `resnet_desktop.training.cifar10.CIFAR10_SOURCE`."""
_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)


def data_name(data_plan: Mapping[str, str], folder: str) -> str:
    """Say what pictures are called that somebody chose.

    Args:
        data_plan: the plan's fields that say where they come from.
        folder: the name of the folder that they are in; that of an archive says nothing, because it is a cache's.
    """
    archive = data_plan.get("archive", "").replace("\\", "/").rpartition("/")[2]
    if archive and archive != _CIFAR10_ARCHIVE:
        return archive.partition(".")[0]
    return _CIFAR10 if data_plan.get("data") == _CIFAR10 else folder


def proposed_name(data_name: str, taken: Collection[str]) -> str:
    """Make a name from what the data are called, with a number where it is taken.

    Args:
        data_name: such as a folder's name; may be empty.
        taken: names of models and runs.
    """
    base = _NOT_ALLOWED.sub("-", data_name).strip("-._")[:40].lower() or "model"
    lower = {name.lower() for name in taken}
    if base not in lower:
        return base
    return next(f"{base}-{number}" for number in range(2, len(lower) + 3) if f"{base}-{number}" not in lower)


def problem_with(name: str, runs: Collection[str], models: Collection[str]) -> str:
    """Say why a run cannot be called so, in a sentence; empty where it can.

    Args:
        name: what was typed.
        runs: names that runs have.
        models: names that models have, the bundled ones included.
    """
    from resnet_desktop.models.names import name_problem  # noqa: PLC0415  after the window's first paint

    if problem := name_problem(name):
        return f"{problem[:1].upper()}{problem[1:]}."
    lower = name.lower()
    if lower in {each.lower() for each in models}:
        return f"There is already a model named {name}: choose another name."
    if lower in {each.lower() for each in runs}:
        return f"There is already a run named {name}: choose another name, or go on with that run."
    return ""

"""Whether a run's base was trained on pictures that the run is judged by: the same data, divided otherwise."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple


class SeenByBase(NamedTuple):
    """What a base may have been trained on of a run's pictures.

    Attributes:
        base: its name, as the run calls what it began from.
        parts: ``"validation"`` and ``"test"``, or one of them.
    """

    base: str
    parts: tuple[str, ...]


def seen_by_base(folder: Path, data: str) -> SeenByBase | None:
    """Find out whether a run's base, or what that came from, was trained on the same data divided otherwise.

    Parts that are folders of their own are the same for every run. What is set aside at random depends on the plan's
    seed and part; where these are the base's too, so is the division.

    Args:
        folder: the run's.
        data: what its data are called.
    Returns:
        None where the base knows none of the pictures that judge, as far as its provenance tells.
    """
    try:
        origin, plan = _read(folder / "origin.json"), _read(folder / "plan.json")
        if not any(_is_divided_otherwise(each, plan) for each in _ancestors(origin) if _data_of(each) == data):
            return None
        parts = tuple(part for part in ("validation", "test") if part in _read(folder / "data.json")["set_aside"])
        return SeenByBase(str(origin["from"]), parts) if parts else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # a run of an earlier version does not tell
        return None


def _ancestors(origin: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The base, what it came from, and so on."""
    found, one = [], origin.get("ancestry")
    while one:
        found.append(one)
        one = one.get("base")
    return found


def _data_of(ancestor: Mapping[str, Any]) -> str | None:
    return ancestor["data"]["name"] if "data" in ancestor else None


def _is_divided_otherwise(ancestor: Mapping[str, Any], plan: Mapping[str, Any]) -> bool:
    return any(ancestor["plan"].get(field) != plan[field] for field in ("seed", "validation"))


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))

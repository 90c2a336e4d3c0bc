"""How fast this machine is at a plan, as it was measured, and kept so that it need not be measured again."""

import dataclasses
import json
import os
import platform
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from resnet_desktop import __version__, paths
from resnet_desktop.training.plan import Plan

MOST_MEASURED_AT_ONCE = 16
"""Steps are measured with at most so many pictures: beyond that the rate hardly changes, only the time it takes."""

_MOST_KEPT = 200
_VERSION = 2  # of what the numbers mean
_OF_SPEED = ("network", "freeze", "input_size", "source_size", "crop_fraction", "optimizer", "precision")


@dataclass(frozen=True)
class Speed:
    """What was measured; rates in pictures/s, all of them more than 0.

    Attributes:
        reading: decoding and resizing on all cores.
        looking: the frozen network in the plan's precision; where only the head is trained.
        judging: the whole network, as the finished model is judged.
        training: steps on the whole network, or on the head alone.
        starting_s: until the first step: importing, building, compiling.
        memory: most bytes that the process held meanwhile; 0 where the system does not say.
        memory_per_picture: bytes that one more picture in a batch takes.
        picture_bytes: one decoded picture that is kept while training.
    """

    reading: float
    looking: float
    judging: float
    training: float
    starting_s: float
    memory: int
    memory_per_picture: int
    picture_bytes: int


class SpeedCache:
    """Speeds by plan and machine, in one file of the cache."""

    def __init__(self) -> None:
        self._path = paths.cache_dir() / "speeds.json"

    def find(self, plan: Plan, folder: Path) -> Speed | None:
        """Give what was measured here before for such a plan on such data; None where nothing was."""
        record = self._read().get(_key(plan, folder))
        try:
            return None if record is None else Speed(**record)
        except TypeError:  # written by another version
            return None

    def keep(self, plan: Plan, folder: Path, speed: Speed) -> None:
        """Remember a speed.

        Raises:
            OSError: the disk is full, say.
        """
        records = self._read()
        records.pop(key := _key(plan, folder), None)
        records[key] = dataclasses.asdict(speed)
        kept = dict(list(records.items())[-_MOST_KEPT:])
        paths.write_atomically(self._path, json.dumps(kept).encode())

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            records = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return records if isinstance(records, dict) else {}


def _key(plan: Plan, folder: Path) -> str:
    facts = [__version__, _VERSION, platform.node(), platform.machine(), os.cpu_count(), str(folder)]
    facts += [getattr(plan, name) for name in _OF_SPEED]
    facts.append(min(plan.batch, MOST_MEASURED_AT_ONCE))
    return sha256(json.dumps(facts).encode()).hexdigest()[:32]

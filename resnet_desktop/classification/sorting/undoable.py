"""Sortings that can be undone: what the program remembers of them in its own folder, also after a restart."""

import json
import logging
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import SortingError
from resnet_desktop.classification.sorting.manifest import Manifest, read_manifest
from resnet_desktop.paths import sessions_dir

_log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a sorting is."""

    STARTING = "starting"
    WORKING = "working"
    STOPPED = "stopped"
    FINISHED = "finished"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True)
class Undoable:
    """One sorting that can be undone.

    Attributes:
        id: its name among all sortings.
        what: ``copy``, ``move`` or ``keywords``.
        target: the folder that was sorted into; None with ``keywords``.
        manifest: the record of every step.
        started: when, ISO 8601 with the zone.
        pictures: how many it was about.
        done: how many got where they belong; None while nobody counted, because the program was stopped.
        state: how far it is. ``working`` means that it runs now, or that the program was stopped in it.
        made_folders: the target and the folders above it, where the sorting made them; the outermost first.
        mounts: the places of the disks that the pictures come from.
    """

    id: str
    what: str
    target: Path | None
    manifest: Path
    started: str
    pictures: int
    done: int | None
    state: State
    made_folders: tuple[Path, ...] = ()
    mounts: tuple[Path, ...] = ()

    @property
    def is_reachable(self) -> bool:
        """Whether its record is there; it is not while its disk is not connected."""
        return self.manifest.exists() or self.state in {State.STARTING, State.UNDONE}

    @property
    def can_be_continued(self) -> bool:
        """Whether it was stopped before its end, and can go on."""
        return self.state in {State.WORKING, State.STOPPED} and self.manifest.exists()

    def header(self) -> dict[str, Any]:
        """Give what the record's first line says about it."""
        fields = self._to_dict()
        return {key: fields[key] for key in ("id", "what", "started", "pictures", "made_folders", "mounts")}

    def save(self, disk: Disk) -> None:
        """Remember it in the program's own folder.

        Raises:
            OSError: the disk is full, or the folder cannot be written to.
        """
        disk.write_record(_pointer(self.id), json.dumps(self._to_dict(), indent=1).encode("ascii"))

    def forget(self, disk: Disk) -> None:
        """Let go of it; the record stays where it is, unless it lies in the program's own folder."""
        if self.manifest.parent == _pointer(self.id).parent:
            disk.remove(self.manifest)
        disk.remove(_pointer(self.id))

    def _to_dict(self) -> dict[str, Any]:
        fields = asdict(self)
        return fields | {
            "target": str(self.target) if self.target is not None else None,
            "manifest": str(self.manifest),
            "made_folders": [str(folder) for folder in self.made_folders],
            "mounts": [str(mount) for mount in self.mounts],
        }

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> "Undoable":
        """Read it back; fields that are missing or wrong raise `KeyError`, `TypeError` or `ValueError`."""
        paths = {key: tuple(Path(each) for each in fields[key]) for key in ("made_folders", "mounts")}
        target = Path(fields["target"]) if fields["target"] is not None else None
        own = {"target": target, "manifest": Path(fields["manifest"]), "state": State(fields["state"])}
        return cls(**(fields | paths | own))


def new_undoable(what: str, target: Path | None, pictures: int, mounts: tuple[Path, ...]) -> Undoable:
    """Name a sorting that is about to start."""
    now = datetime.now(UTC)
    name = f"{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
    folder = target if target is not None else _pointer(name).parent
    missing = [each for each in (target, *target.parents) if not each.exists()] if target is not None else []
    return Undoable(
        name,
        what,
        target,
        folder / f"resnet-desktop-sorting-{name}.jsonl",
        now.isoformat(timespec="seconds"),
        pictures,
        None,
        State.STARTING,
        tuple(reversed(missing)),
        mounts,
    )


def undoable() -> list[Undoable]:
    """List the sortings that can be undone, the latest first; also those of earlier runs of the program."""
    found = []
    for path in sorted(_pointer("").parent.glob("*.json"), reverse=True):
        try:
            found.append(Undoable.from_dict(json.loads(path.read_bytes())))
        except (OSError, ValueError, TypeError, KeyError):
            _log.warning("The record %s is damaged; it is passed over.", path)
    return found


def from_manifest(path: Path) -> Undoable:
    """Make a sorting out of its record, where the program does not remember it.

    Raises:
        SortingError: the record cannot be read, or is damaged.
    """
    manifest = read_manifest(path)
    known = next((each for each in undoable() if each.id == manifest.header.get("id")), None)
    if known is not None and known.manifest.exists() and known.manifest.samefile(path):
        return known
    try:
        header = {key: manifest.header[key] for key in ("id", "what", "started", "pictures", "made_folders", "mounts")}
        target = None if header["what"] == "keywords" else str(path.parent)
        state = State.UNDOING if manifest.undone else State.STOPPED
        return Undoable.from_dict(header | {"target": target, "manifest": str(path), "done": None, "state": state})
    except (TypeError, KeyError) as error:
        raise SortingError(f"The record {path} is damaged ({error}).") from None


def pictures_done(manifest: Manifest) -> int:
    """Count the pictures that are where they belong, or that have their keyword."""
    keywords_only = manifest.header["what"] == "keywords"
    return sum(
        manifest.steps[index].is_picture or keywords_only for index in manifest.done if index not in manifest.undone
    )


def _pointer(name: str) -> Path:
    return sessions_dir() / "sorting" / f"{name}.json"

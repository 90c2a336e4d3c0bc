"""What somebody says of single pictures of a data folder: another class, or leave it out.

The folder itself is never changed.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop import paths
from resnet_desktop.errors import UserError

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet, Example


REASON = "left out by hand"
"""What a data set says of the pictures that are excluded here."""


class CorrectionsError(UserError):
    """The corrections of a folder cannot be read; training without them would not be what was asked for."""

    def __init__(self, path: Path, folder: Path, reason: str) -> None:
        super().__init__(
            f"The corrections of {folder} cannot be read: {path} is damaged ({reason}). "
            "Move it away to train without them"
        )
        self.path = path


@dataclass(frozen=True)
class Corrections:
    """Corrections of one data folder.

    Attributes:
        relabelled: the class that a picture is in truth, by its path relative to the folder.
        excluded: paths of pictures that are neither trained on nor judged by.
    """

    relabelled: Mapping[str, str] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.relabelled) + len(self.excluded)

    def __contains__(self, path: object) -> bool:
        return path in self.relabelled or path in self.excluded

    def relabel(self, path: str, name: str) -> "Corrections":
        """Say that a picture is of another class."""
        return Corrections({**self.relabelled, path: name}, self.excluded - {path})

    def exclude(self, path: str) -> "Corrections":
        """Leave a picture out."""
        return Corrections(self._without(path), self.excluded | {path})

    def forget(self, path: str) -> "Corrections":
        """Take a picture as its folder says."""
        return Corrections(self._without(path), self.excluded - {path})

    def changes_of(self, labels: Mapping[str, str]) -> tuple[int, int]:
        """Count what they change in a data set, which may have been corrected by some of them already.

        Args:
            labels: `labels_of` it.
        Returns:
            How many of its pictures get another class, and how many are left out.
        """
        relabelled = sum(labels.get(path, name) != name for path, name in self.relabelled.items())
        return relabelled, len(self.excluded & labels.keys())

    def apply(self, data: "DataSet") -> "DataSet":
        """Give the corrected data set; pictures stay in their part, and classes it does not have change nothing.

        Raises:
            DataError: too little would be left to train on.
        """
        places = {name: label for label, name in enumerate(data.classes)}

        def relabelled(examples: "tuple[Example, ...]") -> "tuple[Example, ...]":
            return tuple(
                dataclasses.replace(each, label=places.get(self.relabelled.get(each.path, ""), each.label))
                for each in examples
            )

        train, validation, test = (relabelled(part) for part in (data.train, data.validation, data.test))
        changed = dataclasses.replace(data, train=train, validation=validation, test=test)
        now, of_folder = labels_of(changed), labels_of(data) | dict(data.relabelled)
        changed = dataclasses.replace(
            changed, relabelled={path: name for path, name in of_folder.items() if now[path] != name}
        )
        there = self.excluded & {each.path for each in (*train, *validation, *test)}
        return changed.without(dict.fromkeys(sorted(there), REASON)) if there else changed

    def _without(self, path: str) -> dict[str, str]:
        return {other: name for other, name in self.relabelled.items() if other != path}


def labels_of(data: "DataSet") -> dict[str, str]:
    """Give the class of each picture in a part, by its path."""
    return {each.path: data.classes[each.label] for part in data.counts() for each in data.part(part)}


def corrections_file(folder: Path) -> Path:
    """Where the corrections of a data folder are kept."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return paths.home() / "corrections" / f"{folder.name[:40]}-{digest}.json"


def read_corrections(folder: Path) -> Corrections:
    """Read what was said of a data folder's pictures; nothing where nothing was.

    Raises:
        CorrectionsError: the file is damaged.
    """
    path = corrections_file(folder)
    if not path.is_file():
        return Corrections()
    try:
        record = json.loads(path.read_text("utf-8"))
        relabelled = {str(name): str(label) for name, label in record["relabelled"].items()}
        return Corrections(relabelled, frozenset(map(str, record["excluded"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise CorrectionsError(path, folder, reason) from None


def write_corrections(folder: Path, corrections: Corrections) -> None:
    """Keep what was said of a data folder's pictures.

    Raises:
        OSError: it cannot be written; the old file is untouched.
    """
    record = {
        "folder": str(folder),
        "relabelled": dict(sorted(corrections.relabelled.items())),
        "excluded": sorted(corrections.excluded),
    }
    paths.write_atomically(corrections_file(folder), json.dumps(record, indent=1, ensure_ascii=False).encode())

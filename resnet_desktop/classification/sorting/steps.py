"""What sorting does, step by step, as records that a manifest can hold."""

import operator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.errors import SortingError


class Kind(StrEnum):
    """What a step does."""

    FOLDER = "folder"
    COPY = "copy"
    MOVE = "move"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        kind: what it does.
        target: the folder that it makes, the file that it makes, or the sidecar that it writes to; absolute.
        source: the file that it copies or moves, absolute; of a sidecar that is written, the picture.
        size: of the source, bytes.
        mtime_ns: when the source was last written, nanoseconds since 1970.
        label: the class that the picture counts as; empty in the folder of unsure pictures.
        picture: of a file that goes along with a picture, the picture's source; None of the picture itself.
    """

    kind: Kind
    target: Path
    source: Path | None = None
    size: int = 0
    mtime_ns: int = 0
    label: str = ""
    picture: Path | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it brings a picture to its place."""
        return self.kind in {Kind.COPY, Kind.MOVE} and self.picture is None

    @property
    def is_renamed(self) -> bool:
        """Whether the file gets another name."""
        return self.source is not None and self.kind != Kind.WRITE and self.source.name != self.target.name

    def to_dict(self, base: Path) -> dict[str, Any]:
        """Give the step as JSON has it, with targets relative to ``base`` where they lie in it."""
        inside = self.target.is_relative_to(base)
        fields: dict[str, Any] = {
            "do": self.kind.value,
            "to": str(self.target.relative_to(base) if inside else self.target),
        }
        if self.source is not None:
            fields |= {"from": str(self.source), "size": self.size, "mtime_ns": self.mtime_ns, "label": self.label}
        if self.picture is not None:
            fields["picture"] = str(self.picture)
        return fields

    @classmethod
    def from_dict(cls, fields: dict[str, Any], base: Path) -> "Step":
        """Read a step back.

        Raises:
            SortingError: a field is missing or wrong, or a file would lie outside of ``base``.
        """
        try:
            kind = Kind(fields["do"])
            target = Path(fields["to"])
            if kind != Kind.WRITE and (target.is_absolute() or ".." in target.parts):
                raise SortingError(f"The record of a sorting names {target}, which is outside of its folder.")
            if kind == Kind.WRITE and target.suffix.lower() != ".xmp":
                raise SortingError(f"The record of a sorting names {target} as a sidecar, which it is not.")
            if kind == Kind.FOLDER:
                return cls(kind, base / target)
            picture = Path(fields["picture"]) if "picture" in fields else None
            size, mtime_ns = operator.index(fields["size"]), operator.index(fields["mtime_ns"])
            return cls(kind, base / target, Path(fields["from"]), size, mtime_ns, str(fields["label"]), picture)
        except (KeyError, TypeError, ValueError) as error:
            raise SortingError(f"A step in the record of a sorting is damaged ({error}).") from None

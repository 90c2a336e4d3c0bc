"""What is known about one picture of a list: what the network found, and what a person said."""

import os
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.classification.results import Result


@dataclass(frozen=True, slots=True)
class Entry:
    """One picture of a list.

    Attributes:
        place: the file, absolute: a path, or its text where no path was needed yet. Making and hashing 100,000 paths
            takes half a second.
        result: what came of it; None while it waits.
        given: the class that a person said it shows, confirming or correcting the network; empty where nobody did.
    """

    place: Path | str
    result: Result | None = None
    given: str = ""

    @property
    def path(self) -> Path:
        """The file, absolute."""
        return self.place if isinstance(self.place, Path) else Path(self.place)

    @property
    def file(self) -> str:
        """The file as text."""
        return os.fspath(self.place)

    @property
    def is_waiting(self) -> bool:
        """Whether there is no result yet."""
        return self.result is None

    @property
    def error(self) -> str:
        """Why it could not be read, one sentence; empty where it could or is not known yet."""
        return (self.result.error or "") if self.result is not None else ""

    @property
    def predicted(self) -> str:
        """The network's most probable class; empty where there is none."""
        return self.result.best.label if self.result is not None and self.result.best is not None else ""

    @property
    def confidence(self) -> float:
        """The probability of that class, 0 to 1; 0 where there is none."""
        return self.result.best.probability if self.result is not None and self.result.best is not None else 0.0

    @property
    def margin(self) -> float:
        """How far that class is ahead of the second, 0 to 1; 0 where there is none."""
        return self.result.margin if self.result is not None else 0.0

    @property
    def label(self) -> str:
        """What the picture counts as: what a person said, else what the network says; empty where nobody knows."""
        return self.given or self.predicted

    @property
    def is_confirmed(self) -> bool:
        """Whether a person agreed with the network."""
        return bool(self.given) and self.given == self.predicted

    @property
    def is_corrected(self) -> bool:
        """Whether a person said otherwise than the network."""
        return bool(self.given) and self.given != self.predicted

    @property
    def folder_label(self) -> str:
        """The name of the folder that it lies in, which in sorted collections is its true class."""
        return self.path.parent.name

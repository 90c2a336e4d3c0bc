"""What a report counts."""

from collections import defaultdict
from dataclasses import astuple, dataclass, field

from resnet_desktop.classification.accuracy import FolderJudge
from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.query_words import is_unsure


@dataclass(slots=True)
class ClassTally:
    """One class: the pictures that count as it.

    Attributes:
        pictures: all of them.
        unsure: of all, less sure than the threshold, and nobody has given a class.
        judged: of all, in a folder whose name is a class.
        right: of the judged, for how many the network says what the folder says.
    """

    pictures: int = 0
    unsure: int = 0
    judged: int = 0
    right: int = 0


@dataclass(slots=True)
class Tally:
    """All pictures of a report.

    Attributes:
        unsure_below: confidence, 0 to 1.
        classes: by the label that counts; only those that occur.
        pictures: all, with those that have no class.
        failed: could not be read.
        waiting: not classified yet.
        confirmed: classified, and a person agreed.
        corrected: classified, and a person said otherwise.
    """

    unsure_below: float
    classes: dict[str, ClassTally] = field(default_factory=lambda: defaultdict(ClassTally))
    pictures: int = 0
    failed: int = 0
    waiting: int = 0
    confirmed: int = 0
    corrected: int = 0
    _judge: FolderJudge = field(default_factory=FolderJudge)

    def add(self, entry: Entry) -> None:
        """Count one picture."""
        self.pictures += 1
        self.failed += bool(entry.error)
        self.waiting += entry.is_waiting
        if entry.predicted:
            self.confirmed += entry.is_confirmed
            self.corrected += entry.is_corrected
            is_right = self.is_right(entry)
            found = self.classes[entry.label]
            found.pictures += 1
            found.unsure += self.is_unsure(entry)
            found.judged += is_right is not None
            found.right += bool(is_right)

    def is_unsure(self, entry: Entry) -> bool:
        """Whether the network is not sure of a picture's class and nobody has given one."""
        return is_unsure(entry, self.unsure_below)

    def is_right(self, entry: Entry) -> bool | None:
        """Whether the network says what the folder says; None where the folder is no class."""
        return self._judge.is_right(entry)

    def whole(self) -> ClassTally:
        """Add the classes up."""
        counts = zip(*(astuple(found) for found in self.classes.values()), strict=True)
        return ClassTally(*map(sum, counts))

    def ranking(self) -> list[tuple[str, ClassTally]]:
        """The classes that occur, those with the most pictures first."""
        return sorted(self.classes.items(), key=lambda item: (-item[1].pictures, item[0]))

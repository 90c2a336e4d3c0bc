"""What is asked about a picture: which class, by which method, compared with which other one. No Qt."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Union

from resnet_desktop.desktop.classify.why import wording

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Prediction
    from resnet_desktop.classification.explanation import ClassMaps, Heatmap, OcclusionMaps
    from resnet_desktop.desktop.classify.classifier import LoadedModel

Maps = Union["ClassMaps", "OcclusionMaps"]
_ALL = 50


@dataclass(frozen=True)
class Wanted:
    """What maps are made of.

    Attributes:
        path: the picture.
        is_occlusion: by covering places; else from the last stage.
    """

    path: Path
    is_occlusion: bool


@dataclass(frozen=True)
class Question:
    """A class that somebody chose stays chosen as long as the picture does; the next one begins with its best class.

    Attributes:
        entry: the picture; None for none.
        method: the key of one of `wording.METHODS`.
        chosen_index: of the class that somebody chose; None where nobody did.
        other_index: the same of the class to compare with.
        offered: how many of the best classes are offered for comparing.
    """

    entry: "Entry | None" = None
    method: str = wording.CLASS_MAP.key
    chosen_index: int | None = None
    other_index: int | None = None
    offered: int = 5

    def about(self, entry: "Entry | None") -> "Question":
        """Ask the same about a picture, which may be the same one with a new result."""
        if entry is not None and self.entry is not None and entry.path == self.entry.path:
            return replace(self, entry=entry)
        return replace(self, entry=entry, chosen_index=None, other_index=None)

    @property
    def is_difference(self) -> bool:
        """Whether two classes are compared."""
        return self.method == wording.DIFFERENCE.key

    @property
    def wanted(self) -> Wanted | None:
        """What maps it needs; None without a picture."""
        return None if self.entry is None else Wanted(self.entry.path, self.method == wording.OCCLUSION.key)

    @property
    def chosen(self) -> "Prediction | None":
        """The class that it is about: the one that somebody chose, or the best one; None where there is none."""
        top = self._top(_ALL)
        return next((each for each in top if each.index == self.chosen_index), next(iter(top), None))

    @property
    def others(self) -> "tuple[Prediction, ...]":
        """The classes to compare with, best first."""
        chosen = self.chosen
        return tuple(each for each in self._top(max(self.offered, 2)) if chosen and each.index != chosen.index)

    @property
    def second(self) -> int | None:
        """The index of the class that is compared with: the chosen one, or the best other one; None for none."""
        if not self.is_difference or self.chosen is None:
            return None
        if self.other_index is not None and self.other_index != self.chosen.index:
            return self.other_index
        return next((each.index for each in self.others), None)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the class that it is about and, of a difference, of the one that it is compared with."""
        if self.chosen is None:
            return ()
        other = next((each.label for each in self._top(_ALL) if each.index == self.second), "")
        return (self.chosen.label, other) if self.is_difference else (self.chosen.label,)

    def reason(self, model: "LoadedModel | None") -> str:
        """Say why this model can give no answer now; empty where it can."""
        if model is None:
            return wording.NEEDS_MODEL
        result = None if self.entry is None else self.entry.result
        if result is None or result.is_error:
            return wording.NEEDS_RESULT
        if result.labels != model.card.labels:
            return wording.OF_ANOTHER_MODEL
        return wording.ONLY_CLASS if self.is_difference and self.second is None else ""

    def answer(self, maps: Maps) -> "Heatmap | None":
        """Choose the map that was asked for of those of all classes; None where there is no class."""
        if self.chosen is None:
            return None
        if self.second is not None and hasattr(maps, "difference"):
            return maps.difference(self.chosen.index, self.second)
        return maps.of_class(self.chosen.index)

    def _top(self, count: int) -> "tuple[Prediction, ...]":
        result = None if self.entry is None else self.entry.result
        return () if result is None else result.top(count)

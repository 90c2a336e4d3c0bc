"""Two models on the same pictures: where they agree, where they differ, and which is right more often."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from resnet_desktop.classification.accuracy import Accuracy
from resnet_desktop.classification.class_names import Remembered, RememberedOfLabels, plain, plain_names
from resnet_desktop.classification.folder_truths import FolderTruths
from resnet_desktop.classification.results import Prediction, Result
from resnet_desktop.jobs import Control

_CHUNK = 2048
"""Pictures between two looks at the control."""


class NotCompared(Enum):
    """Why a picture does not count; the value is the reason for a person, the noun before it being "pictures"."""

    MISSING_IN_FIRST = "not classified by the first model"
    MISSING_IN_SECOND = "not classified by the second model"
    UNREADABLE = "could not be read"
    FIRST_SAYS_UNKNOWN = "the first model says a class that the second does not know"
    SECOND_SAYS_UNKNOWN = "the second model says a class that the first does not know"
    BOTH_SAY_UNKNOWN = "each model says a class that the other does not know"


@dataclass(frozen=True)
class Difference:
    """A picture about which two models say different things.

    Attributes:
        path: the file.
        first: what the first model says.
        second: what the second model says.
    """

    path: Path
    first: Prediction
    second: Prediction


@dataclass(frozen=True)
class Pair:
    """How often the first model says one class and the second another.

    Attributes:
        first: the class that the first model says.
        second: the class that the second model says.
        count: for how many pictures.
    """

    first: str
    second: str
    count: int


@dataclass(frozen=True)
class Comparison:
    """What came of comparing two models.

    Attributes:
        agreed: pictures for which both say the same class.
        judged: pictures for which both say a class that both know.
        differences: the pictures for which they say different ones, in the first list's order.
        pairs: what they say there, the most frequent first.
        not_compared: how many pictures do not count, for each reason that there is, in the order of the reasons.
        first_accuracy: how often the first model is right; judged are the pictures that both models classified and that
            lie in a folder named after a class that both know, so that both models have the same task.
        second_accuracy: the same for the second model.
    """

    agreed: int
    judged: int
    differences: tuple[Difference, ...]
    pairs: tuple[Pair, ...]
    not_compared: tuple[tuple[NotCompared, int], ...]
    first_accuracy: Accuracy
    second_accuracy: Accuracy


def compare(first: Iterable[Result], second: Iterable[Result], control: Control | None = None) -> Comparison:
    """Compare two models by their results on the same pictures.

    Classes are the same where their names are, whatever their order in the models; case and ``_`` for a space make no
    difference. Only classes that both models know count.

    Args:
        first: the first model's results, one for each path; all with the same labels.
        second: the second model's results, in any order, also of other pictures.
        control: ends the work by `Cancelled`.
    Raises:
        Cancelled: the control was cancelled.
    """
    control = control or Control()
    seconds = {os.fspath(result.path): result for result in second}
    task = _Task()
    for number, result in enumerate(first):
        if number % _CHUNK == 0:
            control.check()
        task.compare(result, seconds.pop(os.fspath(result.path), None))
    task.missing[NotCompared.MISSING_IN_FIRST] += len(seconds)
    return task.comparison()


class _Task:
    """Compares pictures one by one and counts."""

    def __init__(self) -> None:
        self.missing: Counter[NotCompared] = Counter()
        self._agreed = 0
        self._differences: list[Difference] = []
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._plain = Remembered(plain)
        self._truths = FolderTruths()
        self._classes = RememberedOfLabels(plain_names)
        self._right = [0, 0]
        self._with_truth = 0

    def compare(self, first: Result, second: Result | None) -> None:
        if second is None:
            self.missing[NotCompared.MISSING_IN_SECOND] += 1
            return
        if first.best is None or second.best is None:
            self.missing[NotCompared.UNREADABLE] += 1
            return
        one, other = self._plain[first.best.label], self._plain[second.best.label]
        first_knows, second_knows = self._classes(first.labels), self._classes(second.labels)
        truth = self._truths[os.fspath(first.path).rpartition(os.sep)[0]]
        if truth in first_knows and truth in second_knows:
            self._with_truth += 1
            self._right[0] += one == truth
            self._right[1] += other == truth
        reason = _reason(one in second_knows, other in first_knows)
        if reason is not None:
            self.missing[reason] += 1
        elif one == other:
            self._agreed += 1
        else:
            self._differences.append(Difference(first.path, first.best, second.best))
            self._pairs[first.best.label, second.best.label] += 1

    def comparison(self) -> Comparison:
        return Comparison(
            agreed=self._agreed,
            judged=self._agreed + len(self._differences),
            differences=tuple(self._differences),
            pairs=tuple(Pair(*labels, count) for labels, count in self._pairs.most_common()),
            not_compared=tuple((reason, self.missing[reason]) for reason in NotCompared if self.missing[reason]),
            first_accuracy=Accuracy(self._right[0], self._with_truth),
            second_accuracy=Accuracy(self._right[1], self._with_truth),
        )


def _reason(is_first_known: bool, is_second_known: bool) -> NotCompared | None:
    """Say why two answers cannot be compared, knowing of each whether the other model knows its class."""
    if is_first_known and is_second_known:
        return None
    if is_first_known:
        return NotCompared.SECOND_SAYS_UNKNOWN
    return NotCompared.FIRST_SAYS_UNKNOWN if is_second_known else NotCompared.BOTH_SAY_UNKNOWN

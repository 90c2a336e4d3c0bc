"""How often the network is right, where pictures lie in folders that are named after their classes."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from resnet_desktop.classification.class_names import Remembered, RememberedOfLabels, plain, plain_names
from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.folder_truths import FolderTruths


class Accuracy(NamedTuple):
    """How many of the judged pictures the network has right."""

    right: int
    judged: int


class FolderJudge:
    """Says whether the network is right about a picture, taking the folder that it lies in for the truth.

    Case and ``_`` for a space make no difference between a folder and a class. It is the network that is judged: what
    a person gives does not make it right. Folders that sorting filled are no truth. Names and classes are looked up
    once, so one judge is kept for many pictures, until the next sorting.
    """

    def __init__(self) -> None:
        self._truths = FolderTruths()
        self._plain = Remembered(plain)
        self._classes = RememberedOfLabels(plain_names)

    def is_right(self, entry: Entry) -> bool | None:
        """Judge one picture.

        Returns:
            None where there is no prediction, or where the folder is none of the model's classes or sorting filled it.
        """
        result = entry.result
        if result is None or result.best is None:
            return None
        truth = self._truths[entry.file.rpartition(os.sep)[0]]
        if truth == self._plain[result.best.label]:
            return True
        return False if truth in self._classes(result.labels) else None


class RunningAccuracy:
    """An accuracy that is kept while pictures come, go and change: a change is a `remove` and an `add`."""

    def __init__(self) -> None:
        self._judge = FolderJudge()
        self._right = 0
        self._judged = 0

    @property
    def value(self) -> Accuracy:
        """The accuracy of what is there now."""
        return Accuracy(self._right, self._judged)

    def add(self, entry: Entry) -> None:
        """Count a picture."""
        self._count(entry, 1)

    def remove(self, entry: Entry) -> None:
        """Count a picture no longer; it is to be given as it was when it was added."""
        self._count(entry, -1)

    def _count(self, entry: Entry, step: int) -> None:
        is_right = self._judge.is_right(entry)
        if is_right is not None:
            self._judged += step
            self._right += step * is_right


def accuracy(entries: Iterable[Entry]) -> Accuracy:
    """Count how many of the pictures whose folder is one of the model's classes the network has right."""
    running = RunningAccuracy()
    for entry in entries:
        running.add(entry)
    return running.value

"""Where two models say different things: which one is right, taking the folder that a picture lies in for the truth."""

import os
from collections.abc import Iterable, Sequence
from enum import Enum

from resnet_desktop.classification.class_names import Remembered, plain, plain_names
from resnet_desktop.classification.comparison import Difference
from resnet_desktop.classification.folder_truths import FolderTruths


class Verdict(Enum):
    """Which of two models is right about a picture; the value is the word in exports."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"
    UNKNOWN = ""


def verdicts(
    differences: Iterable[Difference], first_labels: Sequence[str], second_labels: Sequence[str]
) -> tuple[Verdict, ...]:
    """Judge differences as `resnet_desktop.classification.comparison.compare` does.

    Args:
        differences: pictures about which the models say different things.
        first_labels: the classes of the first model.
        second_labels: those of the second.
    Returns:
        One for each difference; UNKNOWN where the folder's name is not a class that both models know.
    """
    known = plain_names(first_labels) & plain_names(second_labels)
    names = Remembered(plain)
    truths = FolderTruths()
    judged = []
    for each in differences:
        truth = truths[os.fspath(each.path).rpartition(os.sep)[0]]
        if truth not in known:
            judged.append(Verdict.UNKNOWN)
        elif names[each.first.label] == truth:
            judged.append(Verdict.FIRST)
        else:
            judged.append(Verdict.SECOND if names[each.second.label] == truth else Verdict.NEITHER)
    return tuple(judged)

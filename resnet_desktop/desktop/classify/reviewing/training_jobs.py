"""The jobs of a training set: counting what was reviewed, and laying it into folders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.tasks import JobControl

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.training_set import TrainingSet


@dataclass(frozen=True)
class Reviewed:
    """What there is to make a training set of.

    Attributes:
        confirmed: pictures about which person and network agree.
        corrected: pictures about which they do not.
        folder: one that is not there yet, where it could go.
    """

    confirmed: int
    corrected: int
    folder: Path


@dataclass(frozen=True)
class WantedSet:
    """What somebody chose.

    Attributes:
        folder: where to.
        confirmed: whether the confirmed pictures are in it.
        corrected: whether the corrected ones are.
        as_links: files with a second name instead of copies.
    """

    folder: Path
    confirmed: bool
    corrected: bool
    as_links: bool


def counting(entries: "Sequence[Entry]", begin: Path) -> Callable[[JobControl], Reviewed]:
    """Make the job that counts.

    Args:
        entries: all pictures.
        begin: the folder in which a new one is proposed.
    """

    def count(_control: JobControl) -> Reviewed:
        from resnet_desktop.classification.training_set import reviewed  # noqa: PLC0415  loads NumPy

        said = list(reviewed(entries))
        corrected = sum(entry.is_corrected for entry in said)
        return Reviewed(len(said) - corrected, corrected, wording.proposed_folder(begin))

    return count


def making(entries: "Sequence[Entry]", wanted: WantedSet) -> "Callable[[JobControl], TrainingSet]":
    """Make the job that copies.

    Args:
        entries: all pictures.
        wanted: which of them, and where to.
    """

    def make(control: JobControl) -> "TrainingSet":
        from resnet_desktop.classification.training_set import make_training_set, reviewed  # noqa: PLC0415

        chosen = list(reviewed(entries, corrected=wanted.corrected, confirmed=wanted.confirmed))
        return make_training_set(chosen, wanted.folder, control=control, as_links=wanted.as_links)

    return make

"""In what the pictures of two runs differ that were taken from the same folder."""

from dataclasses import dataclass

from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.mistakes_corrections import labels_of


@dataclass(frozen=True)
class DataDifference:
    """What was changed by hand between two runs.

    Attributes:
        relabelled: pictures that both have, each with its own class.
        only_first: pictures that the second has not.
        only_second: pictures that the first has not.
    """

    relabelled: int = 0
    only_first: int = 0
    only_second: int = 0


def data_difference(first: DataSet, second: DataSet) -> DataDifference:
    """Count in what two data sets differ; those of different folders are others altogether, which is no difference."""
    if first.folder != second.folder:
        return DataDifference()
    one, other = labels_of(first), labels_of(second)
    both = one.keys() & other.keys()
    relabelled = sum(one[path] != other[path] for path in both)
    return DataDifference(relabelled, len(one) - len(both), len(other) - len(both))

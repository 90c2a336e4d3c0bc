"""Whether two sets of answers agree, and the bounds that decide it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.exporting.errors import DisagreementError

LARGEST_DIFFERENCE = 1e-3
"""How far a probability may be from the program's own in formats that compute with the model's own numbers."""

TIE = 1e-4
"""Classes whose probabilities, by the program, are no further apart than this are a tie: either may come first."""

LEAST_AGREEMENT_INT8 = 0.9
"""The part of the pictures whose first class int8 keeps at least."""


@dataclass(frozen=True)
class Agreement:
    """How alike the answers of a file and of the program are.

    Attributes:
        pictures: how many were compared.
        largest_difference: of any class's probability on any picture, 0 to 1.
        mean_difference: of all classes on all pictures, 0 to 1.
        same_class: pictures with the same first class.
        ties: pictures with another first class that was a tie; see `TIE`.
    """

    pictures: int
    largest_difference: float
    mean_difference: float
    same_class: int
    ties: int

    @property
    def top1(self) -> float:
        """The part of the pictures with the same first class, ties included, 0 to 1."""
        return (self.same_class + self.ties) / self.pictures


def compare(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> Agreement:
    """Compare answers on the same pictures.

    Args:
        ours: (n, classes) float32 probabilities of the program in f32; n at least 1.
        theirs: the same of the file.
    Raises:
        DisagreementError: the file has another number of classes.
    """
    if ours.shape != theirs.shape:
        raise DisagreementError(
            f"The file gives {theirs.shape[1]} probabilities, and the model has {ours.shape[1]} classes"
        )
    rows = np.arange(len(ours))
    first, other = ours.argmax(1), theirs.argmax(1)
    is_same = first == other
    is_tie = ~is_same & (ours[rows, first] - ours[rows, other] <= TIE)
    difference = np.abs(ours - theirs)
    return Agreement(
        len(ours), float(difference.max()), float(difference.mean()), int(is_same.sum()), int(is_tie.sum())
    )


def disagreement(agreement: Agreement, *, is_exact: bool) -> str:
    """Say why a file must not be handed out; empty where it may.

    Args:
        agreement: what the comparison gave.
        is_exact: whether the format computes with the model's own numbers; else it is int8.
    """
    changed = agreement.pictures - agreement.same_class - agreement.ties
    figures = (
        f"the largest difference in probability is {agreement.largest_difference:.2g}, and "
        f"{changed} of {agreement.pictures} pictures change their class"
    )
    if not np.isfinite(agreement.largest_difference):
        return "it gives probabilities that are no numbers"
    if not is_exact:
        hint = "at most one in ten may. Ranges from pictures of what the model knows are better"
        return "" if agreement.top1 >= LEAST_AGREEMENT_INT8 else f"{figures}; {hint}"
    if agreement.largest_difference > LARGEST_DIFFERENCE:
        return f"{figures}; {LARGEST_DIFFERENCE:g} is allowed"
    return f"{figures}; none may" if changed else ""

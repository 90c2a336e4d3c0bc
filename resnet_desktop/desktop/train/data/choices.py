"""The jobs that say what there is to choose from, and let go of a download."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.tasks import JobControl

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


@dataclass(frozen=True)
class Choices:
    """What there is.

    Attributes:
        bytes_here: of CIFAR-10's archive.
        reviewed: pictures of Classify to whose class a person has said something.
    """

    bytes_here: int = 0
    reviewed: int = 0


def counting(entries: "Sequence[Entry]") -> Callable[[JobControl], Choices]:
    """Make the job that looks.

    Args:
        entries: the pictures of Classify.
    """

    def count(_control: JobControl) -> Choices:
        from resnet_desktop.classification.training_set import reviewed  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.cifar10 import bytes_here  # noqa: PLC0415  likewise

        return Choices(bytes_here(), sum(1 for _ in reviewed(entries)))

    return count


def forget_download(_control: JobControl) -> None:
    """Delete what has come of CIFAR-10."""
    from resnet_desktop.training.cifar10 import forget  # noqa: PLC0415

    forget()

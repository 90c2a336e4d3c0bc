"""The jobs of the judgement's part: reading how a run was judged, and asking its model again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop import paths
from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.training.judgement import JudgedPicture, Judgement
from resnet_desktop.training.mistakes import confident_mistakes

if TYPE_CHECKING:
    from resnet_desktop.training.mistakes_corrections import Corrections


@dataclass(frozen=True)
class Found:
    """How a run was judged.

    Attributes:
        judgement: with what its views need made ready.
        mistakes: the surest first.
        corrections: what somebody has said of the pictures of its folder.
        labels: the class of each picture that the run has; some of that may be done in it already.
    """

    judgement: Judgement
    mistakes: tuple[JudgedPicture, ...]
    corrections: "Corrections"
    labels: dict[str, str]


def reading(name: str) -> Callable[[JobControl], Found | None]:
    """Make the job that reads a run's judgement; it gives None where the run is not judged yet."""

    def read(_control: JobControl) -> Found | None:
        from resnet_desktop.training.judgement import read_judgement  # noqa: PLC0415
        from resnet_desktop.training.mistakes_corrections import labels_of, read_corrections  # noqa: PLC0415
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        judgement = read_judgement(paths.runs_dir() / name)
        if judgement is None:
            return None
        judgement.confusion.prepare()
        _ = judgement.by_cell
        corrections = read_corrections(judgement.folder)
        return Found(judgement, confident_mistakes(judgement), corrections, labels_of(Run.open(name).data))

    return read


def asking(name: str) -> Callable[[JobControl], None]:
    """Make the job that judges a run's model again, picture by picture."""

    def ask(control: JobControl) -> None:
        from resnet_desktop.training.judgement_keeping import judge_again  # noqa: PLC0415
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        judge_again(Run.open(name), control)

    return ask

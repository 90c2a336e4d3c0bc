"""Keeping what a finished model said of each picture, and asking it again where nobody kept it."""

from collections.abc import Callable
from pathlib import Path

from resnet_desktop.engines import open_engine
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import default_library
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.evaluation import Answers, ask
from resnet_desktop.training.judgement import Judgement, Part, write_judgement
from resnet_desktop.training.judgement_looks import Look, add_look, sketch_of
from resnet_desktop.training.run import Run


def keeping(folder: Path, data: DataSet, data_name: str) -> Callable[[Part, Answers], None]:
    """Give what keeps a run's answers in its folder; for `calibrate_and_judge`.

    A look at test pictures is listed for good.

    Args:
        folder: the run's.
        data: its pictures.
        data_name: what they are called.
    """

    def keep(part: Part, answers: Answers) -> None:
        judged = answers.judged()
        looks: tuple[Look, ...] = ()
        if part == "test":
            looks = add_look(folder.name, sketch_of(data.folder, (each.path for each in judged)))
        judgement = Judgement.of_pictures(
            part, data_name, data.folder, data.classes, judged, unreadable=answers.unreadable, looks=looks
        )
        write_judgement(folder, judgement)

    return keep


def judge_again(run: Run, control: Control) -> None:
    """Ask a finished run's model once more, for a run of an earlier version that kept no pictures.

    Args:
        run: its model is in the library.
        control: progress and cancellation.
    Raises:
        UserError: there is no model, or the data cannot be read.
        Cancelled: the caller asked to stop; nothing is changed.
    """
    data = run.data
    part: Part = "test" if data.test else "validation"
    model = default_library().get(run.name)
    if model.card.labels != data.classes:
        raise UserError(f"The model {run.name!r} in the library is another one: its classes are not the run's")
    engine = open_engine(model, "cpu", "f32")
    answers = ask(data.folder, getattr(data, part), engine, model.card, control, f"Judging on {part} pictures")
    keeping(run.folder, data, data.folder.name)(part, answers)

"""Finding pictures on which two runs can be compared, and asking only for those answers that nobody kept."""

from collections.abc import Collection, Mapping
from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.training.comparing_runs import Compared, compare_truths, said
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.judgement import Judgement, JudgementError, judged_file
from resnet_desktop.training.run import Run


def compare_runs(first: Run, second: Run, control: Control) -> Compared:
    """Compare two finished runs on pictures that neither was trained on.

    These are the test pictures of both, without those that the other one learned from or was chosen by; where there are
    none, the validation pictures of both, without those that the other one learned from.

    Args:
        first: a finished run.
        second: another one.
        control: progress and cancellation.
    Returns:
        The pictures by who is right; those whose class one of the models does not know are left out.
    Raises:
        UserError: there are no such pictures, or a model that would have to be asked is gone; asking it is a look.
        Cancelled: the caller asked to stop.
    """
    data = first.data, second.data
    truths = fair_pictures(*data)
    answers = [_answers(run, each, truths, control) for run, each in zip((first, second), data, strict=True)]
    return compare_truths(truths, *answers)


def fair_pictures(first: DataSet, second: DataSet) -> dict[Path, str]:
    """Find the pictures on which two runs can be compared, with their classes.

    Raises:
        UserError: there are none.
    """
    common = set(first.classes) & set(second.classes)
    for part, barred in (("test", ("train", "validation")), ("validation", ("train",))):
        known = {path for data in (first, second) for each in barred for path in _truths(data, each)}
        found = _truths(second, part) | _truths(first, part)  # where both tell a class, the first one's counts
        if fair := {path: name for path, name in found.items() if path not in known and name in common}:
            return fair
    raise UserError("These runs cannot be compared: there is no picture of their classes that neither learned from")


def _truths(data: DataSet, part: str) -> dict[Path, str]:
    return {data.folder / each.path: data.classes[each.label] for each in getattr(data, part)}


def _answers(run: Run, data: DataSet, truths: Mapping[Path, str], control: Control) -> dict[Path, str]:
    kept = said(_kept(run.folder))
    missing = [path for path in truths if path not in kept]
    return kept | (_ask(run, data, missing, truths, control) if missing else {})


def _kept(folder: Path) -> list[Judgement]:
    found = []
    for part in ("validation", "test"):
        path = judged_file(folder, part)
        try:
            found.append(Judgement.from_json(path.read_text("utf-8")))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise JudgementError(path, f"is damaged ({type(error).__name__})") from None
    return found


def _ask(
    run: Run, data: DataSet, pictures: Collection[Path], truths: Mapping[Path, str], control: Control
) -> dict[Path, str]:
    from resnet_desktop.engines import open_engine
    from resnet_desktop.models import default_library
    from resnet_desktop.training.evaluation import ask
    from resnet_desktop.training.judgement_looks import add_look, sketch_of

    model = default_library().get(run.name)
    places = {name: index for index, name in enumerate(model.card.labels)}
    examples = [Example(str(path), places.get(truths[path], 0)) for path in pictures]
    engine = open_engine(model, "cpu", "f32")
    answers = ask(data.folder, examples, engine, model.card, control, f"Asking {run.name}")
    own = [path.relative_to(data.folder).as_posix() for path in pictures if path.is_relative_to(data.folder)]
    add_look(run.name, sketch_of(data.folder, own))
    return {Path(each.path): model.card.labels[each.predicted] for each in answers.judged()}

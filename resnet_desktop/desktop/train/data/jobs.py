"""The jobs of the pictures' part: fetching and looking, mending, and showing how training changes pictures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.long_lived import many_records
from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.desktop.train.data.origin import Origin
from resnet_desktop.desktop.train.data.pairs import Pair, pairs_of
from resnet_desktop.desktop.train.data.samples import samples_of

if TYPE_CHECKING:
    from resnet_desktop.training.checking import Report
    from resnet_desktop.training.dataset import DataSet
    from resnet_desktop.training.plan import Plan
    from resnet_desktop.training.problems import Problem
    from resnet_desktop.training.remedies import Remedy


@dataclass(frozen=True)
class Mended:
    """A data set with remedies.

    Attributes:
        data: what is left.
        problems: what is still wrong.
        done: the remedies in use, each with how many pictures it leaves out.
        offers: by kind of problem, what can be done, each with how many pictures it would leave out.
        pairs: by kind of problem, the pictures to show for it.
        counts: pictures of each class to train on, for validation and for test.
        samples: a few training pictures of each class.
    """

    data: "DataSet"
    problems: "tuple[Problem, ...]"
    done: "tuple[tuple[Remedy, int], ...]"
    offers: "Mapping[str, tuple[tuple[Remedy, int], ...]]"
    pairs: Mapping[str, tuple[Pair, ...]]
    counts: tuple[tuple[int, int, int], ...]
    samples: tuple[tuple[Path, ...], ...]


@dataclass(frozen=True)
class Looked:
    """What a look came to.

    Attributes:
        origin: what was looked at.
        data_plan: the plan's fields for it.
        report: what was found in the files.
        mended: with the remedies that were asked for.
    """

    origin: Origin
    data_plan: dict[str, str]
    report: "Report"
    mended: Mended


def looking(origin: Origin, plan: "Plan", remedies: "Sequence[Remedy]" = ()) -> Callable[[JobControl], Looked]:
    """Make the job that finds, divides and checks pictures, fetching and unpacking them first where needed.

    Args:
        origin: where they are.
        plan: its share of validation and its seed divide them.
        remedies: in use.
    """

    @many_records()
    def look(control: JobControl) -> Looked:
        from resnet_desktop.training.archive import unpack  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.checking import check  # noqa: PLC0415
        from resnet_desktop.training.cifar10 import download  # noqa: PLC0415
        from resnet_desktop.training.dataset import find_data_set  # noqa: PLC0415

        if (data := origin.data) is None:
            archive = download(control) if origin.kind == "cifar10" else origin.path
            assert archive is not None
            folder = archive.resolve() if origin.kind == "folder" else unpack(archive, control)
            data = find_data_set(folder, plan.validation, plan.seed, control)
            fields = origin.data_plan(archive)
        else:
            fields = origin.data_plan(None)
        report = check(data, control)
        return Looked(origin, fields, report, _mend(report, remedies, plan.class_weights != "none"))

    return look


def mending(report: "Report", remedies: "Sequence[Remedy]", *, is_weighed: bool) -> Callable[[JobControl], Mended]:
    """Make the job that applies remedies, all of them from the beginning.

    Args:
        report: on the pictures.
        remedies: those that leave pictures out.
        is_weighed: the plan weighs classes.
    """

    @many_records()
    def mend(_control: JobControl) -> Mended:
        return _mend(report, remedies, is_weighed)

    return mend


def _mend(report: "Report", remedies: "Sequence[Remedy]", is_weighed: bool) -> Mended:
    from resnet_desktop.training.problems import Kind, find_problems, places_of  # noqa: PLC0415
    from resnet_desktop.training.remedies import apply, reasons_of, remedies_for  # noqa: PLC0415

    data, done = report.data, []
    for number, remedy in enumerate(remedies, 1):
        before = len(data.excluded)
        data = apply(report, remedies[:number])
        done.append((remedy, len(data.excluded) - before))
    problems = find_problems(report, data)
    if is_weighed and any(each.kind == Kind.IMBALANCE for each in problems):
        problems = tuple(each for each in problems if each.kind != Kind.IMBALANCE)
        done += [(remedy, 0) for remedy in remedies_for(Kind.IMBALANCE)]
    places = places_of(data)
    offers: dict[str, tuple[tuple[Remedy, int], ...]] = {
        each.kind: tuple((remedy, len(reasons_of(each, remedy.way, places))) for remedy in remedies_for(each.kind))
        for each in problems
    }
    pairs: dict[str, tuple[Pair, ...]] = {each.kind: pairs_of(each, data.folder, places) for each in problems}
    train, validation, test = data.counts().values()
    counts = tuple(zip(train, validation, test, strict=True))
    return Mended(data, problems, tuple(done), offers, pairs, counts, samples_of(data))


def changing(path: Path, plan: "Plan", number: int, seed: int) -> Callable[[JobControl], list[QImage]]:
    """Make the job that shows a picture as it is classified, and then as training changes it.

    Args:
        path: the picture.
        plan: says how it is changed.
        number: of changed ones.
        seed: of the random changes.
    """

    def change(control: JobControl) -> list[QImage]:
        import numpy as np  # noqa: PLC0415

        from resnet_desktop.training.augmentation import augment  # noqa: PLC0415
        from resnet_desktop.training.dataset import Example  # noqa: PLC0415
        from resnet_desktop.training.pictures import Pictures  # noqa: PLC0415
        from resnet_desktop.training.trainer import preprocessing_of  # noqa: PLC0415

        read = Pictures(path.parent, [Example(path.name, 0)], preprocessing_of(plan), control, "")
        changed = augment(read.pixels([0] * number), plan, np.random.default_rng(seed))
        return [pixels.to_image(each) for each in (*read.inputs([0]), *changed)]

    return change

"""Training a run again with what was corrected since: pictures, plan, and what is different. A job for a task."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet


@dataclass(frozen=True)
class Again:
    """What is trained again.

    Attributes:
        run: the name of the run that came before.
        data: its pictures as they were corrected since, each in the part that it was in.
        data_plan: the plan's fields that say where they come from.
        plan: its plan, apart from its data.
        relabelled: how many of its pictures have another class.
        excluded: how many of them are left out.
    """

    run: str
    data: "DataSet"
    data_plan: dict[str, str]
    plan: Plan
    relabelled: int
    excluded: int


def training_again(name: str) -> Callable[[JobControl], Again]:
    """Make the job that reads a run and what was corrected of its pictures.

    Raises:
        UserError: the run or the corrections are damaged, or too little would be left.
    """

    def read(_control: JobControl) -> Again:
        from resnet_desktop.training.mistakes_corrections import labels_of, read_corrections  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        run, defaults = Run.open(name), Plan()
        before, plan = run.data, run.plan
        corrections = read_corrections(before.folder)
        relabelled, excluded = corrections.changes_of(labels_of(before))
        return Again(
            name,
            corrections.apply(before),  # each picture stays in its part, so that runs can be compared
            {"data": plan.data, "archive": plan.archive},
            dataclasses.replace(plan, data=defaults.data, archive=defaults.archive),
            relabelled,
            excluded,
        )

    return read

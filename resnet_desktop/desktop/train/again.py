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
        from resnet_desktop.training.mistakes_again import corrected_data  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        run, defaults = Run.open(name), Plan()
        before, data, plan = run.data, corrected_data(run), run.plan
        labels = {each.path: before.classes[each.label] for part in before.counts() for each in before.part(part)}
        relabelled = sum(
            labels[each.path] != data.classes[each.label] for part in data.counts() for each in data.part(part)
        )
        return Again(
            name,
            data,
            {"data": plan.data, "archive": plan.archive},
            dataclasses.replace(plan, data=defaults.data, archive=defaults.archive),
            relabelled,
            len(data.excluded) - len(before.excluded),
        )

    return read

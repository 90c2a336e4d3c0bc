"""The jobs of the history of runs: reading, comparing and deleting; for tasks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.training.comparing_runs import Compared
from resnet_desktop.training.past_runs import PastRun

if TYPE_CHECKING:
    from resnet_desktop.training.comparing_runs_data import DataDifference


def reading(_control: JobControl) -> tuple[PastRun, ...]:
    """List all runs."""
    from resnet_desktop.training.past_runs import list_runs  # noqa: PLC0415
    from resnet_desktop.training.run_lock import run_is_training  # noqa: PLC0415

    return list_runs(lambda folder: run_is_training(folder.name))


def comparing(first: str, second: str) -> Callable[[JobControl], Compared]:
    """Make the job that compares two runs on the same pictures."""

    def compare(control: JobControl) -> Compared:
        from resnet_desktop.training.comparing_runs_asking import compare_runs  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        return compare_runs(Run.open(first), Run.open(second), control)

    return compare


def telling_apart(first: str, second: str) -> "Callable[[JobControl], DataDifference]":
    """Make the job that counts in what the pictures of two runs differ."""

    def tell(_control: JobControl) -> "DataDifference":
        from resnet_desktop.training.comparing_runs_data import data_difference  # noqa: PLC0415  loads NumPy
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        return data_difference(Run.open(first).data, Run.open(second).data)

    return tell


def deleting(name: str, *, with_model: bool) -> Callable[[JobControl], int]:
    """Make the job that deletes a run; it gives the bytes that came back."""

    def delete(_control: JobControl) -> int:
        from resnet_desktop.training.past_runs import remove_run  # noqa: PLC0415

        return remove_run(name, with_model=with_model)

    return delete

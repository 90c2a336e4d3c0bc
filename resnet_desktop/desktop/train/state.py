"""What the Train page is about: all its parts read and change the same few things here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet


class TrainState(QObject):
    """Pictures, plan and run, each with its signal.

    Attributes:
        data: the pictures and their split; None while there are none.
        data_plan: the plan's fields that say where the pictures come from: ``data`` and ``archive``.
        data_name: what a run on them may be called after; empty where the pictures themselves say that.
        plan: what the next run is to do, apart from its data.
        run: the name of the run that is shown; empty for none.
    Signals:
        data_changed: other pictures, or none.
        plan_changed: another plan.
        run_changed: another run is shown.
    """

    data_changed = Signal()
    plan_changed = Signal()
    run_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.data: DataSet | None = None
        self.data_plan: dict[str, str] = {}
        self.data_name = ""
        self.plan = Plan()
        self.run = ""

    def use_data(self, data: "DataSet | None", data_plan: dict[str, str], name: str = "") -> None:
        """Train on other pictures."""
        self.data, self.data_plan, self.data_name = data, data_plan, name
        self.data_changed.emit()

    def use_plan(self, plan: Plan) -> None:
        """Plan something else."""
        if plan != self.plan:
            self.plan = plan
            self.plan_changed.emit()

    def show_run(self, name: str) -> None:
        """Show a run."""
        if name != self.run:
            self.run = name
            self.run_changed.emit()

"""Fine-tuning from end to end: find the data, train, calibrate, judge, and put the model into the library."""

import dataclasses
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from resnet_desktop import __version__
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Model, default_library, write_model
from resnet_desktop.training.archive import unpack
from resnet_desktop.training.calibration import calibrate_and_judge
from resnet_desktop.training.control import TrainingControl
from resnet_desktop.training.dataset import DataSet, find_data_set
from resnet_desktop.training.history import best_epoch_of, is_over
from resnet_desktop.training.judgement_keeping import keeping
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.quick import QuickTrainer, is_quick
from resnet_desktop.training.records import Record, RecordFile, end_record
from resnet_desktop.training.run import Run
from resnet_desktop.training.run_lock import hold_run
from resnet_desktop.training.start import find_start
from resnet_desktop.training.trainer import Trainer, graph_of, preprocessing_of

CIFAR10 = "cifar10"
CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def create_run(name: str, plan: Plan, control: Control, data: DataSet | None = None) -> Run:
    """Check everything that can be checked before work starts, and make the run's folder.

    Args:
        name: the run's name; the model gets the same.
        plan: what to do.
        control: progress and cancellation.
        data: the pictures and their split, where somebody has looked them over; else they are found as the plan says.
    Returns:
        The run; nothing is trained yet.
    Raises:
        UserError: the name is impossible or taken, or the data or the base cannot be used.
        Cancelled: the caller asked to stop.
    """
    default_library().folder_for(name)
    data = data or find_data_set(_folder_of(plan, control), plan.validation, plan.seed, control)
    if (base := Path(plan.base).expanduser()).is_file():
        plan = dataclasses.replace(plan, base=str(base.resolve()))
    graph = graph_of(plan, len(data.classes))
    start = find_start(plan.base, graph)
    if frozen := [new for new in start.new_layers if graph.layer(new).stage <= plan.freeze]:
        raise UserError(
            f"{frozen[0]} has no weights to start from and cannot stay as it is: "
            f"freeze at most stage {graph.layer(frozen[0]).stage - 1}, or choose another base"
        )
    return Run.create(name, plan, data)


def _folder_of(plan: Plan, control: Control) -> Path:
    if plan.archive:
        return unpack(Path(plan.archive).expanduser(), control)
    folder = Path(plan.data).expanduser()
    if plan.data == CIFAR10 and not folder.is_dir():
        raise UserError("CIFAR-10 is not here yet: name its archive with --archive FILE, or its folder with --data DIR")
    return folder.resolve()


def fine_tune(run: Run, control: Control, on_record: Callable[[Record], None]) -> Model:
    """Train a run to its end, and put its best epoch into the library: calibrated, judged on its test pictures.

    Args:
        run: a new run or an interrupted one.
        control: progress and cancellation; a cancelled run can be continued.
        on_record: hears every batch and epoch, and ``done`` at the end.
    Returns:
        The model, as the library now holds it.
    Raises:
        RunIsTrainingError: another process trains it.
        UserError: the data, the base or the plan does not work; what was reached so far is kept.
        Cancelled: the caller asked to stop; the checkpoint is written.
        OSError: the disk is full, say; the last checkpoint is kept.
    """
    if (finished := _model_of(run)) is not None:  # its process died between the last step and saying so
        on_record({"type": "done", "model": run.name})
        return finished
    default_library().folder_for(run.name)  # a taken name is told before the work, not after it
    with hold_run(run.folder):
        run.clear_partial_files()
        file = RecordFile(run.folder)

        def tell(record: Record) -> None:
            file.add(record)
            on_record(record)

        if isinstance(control, TrainingControl):
            control.on_pause = lambda is_paused: tell({"type": "paused" if is_paused else "resumed"})
        try:
            (QuickTrainer if is_quick(run.plan) else Trainer)(run, control, tell).train()
            tell({"type": "log", "message": "Judging the model on pictures it was not trained with."})
            saved = put_into_library(run, control)
            run.forget_start()
        except Exception as error:
            with suppress(OSError):  # the disk may be what is full
                file.add(end_record(error))
            raise
        done = {"type": "done", "model": saved.card.name}
        with suppress(OSError):  # the model is in the library, whatever becomes of this line
            file.add(done)
    on_record(done)
    return saved


def _model_of(run: Run) -> Model | None:
    """The library's model that came out of this very run, all its epochs included; None if there is none."""
    library, plan = default_library(), run.plan
    if run.name not in library.names() or not is_over(run.history, plan.epochs, plan.early_stopping):
        return None
    model = library.get(run.name)
    return model if model.card.provenance == make_card(run, run.data).provenance else None


def put_into_library(run: Run, control: Control) -> Model:
    """Calibrate and judge the best epoch of a run, finished or stopped, and put it into the library.

    Args:
        run: has finished one epoch at least.
        control: progress and cancellation.
    Returns:
        The model, as the library now holds it.
    Raises:
        UserError: no epoch is finished, or the name is taken.
        Cancelled: the caller asked to stop.
        OSError: the disk is full, say.
    """
    if not run.history:
        raise UserError(f"The run {run.name!r} has finished no epoch yet, so there is no model to use")
    data = run.data
    weights = run.load_best()
    model = write_model(run.folder / "model", make_card(run, data), weights)
    name = data_name(run.plan, data)
    card, evaluation = calibrate_and_judge(model, data, name, control, keeping(run.folder, data, name))
    if evaluation is not None:
        run.write_evaluation(evaluation)
    saved = default_library().save(card, weights)
    shutil.rmtree(run.folder / "model")
    return saved


def make_card(run: Run, data: DataSet) -> Card:
    """Write down what a run's model is and how to make it again. Paths of this machine do not get in."""
    plan, history = run.plan, run.history
    best = history[best_epoch_of(history) - 1]
    validation = best.get("validation_pictures", len(data.validation))
    graph = graph_of(plan, len(data.classes))
    record = dataclasses.asdict(plan)
    origin = run.origin or {"from": Path(plan.base).name, "ancestry": {}}
    for field in ("data", "archive", "base"):
        record[field] = Path(record[field]).name
    provenance: dict[str, Any] = {
        "plan": record,
        "base": {"from": origin["from"], **origin["ancestry"]},
        "data": {
            "name": data_name(plan, data),
            "train": best["pictures"],
            "validation": validation,
            "test": len(data.test),
        },
        "best_epoch": best["epoch"],
        "seconds": round(sum(epoch["seconds"] for epoch in history)),
        "program": f"ResNet Desktop {__version__}",
    }
    return Card(
        name=run.name,
        title=f"{graph.network.title}, {data_name(plan, data)}",
        network=plan.network,
        labels=data.classes,
        preprocessing=preprocessing_of(plan),
        licence=plan.licence,
        metrics={
            "validation": {
                "data": f"{data_name(plan, data)}, validation",
                "pictures": validation,
                "top1": best["validation_accuracy"],
                "loss": best["validation_loss"],
            }
        },
        provenance=provenance,
        created=datetime.now(UTC).date().isoformat(),
    )


def data_name(plan: Plan, data: DataSet) -> str:
    """What a run's data are called on its model's card."""
    if plan.data == CIFAR10 and data.classes == CIFAR10_CLASSES:
        return "CIFAR-10"
    return Path(plan.archive).name.partition(".")[0] if plan.archive else data.folder.name

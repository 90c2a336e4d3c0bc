"""Fine-tuning from end to end: find the data, train, calibrate, judge, and put the model into the library."""

import dataclasses
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model, default_library, write_model
from resnet_desktop.models.names import name_problem
from resnet_desktop.training.archive import unpack
from resnet_desktop.training.calibration import ask_engine, calibrate_and_judge
from resnet_desktop.training.cifar10 import CIFAR10, CIFAR10_CLASSES, download
from resnet_desktop.training.control import TrainingControl
from resnet_desktop.training.dataset import DataSet, find_data_set
from resnet_desktop.training.framework import check_framework
from resnet_desktop.training.history import is_over
from resnet_desktop.training.judgement_keeping import keeping
from resnet_desktop.training.places import place_of
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.quick import QuickTrainer
from resnet_desktop.training.quick_answers import QuickAnswers
from resnet_desktop.training.records import Record, RecordFile, end_record
from resnet_desktop.training.run import Run
from resnet_desktop.training.run_card import data_name, make_card
from resnet_desktop.training.run_lock import hold_run
from resnet_desktop.training.start import find_start
from resnet_desktop.training.trainer import Trainer, graph_of


def create_run(name: str, plan: Plan, control: Control, data: DataSet | None = None) -> Run:
    """Check everything that can be checked before work starts, and make the run's folder.

    Args:
        name: the run's name; the model gets the same.
        plan: what to do.
        control: progress and cancellation.
        data: the pictures and their split, where somebody has looked them over; else they are found as the plan says,
            and CIFAR-10 is downloaded where it is not here.
    Returns:
        The run; nothing is trained yet.
    Raises:
        RunExistsError: the name is taken.
        FrameworkMissingError: the plan needs TensorFlow, which is not here.
        DownloadError: CIFAR-10 does not come; what has come of it is kept.
        UserError: the name is impossible, or the data or the base cannot be used.
        Cancelled: the caller asked to stop.
    """
    if problem := name_problem(name):  # the library would say it of a folder, of which a slash makes two
        raise UserError(f"A run cannot be called {name!r}: {problem}")
    default_library().folder_for(name)
    Run.refuse_taken(name)
    check_framework(plan)
    if (base := place_of(plan.base)).is_file():
        plan = dataclasses.replace(plan, base=str(base.resolve()))
    if data is None:
        data = find_data_set(_folder_of(plan, control), plan.validation, plan.seed, control)
    _check_start(plan, len(data.classes))
    return Run.create(name, plan, data)


def _folder_of(plan: Plan, control: Control) -> Path:
    if plan.archive:
        return unpack(place_of(plan.archive), control)
    folder = place_of(plan.data)
    if plan.data == CIFAR10 and not folder.is_dir():
        _check_start(plan, len(CIFAR10_CLASSES))  # nobody waits for a download that is of no use
        return unpack(download(control), control)
    return folder.resolve()


def _check_start(plan: Plan, classes: int) -> None:
    """Refuse a base that does not fit, or that leaves a frozen layer without weights."""
    graph = graph_of(plan, classes)
    start = find_start(plan.base, graph)
    if frozen := [new for new in start.new_layers if graph.layer(new).stage <= plan.freeze]:
        raise UserError(
            f"{frozen[0]} has no weights to start from and cannot stay as it is: "
            f"freeze at most stage {graph.layer(frozen[0]).stage - 1}, or choose another base"
        )


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
    check_framework(run.plan)  # a run may have been begun where it was there
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
            _look_for_pictures(run.data.folder)
            (QuickTrainer if run.plan.is_quick else Trainer)(run, control, tell).train()
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


def _look_for_pictures(folder: Path) -> None:
    if not folder.is_dir():
        raise UserError(f"{folder} is not there any more: bring the pictures back, then resume the run")


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
    say = QuickAnswers(run) if run.plan.is_quick else ask_engine
    card, evaluation = calibrate_and_judge(model, data, name, control, keeping(run.folder, data, name), say)
    if evaluation is not None:
        run.write_evaluation(evaluation)
    saved = default_library().save(card, weights)
    shutil.rmtree(run.folder / "model")
    return saved

"""``resnet-desktop train``: fine-tune a network and put the model into the library."""

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS, SIZES, fitted_to_library

if TYPE_CHECKING:
    from resnet_desktop.commands.training_log import TrainingLog
    from resnet_desktop.models import Model
    from resnet_desktop.training.control import TrainingControl
    from resnet_desktop.training.run import Run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options: a few of its own, and one for every field of the plan."""
    parser.add_argument("--name", help="name of the run and of the model that comes out of it")
    parser.add_argument("--resume", metavar="RUN", help="continue an interrupted run; all else comes from its plan")
    parser.add_argument("--preset", choices=tuple(PRESETS), help="a starting point for the plan")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="read the plan from a JSON file; options go over it")
    parser.add_argument("--quiet", action="store_true", help="print the result only")
    group = parser.add_argument_group("the plan")
    for field in dataclasses.fields(Plan):
        _add_field(group, field)


def _add_field(group: Any, field: "dataclasses.Field[Any]") -> None:
    option = "--" + field.name.replace("_", "-")
    default = "" if field.default == "" else f" (default: {field.default})"
    text = f"{field.metadata['help']}{default}".replace("%", "%%")
    if field.type is bool:
        group.add_argument(option, action=argparse.BooleanOptionalAction, default=None, help=text)
    else:
        group.add_argument(
            option, type=field.type, default=None, help=text, choices=field.metadata.get("choices"),
            metavar=None if "choices" in field.metadata else "N" if "low" in field.metadata else "TEXT",
        )  # fmt: skip


def plan_from(arguments: argparse.Namespace) -> Plan:
    """Put a plan together: the file, then the preset, then the options given.

    A preset without a file or sizes sees pictures as its base does.

    Raises:
        UserError: the file cannot be read or is no plan, or a value is out of range.
    """
    values: dict[str, Any] = {}
    if arguments.plan is not None:
        try:
            values = dataclasses.asdict(Plan.from_json(arguments.plan.read_text("utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"The plan {arguments.plan} cannot be read: {_reason(error)}") from None
        except UserError as error:
            raise UserError(f"The plan {arguments.plan} cannot be used: {error}") from None
    if arguments.preset is not None:
        values |= PRESETS[arguments.preset].changes
    given = {field.name: getattr(arguments, field.name) for field in dataclasses.fields(Plan)}
    plan = Plan(**values | {name: value for name, value in given.items() if value is not None})
    has_sizes = arguments.plan is not None or any(given[name] is not None for name in SIZES)
    return plan if arguments.preset is None or has_sizes else fitted_to_library(plan)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else "it is no text") or str(error)


def run(arguments: argparse.Namespace) -> int:
    """Train; gives the exit status.

    Raises:
        UserError: the run cannot be made or continued; says why.
        Cancelled: stopped by Ctrl-C; the checkpoint is written, and what has come of a download is kept.
    """
    from resnet_desktop.commands.terminal import cancel_on_interrupt
    from resnet_desktop.commands.training_log import TrainingLog
    from resnet_desktop.training.control import TrainingControl
    from resnet_desktop.training.run import Run

    if bool(arguments.name) == bool(arguments.resume):
        raise UserError("Give the new run a name with --name NAME, or continue one with --resume RUN")
    log = TrainingLog(sys.stderr, is_quiet=arguments.quiet)
    control = TrainingControl(log.show_progress)
    with cancel_on_interrupt(control):
        try:
            if arguments.resume:
                run = Run.open(arguments.resume)
            else:
                run = _create_run(arguments.name, plan_from(arguments), control, log)
            model = _fine_tune(run, control, log)
        finally:
            log.close()
    for part, metrics in model.card.metrics.items():
        sys.stdout.write(f"{part}: {100 * metrics['top1']:.2f} % right of {metrics['pictures']:,} pictures\n")
    sys.stdout.write(f"model {model.card.name} is in {model.folder}\n")
    return 0


def _create_run(name: str, plan: Plan, control: Control, log: "TrainingLog") -> "Run":
    """Make the run, and say of what goes wrong which option helps."""
    from resnet_desktop.downloads import DownloadError
    from resnet_desktop.training.cifar10 import CIFAR10, bytes_here
    from resnet_desktop.training.fine_tune import create_run
    from resnet_desktop.training.run import RunExistsError

    try:
        return create_run(name, plan, control)
    except RunExistsError as error:
        raise UserError(f"{error}: choose another name, or continue it with --resume {error.name}") from None
    except DownloadError as error:
        raise UserError(
            f"{error}. Without the web, name an archive of it with --archive FILE, or a folder with --data DIR"
        ) from None
    except Cancelled:
        if plan.data == CIFAR10 and not plan.archive and bytes_here():
            log.close()
            sys.stderr.write("What has come is kept; the same command goes on with it.\n")
        raise


def _fine_tune(run: "Run", control: "TrainingControl", log: "TrainingLog") -> "Model":
    from resnet_desktop.training.fine_tune import fine_tune

    control.watch(run.folder)  # a window can pause and stop it too
    try:
        return fine_tune(run, control, log.show_record)
    except Cancelled:
        log.close()
        sys.stderr.write(f"The run is kept; `train --resume {run.name}` continues it.\n")
        raise

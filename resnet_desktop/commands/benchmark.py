"""``resnet-desktop benchmark``: how fast a model is on this machine, in each precision that it has here."""

import argparse
import dataclasses
import json
import sys

from resnet_desktop.commands.terminal import cancel_on_interrupt
from resnet_desktop.engines import EngineError, open_engine
from resnet_desktop.engines.benchmarking import EngineSpeed, measure_engine
from resnet_desktop.formatting import rate
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model, default_library

_HEAD = ("engine", "device", "precision", "one picture", "many at once", "in batches of")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--model", default="", metavar="NAME", help="the model (default: the bundled one)")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to print it (default: table)")
    parser.add_argument(
        "--seconds", type=float, default=2.0, metavar="S", help="how long each of the figures is measured (default: 2)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure; gives the exit status.

    Raises:
        ModelError: there is no such model, or it is damaged.
        EngineError: it cannot be computed here at all.
        Cancelled: Ctrl-C.
    """
    library = default_library()
    model = library.get(arguments.model or library.default())
    control = Control()
    with cancel_on_interrupt(control):
        speeds = measure_precisions(model, arguments.seconds, control)
    if arguments.format == "json":
        record = {"model": model.card.name, "speeds": [dataclasses.asdict(speed) for speed in speeds]}
        sys.stdout.write(json.dumps(record, indent=2) + "\n")
        return 0
    rows = [_HEAD, *map(row, speeds)]
    widths = [max(len(each[column]) for each in rows) for column in range(len(_HEAD))]
    for each in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(each, widths, strict=True)).rstrip() + "\n")
    return 0


def measure_precisions(model: Model, seconds: float, control: Control) -> list[EngineSpeed]:
    """Measure a model in each precision that it really has here, the most exact first.

    Args:
        model: card and weights.
        seconds: see `measure_engine`.
        control: is asked now and then whether to stop.
    """
    speeds = []
    for precision in ("f32", "bf16", "int8"):
        control.check()
        try:
            engine = open_engine(model, "cpu", precision)
        except EngineError:
            if precision == "f32":
                raise
            continue  # the model has no ranges for int8
        if engine.precision == precision:
            speeds.append(measure_engine(engine, seconds, control))
    return speeds


def row(speed: EngineSpeed) -> tuple[str, ...]:
    """Write a line: ``("OpenVINO", "CPU", "int8", "9.8 ms", "183 pictures/s", "16")``."""
    many = rate(round(1000 * speed.pictures_per_second), 1000, "pictures")
    return speed.engine, speed.device, speed.precision, f"{speed.single_ms:.1f} ms", many, str(speed.batch)

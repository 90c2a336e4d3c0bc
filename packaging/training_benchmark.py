#!/usr/bin/env python3
"""Measure how fast this program trains against a bare Keras ``fit``, on this machine, and print the ratio.

    .venv/bin/python packaging/training_benchmark.py [--quick] [--freeze N ...] [--input-size N ...] [--batch N]
                                                     [--steps N] [--rounds N] [--precision f32|bf16]

Both train the same network with the same batch, precision and optimiser in one process, an epoch each in turns. Ours
reads pictures, augments, checks, reports and keeps checkpoints as always; ``fit`` gets ready arrays. Nothing else
should run meanwhile. There is a line for each freeze line at each input size.
"""

import argparse
import dataclasses
import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from resnet_desktop import paths
from resnet_desktop.engines.keras_network import build_keras_network, import_keras
from resnet_desktop.jobs import Control
from resnet_desktop.network import NETWORKS, RESNET50, Stage
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record
from resnet_desktop.training.run import Run
from resnet_desktop.training.trainer import Trainer, graph_of

LEAST_RATIO = 0.95
CLASSES = 10
SMALL = dataclasses.replace(RESNET50, name="listing", stages=(Stage(16, 2, 1), Stage(32, 2, 2)))
"""Stands in for the listing's network with ``--quick``."""


class StepTimes:
    """Seconds of a step within each epoch, from the end of the epoch's first step to the end of its last.

    Attributes:
        epochs: of each epoch, s; the graph is built in the first one.
    """

    def __init__(self) -> None:
        self._ends: list[float] = []
        self.epochs: list[float] = []

    def end_step(self) -> None:
        """A step has ended now."""
        self._ends.append(time.perf_counter())

    def end_epoch(self) -> None:
        """The epoch has ended."""
        self.epochs.append((self._ends[-1] - self._ends[0]) / (len(self._ends) - 1))
        self._ends = []

    def pictures_per_second(self, batch: int) -> float:
        """The middle of all epochs but the first, in which the graph is built."""
        return batch / statistics.median(self.epochs[1:])


class BareFit:
    """The same network, trained by Keras alone on arrays that are ready."""

    def __init__(self, plan: Plan, steps: int) -> None:
        keras = import_keras()
        generator = np.random.default_rng(0)
        number, size = steps * plan.batch, plan.input_size
        self._pictures = generator.integers(0, 256, (number, size, size, 3), np.uint8)
        self._targets = np.eye(CLASSES, dtype=np.float32)[np.arange(number) % CLASSES]
        self._batch = plan.batch
        self.times = StepTimes()
        graph = graph_of(plan, CLASSES)
        self._model = build_keras_network(graph, batch_norm_momentum=plan.batch_norm_momentum, l2=plan.l2)
        for layer in graph.layers:
            if layer.variables and layer.stage <= plan.freeze:
                self._model.get_layer(layer.name).trainable = False
        optimizer = keras.optimizers.SGD(plan.learning_rate, plan.momentum, nesterov=True)
        self._model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
        self._callback = keras.callbacks.LambdaCallback(on_train_batch_end=self._hear_step)

    def _hear_step(self, batch: int, logs: Any = None) -> None:  # noqa: ARG002 - Keras names them
        self.times.end_step()

    def train_epoch(self) -> None:
        """Train for one epoch."""
        self._model.fit(
            self._pictures, self._targets, batch_size=self._batch, epochs=1, verbose=0, callbacks=[self._callback]
        )
        self.times.end_epoch()


@dataclasses.dataclass(frozen=True)
class Speeds:
    """Pictures each second, and what they are to each other.

    Attributes:
        ours: of this program.
        bare: of ``fit``.
        ratios: ours to that of ``fit`` in the same turn, but for the first one; a machine's slow minutes are in both.
    """

    ours: float
    bare: float
    ratios: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The middle of all turns."""
        return statistics.median(self.ratios)

    @property
    def line(self) -> str:
        """All of it in a line."""
        verdict = "met" if self.ratio >= LEAST_RATIO else "NOT MET"
        return (
            f"ours {self.ours:.1f} pictures/s, bare fit {self.bare:.1f} pictures/s, ratio {self.ratio:.3f} "
            f"({min(self.ratios):.3f} to {max(self.ratios):.3f}; wanted >= {LEAST_RATIO}): {verdict}"
        )


def speeds_of(ours: StepTimes, bare: StepTimes, batch: int) -> Speeds:
    """Compare two that trained in turns."""
    ratios = tuple(theirs / own for own, theirs in zip(ours.epochs[1:], bare.epochs[1:], strict=True))
    return Speeds(ours.pictures_per_second(batch), bare.pictures_per_second(batch), ratios)


def measure(plan: Plan, steps: int) -> Speeds:
    """Train in turns.

    Args:
        plan: what both train; one epoch of it is a round.
        steps: steps in one epoch.
    """
    write_pictures(Path(plan.data), steps * plan.batch, plan.input_size)
    data = find_data_set(Path(plan.data), plan.validation, plan.seed, Control())
    run = Run.create(Path(plan.data).name, plan, data)
    ours = StepTimes()

    def hear(record: Record) -> None:
        if record["type"] == "batch":
            ours.end_step()
        elif record["type"] == "epoch":
            ours.end_epoch()
            bare.train_epoch()

    trainer = Trainer(run, Control(), hear)
    bare = BareFit(plan, steps)
    trainer.train()
    return speeds_of(ours, bare.times, plan.batch)


def write_pictures(folder: Path, number: int, size: int) -> None:
    """Write noise: a number of training pictures, and a few for validation."""
    generator = np.random.default_rng(0)
    for part, pictures in (("train", number), ("validation", 2 * CLASSES)):
        for index in range(pictures):
            path = folder / part / f"class {index % CLASSES}" / f"{index}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            pixels = generator.integers(0, 256, (size * 5 // 4, size * 5 // 4, 3), np.uint8)
            Image.fromarray(pixels).save(path)


def main(words: list[str] | None = None) -> int:
    """Measure and print.

    Args:
        words: the command line; None for this process's own.
    Returns:
        0 when all ratios are what is wanted, else 1.
    """
    parser = argparse.ArgumentParser(description="Training throughput against a bare Keras fit.")
    parser.add_argument("--quick", action="store_true", help="a small network, few steps")
    parser.add_argument("--freeze", type=int, nargs="+", default=[0], help="keep everything up to this stage as it is")
    parser.add_argument("--input-size", type=int, nargs="+", default=[64], help="side of the network's input, px")
    parser.add_argument("--batch", type=int, default=32, help="pictures in one step")
    parser.add_argument("--steps", type=int, default=8, help="steps in one epoch")
    parser.add_argument("--rounds", type=int, default=5, help="epochs; the first one does not count")
    parser.add_argument("--precision", choices=("f32", "bf16"), default="f32", help="arithmetic")
    options = parser.parse_args(words)
    network = "resnet50"
    if options.quick:
        NETWORKS["listing"] = SMALL
        network = "listing"
    are_met = True
    with tempfile.TemporaryDirectory() as home:
        os.environ[paths.HOME_VARIABLE] = home
        for size, freeze in itertools.product(options.input_size, options.freeze):
            plan = Plan(
                data=str(Path(home) / f"{size}px-freeze-{freeze}"), base="none", network=network, epochs=options.rounds,
                batch=options.batch, crop=0.5, colour=0.2, input_size=size, freeze=freeze, precision=options.precision,
            )  # fmt: skip
            speeds = measure(plan, options.steps)
            sys.stdout.write(f"{size} px, frozen up to stage {freeze}: {speeds.line}\n")
            sys.stdout.flush()
            are_met = are_met and speeds.ratio >= LEAST_RATIO
    return 0 if are_met else 1


if __name__ == "__main__":
    sys.exit(main())

"""The quick way: features of the frozen network are computed once, and then only the dense layer is trained on them.

With everything before the dense layer frozen, its batch normalisation included, what the network says of a picture
never changes: computing it again in every epoch would be waste.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.feature_network import frozen_weights
from resnet_desktop.training.features import Features, FeatureSource
from resnet_desktop.training.head import Head, new_kernel
from resnet_desktop.training.history import best_epoch_of
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Checkpoint, Run
from resnet_desktop.training.schedule import learning_rate, plateau_reductions
from resnet_desktop.training.start import find_start
from resnet_desktop.training.trainer import DivergedError, graph_of, preprocessing_of
from resnet_desktop.training.views import views_of

EVERYTHING_BEFORE_THE_HEAD = 5
"""The freeze line of plans that are trained this way."""

_RECORD_INTERVAL_S = 0.05
_ROWS_AT_ONCE = 4096


def is_quick(plan: Plan) -> bool:
    """Whether only the dense layer is trained."""
    return plan.freeze >= EVERYTHING_BEFORE_THE_HEAD


class QuickTrainer:
    """Does for plans that are `is_quick` what `Trainer` does for all others, without TensorFlow.

    Each epoch sees one view of each training picture, another one than the epoch before. The checkpoint has the head
    and its optimiser only; what is frozen lies in the run's best weights from the start, so that the base may go.
    """

    def __init__(self, run: Run, control: Control, on_record: Callable[[dict[str, Any]], None]) -> None:
        """Compute the features that are not there yet.

        Raises:
            UserError: the data or the base cannot be used, or OpenVINO is not there.
            Cancelled: the caller asked to stop; the features computed so far are kept.
            OSError: the disk is full, say.
        """
        self._run, self._plan = run, run.plan
        self._control, self._on_record = control, on_record
        data = run.data
        self._graph = graph_of(self._plan, len(data.classes))
        self._name = self._graph.output.name
        self._checkpoint = run.load_checkpoint()
        control.report(Progress(0, None, "Making the network ready"))
        if self._checkpoint is None or run.origin is None:
            self._begin()
        self._weights = run.load_best()
        source = FeatureSource(
            self._plan, self._graph, frozen_weights(self._graph, self._weights), preprocessing_of(self._plan)
        )
        views = views_of(self._plan, len(data.train))
        validation, train = "Looking at validation pictures", "Looking at training pictures"
        self._validation = source.features(data.folder, data.validation, 1, control, validation)
        self._train = source.features(data.folder, data.train, views, control, train)
        self._steps = -(-len(self._train) // self._plan.batch)
        kernel, bias = (self._weights[f"{self._name}/{variable}"] for variable in ("kernel", "bias"))
        self._head = Head(self._plan, kernel, bias)

    def _begin(self) -> None:
        """Take over what the run starts from, with a new head where the base has none that fits."""
        start = find_start(self._plan.base, self._graph)
        shapes = self._graph.shapes()
        kernel, bias = f"{self._name}/kernel", f"{self._name}/bias"
        new = {} if kernel in start.weights else {
            kernel: new_kernel(self._plan, *shapes[kernel]), bias: np.zeros(shapes[bias], np.float32),
        }  # fmt: skip
        weights = {**start.weights, **new}
        self._run.write_origin(start.to_record())
        self._run.save_best({name: np.asarray(weights[name], np.float32) for name in shapes})

    def train(self) -> None:
        """Train to the last epoch, or until cancelled; see `Trainer.train`."""
        checkpoint = self._checkpoint or Checkpoint(0, 0, (0.0, 0.0, 0), {})
        if checkpoint.arrays:
            self._head.restore(checkpoint.arrays)
        history = self._run.history[: checkpoint.epoch]
        self._on_record(
            {
                "type": "start",
                "epoch": checkpoint.epoch,
                "step": checkpoint.step,
                "epochs": self._plan.epochs,
                "train": len(self._train),
                "validation": len(self._validation),
                "unreadable": [*self._train.unreadable, *self._validation.unreadable],
                "new_layers": (self._run.origin or {}).get("new_layers", []),
            }
        )
        for epoch in range(checkpoint.epoch, self._plan.epochs):
            is_first = epoch == checkpoint.epoch
            step, sums = (checkpoint.step, checkpoint.sums) if is_first else (0, (0.0, 0.0, 0))
            self._train_epoch(epoch, step, sums, history)

    def _train_epoch(
        self, epoch: int, first_step: int, sums: tuple[float, float, int], history: list[dict[str, Any]]
    ) -> None:
        """Take an epoch's remaining steps, and add its line to the history."""
        plan = self._plan
        order = np.random.default_rng([plan.seed, epoch]).permutation(len(self._train))
        started, told = time.monotonic(), 0.0
        loss_sum, correct, seen = sums
        for step in range(first_step, self._steps):
            if self._control.is_cancelled:
                self._save(epoch, step, (loss_sum, correct, seen))
            self._control.check()
            rate = self._rate(epoch, step, history)
            features, labels = self._batch(order, epoch, step)
            generator = np.random.default_rng([plan.seed, epoch, step])
            result = self._head.step(features, labels, rate, epoch * self._steps + step, generator)
            if not math.isfinite(result.loss):
                raise DivergedError(epoch + 1, rate)
            loss_sum += result.cross_entropy * len(labels)
            correct += result.accuracy * len(labels)
            seen += len(labels)
            now = time.monotonic()
            if now - told > _RECORD_INTERVAL_S or step + 1 == self._steps:
                told = now
                seconds = (now - started) / (step + 1 - first_step)
                self._on_record(
                    {
                        "type": "batch",
                        "epoch": epoch + 1,
                        "epochs": plan.epochs,
                        "step": step + 1,
                        "steps": self._steps,
                        "seconds_left": (plan.epochs - epoch - (step + 1) / self._steps) * self._steps * seconds,
                        "loss": loss_sum / seen,
                        "accuracy": correct / seen,
                        "learning_rate": rate,
                        "pictures_per_second": plan.batch / max(seconds, 1e-6),
                    }
                )
        validation_loss, validation_accuracy = self._validate()
        best_epoch = best_epoch_of(history)
        history.append(
            {
                "epoch": epoch + 1,
                "loss": loss_sum / seen,
                "accuracy": correct / seen,
                "validation_loss": validation_loss,
                "validation_accuracy": validation_accuracy,
                "learning_rate": self._rate(epoch, self._steps - 1, history),
                "seconds": round(time.monotonic() - started, 1),
                "pictures": len(self._train),
                "validation_pictures": len(self._validation),
            }
        )
        if best_epoch_of(history) != best_epoch:
            head = {f"{self._name}/kernel": self._head.kernel, f"{self._name}/bias": self._head.bias}
            self._run.save_best({**self._weights, **head})
        self._run.write_history(history)
        self._save(epoch + 1, 0, (0.0, 0.0, 0))
        self._on_record({"type": "epoch", **history[-1]})

    def _batch(self, order: np.ndarray, epoch: int, step: int) -> tuple[np.ndarray, np.ndarray]:
        """One step's features and labels; the last step is filled up with the epoch's first pictures."""
        places = np.arange(step * self._plan.batch, (step + 1) * self._plan.batch)
        indices = order.take(places, mode="wrap")
        values = self._train.values
        return values[indices, (indices + epoch) % values.shape[1]].astype(np.float32), self._train.labels[indices]

    def _rate(self, epoch: int, step: int, history: list[dict[str, Any]]) -> float:
        plan = self._plan
        reductions = plateau_reductions([record["validation_loss"] for record in history], plan.plateau_patience)
        return learning_rate(plan, epoch * self._steps + step, self._steps) * plan.plateau_factor**reductions

    def _validate(self) -> tuple[float, float]:
        """Mean cross-entropy (nats) and accuracy (0 to 1) on the validation pictures."""
        return measure_head(self._head, self._validation)

    def _save(self, epoch: int, step: int, sums: tuple[float, float, int]) -> None:
        self._run.save_checkpoint(Checkpoint(epoch, step, sums, self._head.arrays))


def measure_head(head: Head, features: Features) -> tuple[float, float]:
    """Mean cross-entropy (nats) and accuracy (0 to 1) on the first view of pictures."""
    loss = correct = 0.0
    for start in range(0, len(features), _ROWS_AT_ONCE):
        labels = features.labels[start : start + _ROWS_AT_ONCE]
        probabilities = head.probabilities(features.values[start : start + _ROWS_AT_ONCE, 0].astype(np.float32))
        of_truth = probabilities[np.arange(len(labels)), labels]
        loss -= float(np.log(np.maximum(of_truth, 1e-7)).sum(dtype=np.float64))
        correct += float((probabilities.argmax(axis=1) == labels).sum())
    return loss / len(features), correct / len(features)

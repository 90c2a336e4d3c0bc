"""The quick way: features of the frozen network are computed once, and then only the dense layer is trained on them.

With everything before the dense layer frozen, its batch normalisation included, what the network says of a picture
never changes: computing it again in every epoch would be waste.
"""

import math
import time
from collections.abc import Callable

import numpy as np

from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.training.feature_feed import FeatureFeed
from resnet_desktop.training.feature_network import frozen_weights
from resnet_desktop.training.features import Features, FeatureSource
from resnet_desktop.training.head import Head, new_kernel
from resnet_desktop.training.hints import new_hints
from resnet_desktop.training.history import best_epoch_of, stops_early
from resnet_desktop.training.movement import movement
from resnet_desktop.training.records import Record
from resnet_desktop.training.run import Checkpoint, Run
from resnet_desktop.training.schedule import learning_rate, plateau_reductions
from resnet_desktop.training.start import find_start
from resnet_desktop.training.trainer import DivergedError, graph_of, preprocessing_of
from resnet_desktop.training.views import views_of

_RECORD_INTERVAL_S = 0.05
_ROWS_AT_ONCE = 4096


class QuickTrainer:
    """Does for plans that are quick what `Trainer` does for all others, without TensorFlow.

    The checkpoint has the head and its optimiser only; what is frozen lies in the run's best weights from the start, so
    that the base may go.
    """

    def __init__(self, run: Run, control: Control, on_record: Callable[[Record], None]) -> None:
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
        self._feed = FeatureFeed(self._train, self._plan, len(data.classes))
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
        whole = {name: np.asarray(weights[name], np.float32) for name in shapes}
        self._run.save_best(whole)
        self._run.save_start({name: whole[name] for name in (kernel, bias)})

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
        while checkpoint.epoch < self._plan.epochs:
            if stops_early(history, self._plan.early_stopping):
                message = f"Stopped early: epoch {best_epoch_of(history)} is the best, and none after it was better."
                self._on_record({"type": "log", "message": message})
                break
            self._train_epoch(checkpoint, history)
            checkpoint = Checkpoint(checkpoint.epoch + 1, 0, (0.0, 0.0, 0), {})

    def _train_epoch(self, begin: Checkpoint, history: list[Record]) -> None:
        """Take the steps that an epoch has left, look at the validation pictures, and keep what was reached."""
        plan, epoch, steps = self._plan, begin.epoch, self._feed.steps
        loss, correct, seen = begin.sums
        started, told = time.monotonic(), 0.0
        for step in range(begin.step, steps):
            try:
                self._control.check()
            except Cancelled:
                self._run.save_checkpoint(Checkpoint(epoch, step, (loss, correct, seen), self._head.arrays))
                raise
            rate = self._rate(epoch, step, history)
            batch = self._feed.batch(epoch, step)
            generator = np.random.default_rng([plan.seed, epoch, step])
            number = epoch * steps + step
            result = self._head.step(batch.features, batch.labels, rate, number, generator, batch.weights, batch.seen)
            if not math.isfinite(result.loss):
                raise DivergedError(self._run, epoch + 1)
            loss, correct, seen = loss + result.cross_entropy, correct + result.correct, seen + batch.seen
            now = time.monotonic()
            if now - told > _RECORD_INTERVAL_S or step + 1 == steps:
                told = now
                self._on_record(
                    {
                        "type": "batch",
                        "epoch": epoch + 1,
                        "epochs": plan.epochs,
                        "step": step + 1,
                        "steps": steps,
                        "loss": loss / seen,
                        "accuracy": correct / seen,
                        "learning_rate": rate,
                        **self._pace(number + 1, (now - started) / (step + 1 - begin.step)),
                    }
                )
        record = {"epoch": epoch + 1, "loss": loss / seen, "accuracy": correct / seen}
        self._end_epoch(record, self._rate(epoch, steps - 1, history), time.monotonic() - started, history)

    def _pace(self, number: int, seconds_per_step: float) -> Record:
        """How fast it goes, and how long the steps take that are left."""
        return {
            "seconds_left": (self._plan.epochs * self._feed.steps - number) * seconds_per_step,
            "pictures_per_second": None,  # features go by; the pictures themselves are not seen any more
        }

    def _end_epoch(self, record: Record, rate: float, seconds: float, history: list[Record]) -> None:
        """Add an epoch to the history."""
        validation_loss, validation_accuracy = measure_head(self._head, self._validation)
        if not math.isfinite(validation_loss):
            raise DivergedError(self._run, record["epoch"])
        head = {f"{self._name}/kernel": self._head.kernel, f"{self._name}/bias": self._head.bias}
        with self._run.reading_start() as start:
            moved = movement(self._graph, self._graph.output.stage - 1, start, head)
        best_epoch = best_epoch_of(history)
        history.append(
            record
            | {
                "validation_loss": validation_loss,
                "validation_accuracy": validation_accuracy,
                "learning_rate": rate,
                "seconds": round(seconds, 1),
                "pictures": len(self._train),
                "validation_pictures": len(self._validation),
                "pictures_per_second": None,
                "movement": moved,
            }
        )
        history[-1]["best_epoch"] = best_epoch_of(history)
        if best_epoch_of(history) != best_epoch:
            self._run.save_best({**self._weights, **head})
        self._run.write_history(history)
        self._run.save_checkpoint(Checkpoint(record["epoch"], 0, (0.0, 0.0, 0), self._head.arrays))
        self._on_record({"type": "epoch", **history[-1]})
        for hint in new_hints(history, self._plan, self._graph.classes):
            self._on_record({"type": "hint", "kind": hint.kind, "message": hint.message, "advice": hint.advice})

    def _rate(self, epoch: int, step: int, history: list[Record]) -> float:
        plan = self._plan
        reductions = plateau_reductions([record["validation_loss"] for record in history], plan.plateau_patience)
        return learning_rate(plan, epoch * self._feed.steps + step, self._feed.steps) * plan.plateau_factor**reductions


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

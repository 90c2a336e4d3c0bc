"""The training loop.

Every batch follows from the plan, the epoch and the step alone, so an interrupted run continues exactly as if nothing
had happened.
"""

import math
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from resnet_desktop.engines.keras_network import import_keras, load_weights, read_weights_of
from resnet_desktop.images import Preprocessing
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.network import NETWORKS, Graph, build
from resnet_desktop.training.control import TrainingControl
from resnet_desktop.training.feeding import Batch, Feed
from resnet_desktop.training.hints import new_hints
from resnet_desktop.training.history import best_epoch_of, stops_early
from resnet_desktop.training.movement import fitted_names, movement
from resnet_desktop.training.pace import Pace
from resnet_desktop.training.pictures import Pictures
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.plan_numbers import number_words
from resnet_desktop.training.records import FinalError, Record
from resnet_desktop.training.run import Checkpoint, Run
from resnet_desktop.training.schedule import learning_rate, plateau_reductions
from resnet_desktop.training.start import Start, find_start
from resnet_desktop.training.training_model import build_model


class DivergedError(FinalError):
    """The loss is no number any more; the last checkpoint, if there is one, is still good.

    Args:
        run: its plan says the learning rate that it rises to; in the warm-up a step may fail far below that.
        epoch: in which that was seen, from 1.
    """

    def __init__(self, run: Run, epoch: int) -> None:
        kept = "The last checkpoint is kept" if run.has_checkpoint else "There was nothing yet that could be kept"
        super().__init__(
            f"The loss became infinite in epoch {epoch}: the learning rate {number_words(run.plan.learning_rate)} is "
            f"too high for this plan. {kept}; train again with a tenth of that rate"
        )


def preprocessing_of(plan: Plan) -> Preprocessing:
    """How the plan's model will see pictures."""
    return Preprocessing(plan.input_size, plan.crop_fraction, plan.source_size or None)


def graph_of(plan: Plan, classes: int) -> Graph:
    """The plan's network for this many classes."""
    return build(NETWORKS[plan.network], plan.input_size, classes)


@dataclass
class _Epoch:
    """An epoch at work.

    Attributes:
        index: from 0.
        step: steps taken.
        loss: sum of cross-entropies, nats.
        correct: pictures that were right.
        seen: pictures that were seen.
        seconds: time spent in its steps.
    """

    index: int
    step: int = 0
    loss: float = 0.0
    correct: float = 0.0
    seen: int = 0
    seconds: float = 0.0

    def checkpoint(self, arrays: Mapping[str, np.ndarray]) -> Checkpoint:
        return Checkpoint(self.index, self.step, (self.loss, self.correct, self.seen), arrays, self.seconds)


class Trainer:
    """One process's work on a run, from its last checkpoint (or its start) to its last epoch."""

    def __init__(self, run: Run, control: Control, on_record: Callable[[Record], None]) -> None:
        """Read the pictures and build the model.

        Raises:
            UserError: the data or the base cannot be used.
            Cancelled: the caller asked to stop.
        """
        self._run = run
        self._plan = run.plan
        self._control = control
        self._on_record = on_record
        data = run.data
        preprocessing = preprocessing_of(self._plan)
        self._classes = len(data.classes)
        self._train = Pictures(data.folder, data.train, preprocessing, control, "Reading training pictures")
        self._validation = Pictures(data.folder, data.validation, preprocessing, control, "Reading validation pictures")
        self._feed = Feed(self._train, self._plan, self._classes)
        self._pace = Pace()
        self._graph = graph_of(self._plan, self._classes)
        control.report(Progress(0, None, "Building the network"))
        self._checkpoint = run.load_checkpoint()
        if run.origin is None or self._checkpoint is None:
            start = find_start(self._plan.base, self._graph)
            run.write_origin(start.to_record())
        else:  # the checkpoint has all weights, and the base may be gone by now
            start = Start({}, (), "", {})
        self._model = build_model(self._plan, self._graph, start, self._feed.steps)
        self._seeds = [v for v in self._model.variables if "seed" in v.path]

    def train(self) -> None:
        """Train to the last epoch, or until cancelled.

        A checkpoint is written after every epoch, every ``checkpoint_minutes``, when paused and when cancelled.

        Raises:
            Cancelled: the caller asked to stop; the checkpoint is written.
            DivergedError: the loss or the weights are no numbers; the last good checkpoint stays.
            OSError: the disk is full; the last checkpoint stays.
        """
        epoch = self._begin()
        history = self._run.history[: epoch.index]
        self._on_record(
            {
                "type": "start",
                "epoch": epoch.index,
                "step": epoch.step,
                "epochs": self._plan.epochs,
                "train": len(self._train),
                "validation": len(self._validation),
                "unreadable": [*self._train.unreadable, *self._validation.unreadable],
                "new_layers": (self._run.origin or {}).get("new_layers", []),
            }
        )
        self._control.check()  # who asked for a pause while the network was made ready need not wait for a batch
        while epoch.index < self._plan.epochs:
            if stops_early(history, self._plan.early_stopping):
                message = f"Stopped early: epoch {best_epoch_of(history)} is the best, and none after it was better."
                self._on_record({"type": "log", "message": message})
                break
            self._train_epoch(epoch, history)
            self._end_epoch(epoch, history)
            epoch = _Epoch(epoch.index + 1)

    def _begin(self) -> _Epoch:
        """Go back to where the last checkpoint was written."""
        if self._checkpoint is None:
            weights = read_weights_of(self._model, self._graph)
            self._run.save_start({name: weights[name] for name in fitted_names(self._graph, self._plan.freeze)})
            return _Epoch(0)
        self._restore(self._checkpoint.arrays)
        epoch = _Epoch(self._checkpoint.epoch, self._checkpoint.step, *self._checkpoint.sums, self._checkpoint.seconds)
        self._checkpoint = None  # its arrays are as large as the model
        return epoch

    def _train_epoch(self, epoch: _Epoch, history: list[Record]) -> None:
        """Take an epoch's remaining steps."""
        saved = started = time.monotonic()
        with closing(self._feed.batches(epoch.index, epoch.step)) as batches:
            for batch in batches:
                rate = self._rate(epoch.index, epoch.step, history)
                self._take_step(epoch, batch, rate)
                now = time.monotonic()
                self._pace.add_step(now - started)
                epoch.seconds += now - started
                self._on_record(self._batch_record(epoch, rate))
                if self._is_paused or now - saved > 60 * self._plan.checkpoint_minutes:
                    self._save(epoch)
                    saved = now
                try:
                    self._control.check()
                except Cancelled:
                    if saved != now:
                        self._save(epoch)
                    raise
                started = time.monotonic()

    def _take_step(self, epoch: _Epoch, batch: Batch, rate: float) -> None:
        self._model.optimizer.learning_rate = rate
        result = self._model.train_on_batch(batch.pictures, batch.targets, batch.weights, return_dict=True)
        if not math.isfinite(result["loss"]):
            raise DivergedError(self._run, epoch.index + 1)
        epoch.step += 1
        epoch.loss += float(result["cross_entropy"]) * len(batch.pictures)
        epoch.correct += round(float(result["accuracy"]) * len(batch.pictures))
        epoch.seen += batch.pictures_seen

    def _batch_record(self, epoch: _Epoch, rate: float) -> Record:
        seconds = self._pace.seconds_per_step
        epochs_left = self._plan.epochs - epoch.index
        return {
            "type": "batch",
            "epoch": epoch.index + 1,
            "epochs": self._plan.epochs,
            "step": epoch.step,
            "steps": self._feed.steps,
            "seconds_left": self._pace.seconds_left(
                epochs_left * self._feed.steps - epoch.step, epochs_left, len(self._validation) / self._plan.batch
            ),
            "loss": epoch.loss / epoch.seen,
            "accuracy": epoch.correct / epoch.seen,
            "learning_rate": rate,
            "pictures_per_second": None if seconds is None else self._plan.batch / seconds,
        }

    def _end_epoch(self, epoch: _Epoch, history: list[Record]) -> None:
        """Look at the validation pictures, and keep what was reached."""
        rate = self._rate(epoch.index, self._feed.steps - 1, history)
        validation_loss, validation_accuracy = self._validate()
        weights = read_weights_of(self._model, self._graph)
        if not math.isfinite(validation_loss):
            raise DivergedError(self._run, epoch.index + 1)
        self._check_numbers(weights, epoch)
        with self._run.reading_start() as start:
            moved = movement(self._graph, self._plan.freeze, start, weights)
        best_epoch = best_epoch_of(history)
        seconds = self._pace.seconds_per_step
        history.append(
            {
                "epoch": epoch.index + 1,
                "loss": epoch.loss / epoch.seen,
                "accuracy": epoch.correct / epoch.seen,
                "validation_loss": validation_loss,
                "validation_accuracy": validation_accuracy,
                "learning_rate": rate,
                "seconds": round(epoch.seconds, 1),
                "pictures": len(self._train),
                "validation_pictures": len(self._validation),
                "pictures_per_second": None if seconds is None else round(self._plan.batch / seconds, 1),
                "movement": moved,
            }
        )
        history[-1]["best_epoch"] = best_epoch_of(history)
        if best_epoch_of(history) != best_epoch:
            self._run.save_best(weights)
        self._run.write_history(history)
        self._save(_Epoch(epoch.index + 1))
        self._on_record({"type": "epoch", **history[-1]})
        for hint in new_hints(history, self._plan, self._classes):
            self._on_record({"type": "hint", "kind": hint.kind, "message": hint.message, "advice": hint.advice})

    @property
    def _is_paused(self) -> bool:
        return isinstance(self._control, TrainingControl) and self._control.is_paused

    def _rate(self, epoch: int, step: int, history: list[Record]) -> float:
        plan = self._plan
        reductions = plateau_reductions([record["validation_loss"] for record in history], plan.plateau_patience)
        scheduled = learning_rate(plan, epoch * self._feed.steps + step, self._feed.steps)
        return scheduled * plan.plateau_factor**reductions

    def _validate(self) -> tuple[float, float]:
        """Mean cross-entropy (nats) and accuracy (0 to 1) on the validation pictures."""
        labels = self._validation.labels
        loss = correct = seconds = 0.0
        size = max(self._plan.batch, 32)
        for start in range(0, len(labels), size):
            self._control.check()
            self._control.report(Progress(start, len(labels), "Checking on validation pictures"))
            started = time.monotonic()
            truth = labels[start : start + size]
            batch = self._validation.inputs(np.arange(start, start + size).clip(max=len(labels) - 1).tolist())
            probabilities = self._model.predict_on_batch(batch)[: len(truth)]  # (n, classes)
            loss -= float(np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-7)).sum())
            correct += float((probabilities.argmax(axis=1) == truth).sum())
            seconds += time.monotonic() - started
        self._pace.add_validation(seconds)
        return loss / len(labels), correct / len(labels)

    def _save(self, epoch: _Epoch) -> None:
        """Replace the checkpoint, unless what would be kept are no numbers."""
        to_numpy = import_keras().ops.convert_to_numpy
        arrays = read_weights_of(self._model, self._graph)
        for index, variable in enumerate(self._model.optimizer.variables):
            arrays[f"optimizer/{index}"] = to_numpy(variable)
        for index, variable in enumerate(self._seeds):
            arrays[f"seed/{index}"] = to_numpy(variable)
        self._check_numbers(arrays, epoch)
        self._run.save_checkpoint(epoch.checkpoint(arrays))

    def _restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        load_weights(self._model, self._graph, arrays)
        for index, variable in enumerate(self._model.optimizer.variables):
            variable.assign(arrays[f"optimizer/{index}"])
        for index, variable in enumerate(self._seeds):
            variable.assign(arrays[f"seed/{index}"])

    def _check_numbers(self, arrays: Mapping[str, np.ndarray], epoch: _Epoch) -> None:
        """Refuse weights that are no numbers: a step can spoil them although its own loss was one.

        Raises:
            DivergedError: a value is infinite or no number.
        """
        if not all(np.isfinite(array).all() for array in arrays.values()):
            raise DivergedError(self._run, epoch.index + 1)

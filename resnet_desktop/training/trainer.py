"""The training loop.

Every batch follows from the plan, the epoch and the step alone, so an interrupted run continues exactly as if nothing
had happened.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from resnet_desktop.engines.keras_network import build_keras_network, import_keras, load_weights, read_weights_of
from resnet_desktop.errors import UserError
from resnet_desktop.images import Preprocessing
from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.network import NETWORKS, Graph, build
from resnet_desktop.training.augmentation import augment
from resnet_desktop.training.control import TrainingControl
from resnet_desktop.training.pictures import Pictures
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record
from resnet_desktop.training.run import Checkpoint, Run
from resnet_desktop.training.schedule import learning_rate, plateau_reductions
from resnet_desktop.training.start import Start, find_start

if TYPE_CHECKING:
    import keras


class DivergedError(UserError):
    """The loss is no number any more; the last checkpoint is still good."""

    def __init__(self, epoch: int, rate: float) -> None:
        super().__init__(
            f"The loss became infinite in epoch {epoch}: the learning rate {rate:g} is too high for this plan. "
            "The last checkpoint was kept"
        )


def preprocessing_of(plan: Plan) -> Preprocessing:
    """How the plan's model will see pictures."""
    return Preprocessing(plan.input_size, plan.crop_fraction, plan.source_size or None)


def graph_of(plan: Plan, classes: int) -> Graph:
    """The plan's network for this many classes."""
    return build(NETWORKS[plan.network], plan.input_size, classes)


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
        self._steps = -(-len(self._train) // self._plan.batch)
        self._graph = graph_of(self._plan, self._classes)
        control.report(Progress(0, None, "Building the network"))
        self._checkpoint = run.load_checkpoint()
        if run.origin is None or self._checkpoint is None:
            start = find_start(self._plan.base, self._graph)
            run.write_origin(start.to_record())
        else:  # the checkpoint has all weights, and the base may be gone by now
            start = Start({}, (), "", {})
        self._model = _build_model(self._plan, self._graph, start)
        self._seeds = [v for v in self._model.variables if "seed" in v.path]

    def train(self) -> None:
        """Train to the last epoch, or until cancelled.

        A checkpoint is written after every epoch, every ``checkpoint_minutes``, and when cancelled.

        Raises:
            Cancelled: the caller asked to stop; the checkpoint is written.
            DivergedError: the loss is no number; the last good checkpoint stays.
            OSError: the disk is full; the last checkpoint stays.
        """
        checkpoint = self._checkpoint
        if checkpoint is None:
            checkpoint = Checkpoint(0, 0, (0.0, 0.0, 0), {})
        else:
            self._restore(checkpoint)
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
            step, sums = (checkpoint.step, checkpoint.sums) if epoch == checkpoint.epoch else (0, (0.0, 0.0, 0))
            best_epoch = best_epoch_of(history)
            loss, accuracy, seconds = self._train_epoch(epoch, step, sums, history)
            validation_loss, validation_accuracy = self._validate()
            history.append(
                {
                    "epoch": epoch + 1,
                    "loss": loss,
                    "accuracy": accuracy,
                    "validation_loss": validation_loss,
                    "validation_accuracy": validation_accuracy,
                    "learning_rate": self._rate(epoch, self._steps - 1, history),
                    "seconds": round(seconds, 1),
                    "pictures": len(self._train),
                    "validation_pictures": len(self._validation),
                }
            )
            if best_epoch_of(history) != best_epoch:
                self._run.save_best(read_weights_of(self._model, self._graph))
            self._run.write_history(history)
            self._save(epoch + 1, 0, (0.0, 0.0, 0))
            self._on_record({"type": "epoch", **history[-1]})

    def _train_epoch(
        self, epoch: int, first_step: int, sums: tuple[float, float, int], history: list[Record]
    ) -> tuple[float, float, float]:
        """Take an epoch's remaining steps; gives mean cross-entropy (nats), accuracy (0 to 1) and seconds."""
        plan = self._plan
        order = np.random.default_rng([plan.seed, epoch]).permutation(len(self._train))
        loss_sum, correct, seen = sums
        started = saved = time.monotonic()
        with ThreadPoolExecutor(1) as pool:

            def prepare(step: int) -> Future[tuple[UInt8Array, np.ndarray]]:
                return pool.submit(self._batch, order, epoch, step)

            upcoming = prepare(min(first_step, self._steps - 1))
            for step in range(first_step, self._steps):
                batch, targets = upcoming.result()
                if step + 1 < self._steps:
                    upcoming = prepare(step + 1)
                rate = self._rate(epoch, step, history)
                self._model.optimizer.learning_rate = rate
                self._model.reset_metrics()
                result = self._model.train_on_batch(batch, targets, return_dict=True)
                if not math.isfinite(result["loss"]):
                    raise DivergedError(epoch + 1, rate)
                loss_sum += float(result["cross_entropy"]) * len(batch)
                correct += float(result["accuracy"]) * len(batch)
                seen += len(batch)
                now = time.monotonic()
                seconds_per_step = (now - started) / (step + 1 - first_step)
                self._on_record(
                    {
                        "type": "batch",
                        "epoch": epoch + 1,
                        "epochs": plan.epochs,
                        "step": step + 1,
                        "steps": self._steps,
                        "seconds_left": (plan.epochs - epoch - (step + 1) / self._steps)
                        * self._steps
                        * seconds_per_step,
                        "loss": loss_sum / seen,
                        "accuracy": correct / seen,
                        "learning_rate": rate,
                        "pictures_per_second": plan.batch / seconds_per_step,
                    }
                )
                if self._control.is_cancelled or self._is_paused or now - saved > 60 * plan.checkpoint_minutes:
                    self._save(epoch, step + 1, (loss_sum, correct, seen))
                    saved = now
                self._control.check()
        return loss_sum / seen, correct / seen, time.monotonic() - started

    @property
    def _is_paused(self) -> bool:
        return isinstance(self._control, TrainingControl) and self._control.is_paused

    def _batch(self, order: np.ndarray, epoch: int, step: int) -> tuple[UInt8Array, np.ndarray]:
        """Make one step's pictures and one-hot targets.

        The last step of an epoch is filled up with the epoch's first pictures: batches of one size need one graph, and
        graphs of different sizes need not round alike.
        """
        plan = self._plan
        places = np.arange(step * plan.batch, (step + 1) * plan.batch)
        indices = order.take(places, mode="wrap")
        generator = np.random.default_rng([plan.seed, epoch, step])
        batch = augment(self._train.pixels(indices.tolist()), plan, generator)
        return batch, np.eye(self._classes, dtype=np.float32)[self._train.labels[indices]]

    def _rate(self, epoch: int, step: int, history: list[Record]) -> float:
        plan = self._plan
        reductions = plateau_reductions([record["validation_loss"] for record in history], plan.plateau_patience)
        return learning_rate(plan, epoch * self._steps + step, self._steps) * plan.plateau_factor**reductions

    def _validate(self) -> tuple[float, float]:
        """Mean cross-entropy (nats) and accuracy (0 to 1) on the validation pictures."""
        labels = self._validation.labels
        loss = correct = 0.0
        size = max(self._plan.batch, 32)
        for start in range(0, len(labels), size):
            self._control.check()
            self._control.report(Progress(start, len(labels), "Checking on validation pictures"))
            truth = labels[start : start + size]
            batch = self._validation.inputs(np.arange(start, start + size).clip(max=len(labels) - 1).tolist())
            probabilities = self._model.predict_on_batch(batch)[: len(truth)]  # (n, classes)
            loss -= float(np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-7)).sum())
            correct += float((probabilities.argmax(axis=1) == truth).sum())
        return loss / len(labels), correct / len(labels)

    def _save(self, epoch: int, step: int, sums: tuple[float, float, int]) -> None:
        to_numpy = import_keras().ops.convert_to_numpy
        arrays = read_weights_of(self._model, self._graph)
        for index, variable in enumerate(self._model.optimizer.variables):
            arrays[f"optimizer/{index}"] = to_numpy(variable)
        for index, variable in enumerate(self._seeds):
            arrays[f"seed/{index}"] = to_numpy(variable)
        self._run.save_checkpoint(Checkpoint(epoch, step, sums, arrays))

    def _restore(self, checkpoint: Checkpoint) -> None:
        load_weights(self._model, self._graph, checkpoint.arrays)
        for index, variable in enumerate(self._model.optimizer.variables):
            variable.assign(checkpoint.arrays[f"optimizer/{index}"])
        for index, variable in enumerate(self._seeds):
            variable.assign(checkpoint.arrays[f"seed/{index}"])


def best_epoch_of(history: list[Record]) -> int:
    """The epoch (from 1) with the highest validation accuracy, then the lowest loss; 0 for an empty history."""
    if not history:
        return 0
    best = max(history, key=lambda record: (record["validation_accuracy"], -record["validation_loss"]))
    return int(best["epoch"])


def _build_model(plan: Plan, graph: Graph, start: Start) -> "keras.Model":
    keras = import_keras()
    keras.utils.set_random_seed(plan.seed)
    keras.config.set_dtype_policy("mixed_bfloat16" if plan.precision == "bf16" else "float32")
    model = build_keras_network(graph, batch_norm_momentum=plan.batch_norm_momentum, dropout=plan.dropout, l2=plan.l2)
    load_weights(model, graph, {**read_weights_of(model, graph), **start.weights})
    for layer in graph.layers:
        if layer.variables and layer.stage <= plan.freeze:
            model.get_layer(layer.name).trainable = False
    optimizers = {
        "sgd": lambda: keras.optimizers.SGD(plan.learning_rate, plan.momentum, nesterov=plan.momentum > 0),
        "adam": lambda: keras.optimizers.Adam(plan.learning_rate),
        "adamw": lambda: keras.optimizers.AdamW(plan.learning_rate),
    }
    model.compile(
        optimizers[plan.optimizer](),
        keras.losses.CategoricalCrossentropy(label_smoothing=plan.label_smoothing),
        metrics=["accuracy", keras.metrics.CategoricalCrossentropy(name="cross_entropy")],
        # XLA trains convolutions on a CPU at a tenth of the speed of TensorFlow's own kernels.
        jit_compile=False if keras.backend.backend() == "tensorflow" else "auto",
    )
    model.optimizer.build(model.trainable_variables)
    return model

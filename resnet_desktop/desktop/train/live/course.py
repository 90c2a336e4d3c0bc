"""What a run has told so far, as its curves and its latest numbers; knows no Qt.

A course is made from a run's folder on a task's thread, and then grows in the window's.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from resnet_desktop.desktop.widgets.line_chart_series import BLUE, SKY, VERMILION, Series

Record = Mapping[str, Any]


class Course:
    """A run's curves. Places are epochs: 2.5 is in the middle of the third one, 3 is its end.

    Attributes:
        epochs: how many the plan has; 0 while it is not known.
        step_loss: mean of the epoch so far, at each step; nats.
        step_accuracy: likewise, 0 to 1.
        train_loss: of each finished epoch.
        train_accuracy: of each finished epoch.
        validation_loss: of each finished epoch.
        validation_accuracy: of each finished epoch.
        rates: the learning rate at each step.
        batch: the last step's record; empty before the first one.
        epoch_records: of the finished epochs, by their numbers from 1.
        hints: sentences about the run's course, oldest first, each kind once.
        movements: how far each block's weights have moved from where they started, as part of their size there: 0 or
            more, by the names of blocks in the order of the network; empty while unknown.
        progress: what happens between steps; empty while steps are taken.
        model: what the run became; empty while it is not done.
        end: the last record of a process that ended; None while one works, and for a run that nobody ended.
    """

    def __init__(self) -> None:
        self.epochs = 0
        self.step_loss = Series("Training, within the epoch", SKY, can_smooth=True)
        self.step_accuracy = Series("Training, within the epoch", SKY, can_smooth=True)
        self.train_loss = Series("Training", BLUE, has_dots=True)
        self.train_accuracy = Series("Training", BLUE, has_dots=True)
        self.validation_loss = Series("Validation", VERMILION, has_dots=True)
        self.validation_accuracy = Series("Validation", VERMILION, has_dots=True)
        self.rates = Series("Learning rate", BLUE)
        self.batch: Record = {}
        self.epoch_records: dict[int, Record] = {}
        self.hints: list[Record] = []
        self.movements: dict[str, float] = {}
        self.progress: Record = {}
        self.model = ""
        self.end: Record | None = None

    @property
    def loss(self) -> tuple[Series, ...]:
        """The curves of the loss."""
        return self.step_loss, self.train_loss, self.validation_loss

    @property
    def accuracy(self) -> tuple[Series, ...]:
        """The curves of the accuracy."""
        return self.step_accuracy, self.train_accuracy, self.validation_accuracy

    @property
    def place(self) -> float:
        """How many epochs are done, with the part of the one that is at work."""
        finished = float(max(self.epoch_records, default=0))
        return max(finished, place_of(self.batch)) if self.batch else finished

    @property
    def best(self) -> Record | None:
        """The epoch that the model will be: the highest validation accuracy, then the lowest validation loss."""
        known = [each for each in self.epoch_records.values() if each.get("validation_accuracy") is not None]
        return max(known, key=lambda each: (each["validation_accuracy"], -each["validation_loss"]), default=None)

    def take_all(self, records: Iterable[Record]) -> None:
        """Take records in their order."""
        for record in records:
            self.take(record)

    def take(self, record: Record) -> None:
        """Take one record; of a type that is not known, nothing is taken."""
        match record["type"]:
            case "start":
                self._begin(record)
            case "batch":
                self._take_batch(record)
            case "epoch":
                self._take_epoch(record)
            case "hint":
                self.hints = [each for each in self.hints if each.get("kind") != record.get("kind")] + [record]
            case "movement":
                self._take_movement(record.get("blocks"))
            case "progress" | "log":
                self.progress = record
            case "done" | "stopped" | "error":
                self.end, self.progress = record, {}
                self.model = str(record.get("model", ""))

    def _begin(self, record: Record) -> None:
        """Go on from a checkpoint: what was told beyond it is lost and comes again."""
        self.end, self.progress, self.model = None, {}, ""
        self.epochs = int(record["epochs"])
        finished, step = int(record["epoch"]), int(record.get("step", 0))
        steps = int(self.batch.get("steps", 0))
        place = finished + (step / steps if steps else 0.0)
        self.epoch_records = {number: each for number, each in self.epoch_records.items() if number <= finished}
        for series in (self.step_loss, self.step_accuracy, self.rates):
            series.keep_to(place)
        for series in (*self.loss[1:], *self.accuracy[1:]):
            series.keep_to(finished)
        if self.batch and place_of(self.batch) > place:
            self.batch = {}

    def _take_batch(self, record: Record) -> None:
        self.batch, self.progress = record, {}
        self.epochs = int(record.get("epochs", self.epochs))
        place = place_of(record)
        if self.step_loss.xs and self.step_loss.xs[-1] <= record["epoch"] - 1:
            # The mean begins anew with each epoch, and a line from the old one to it would say nothing.
            for series in (self.step_loss, self.step_accuracy):
                series.add(math.nextafter(record["epoch"] - 1, math.inf), None)
        self.step_loss.add(place, record["loss"])
        self.step_accuracy.add(place, record["accuracy"])
        self.rates.add(place, record["learning_rate"])

    def _take_epoch(self, record: Record) -> None:
        number = int(record["epoch"])
        self.epoch_records[number] = record
        self.progress = {}
        self._take_movement(record.get("movement"))
        for series, field in (
            (self.train_loss, "loss"),
            (self.train_accuracy, "accuracy"),
            (self.validation_loss, "validation_loss"),
            (self.validation_accuracy, "validation_accuracy"),
        ):
            series.add(number, record.get(field))

    def _take_movement(self, blocks: Mapping[str, float] | None) -> None:
        if blocks:
            self.movements = {name: float(value) for name, value in blocks.items() if math.isfinite(value)}


def place_of(batch: Record) -> float:
    """Say where a step is, in epochs."""
    return float(batch["epoch"] - 1 + batch["step"] / batch["steps"])

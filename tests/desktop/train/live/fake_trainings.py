"""Trainings that say what a test tells them to."""

import threading
from dataclasses import dataclass, field
from typing import Any

from resnet_desktop.desktop.train.live.watched import Trainings
from resnet_desktop.jobs import Control
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.plan import Plan


def start(epochs: int = 3, epoch: int = 0, step: int = 0) -> dict[str, Any]:
    return {"type": "start", "epoch": epoch, "step": step, "epochs": epochs, "train": 100, "validation": 10}


def batch(epoch: int, step: int, steps: int = 10, loss: float = 1.0) -> dict[str, Any]:
    return {
        "type": "batch", "epoch": epoch, "epochs": 3, "step": step, "steps": steps, "seconds_left": 60.0, "loss": loss,
        "accuracy": 0.5, "learning_rate": 0.01, "pictures_per_second": 51.0,
    }  # fmt: skip


def epoch(number: int, validation_accuracy: float = 0.8) -> dict[str, Any]:
    return {
        "type": "epoch", "epoch": number, "loss": 1.0 / number, "accuracy": 0.7, "validation_loss": 1.2 / number,
        "validation_accuracy": validation_accuracy, "learning_rate": 0.01, "seconds": 12.0, "pictures": 100,
        "validation_pictures": 10,
    }  # fmt: skip


DONE: dict[str, Any] = {"type": "done", "model": "mushrooms"}
STOPPED: dict[str, Any] = {"type": "stopped", "message": "Stopped. The run goes on from here whenever you like."}
DIED: dict[str, Any] = {"type": "error", "message": "The training process crashed (signal 11).", "is_resumable": True}


@dataclass
class FakeTraining:
    """Tells what was put into ``waiting``, and notes what it was asked."""

    waiting: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def poll(self, timeout: float = 0.0) -> list[dict[str, Any]]:
        assert timeout == 0
        told, self.waiting = self.waiting, []
        return told

    def pause(self) -> None:
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")

    def stop(self) -> None:
        self.asked.append("stop")


@dataclass
class FakeTrainings(Trainings):
    """Starts no process.

    Attributes:
        training: what is started or joined next.
        elsewhere: names of runs that other processes train.
        error: what creating a run fails with.
        gate: creating a run waits for it.
        done: what was created and started.
    """

    training: FakeTraining = field(default_factory=FakeTraining)
    elsewhere: set[str] = field(default_factory=set)
    error: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    done: list[tuple[str, str]] = field(default_factory=list)

    data: DataSet | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def start(self, name: str) -> FakeTraining:
        self.done.append(("start", name))
        return self.training

    def join(self, name: str) -> FakeTraining:
        self.done.append(("join", name))
        return self.training

    def is_training(self, name: str) -> bool:
        return name in self.elsewhere

    def create(self, name: str, plan: Plan, control: Control, data: DataSet | None) -> None:
        self.gate.wait()
        control.check()
        if self.error is not None:
            raise self.error
        self.data = data
        self.done.append((plan.data, name))

    def keep(self, name: str, control: Control) -> None:
        control.check()
        self.done.append(("keep", name))

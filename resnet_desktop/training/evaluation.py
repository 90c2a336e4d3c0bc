"""How good a model is, on pictures whose class is known."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.classification import classify
from resnet_desktop.classification.calibration import AccuracyCurve, calibrated, expected_calibration_error
from resnet_desktop.engines import Engine
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card
from resnet_desktop.training.dataset import Example


@dataclass(frozen=True, eq=False)
class Answers:
    """What a network says of pictures whose class is known.

    Attributes:
        probabilities: (n, classes), 0 to 1.
        labels: (n,) indices of the true classes.
        unreadable: how many more pictures gave no answer.
    """

    probabilities: npt.NDArray[np.floating]
    labels: npt.NDArray[np.intp]
    unreadable: int

    def calibrated(self, temperature: float) -> "Answers":
        """Give the answers that the network has with this temperature, where these were without one."""
        return dataclasses.replace(self, probabilities=calibrated(self.probabilities, temperature))


def ask(
    folder: Path, examples: Sequence[Example], engine: Engine, card: Card, control: Control, message: str
) -> Answers:
    """Classify labelled pictures by the same steps as a user's pictures.

    Args:
        folder: where the pictures are.
        examples: labelled pictures, paths relative to ``folder``.
        engine: runs the model.
        card: the model's card.
        control: progress and cancellation.
        message: what is being done, for the progress.
    Raises:
        Cancelled: the caller asked to stop.
        EngineError: the engine gave up.
    """
    probabilities = np.empty((len(examples), card.classes), np.float32)
    labels: list[int] = []
    results = classify((folder / example.path for example in examples), engine, card, control=control)
    for done, (example, result) in enumerate(zip(examples, results, strict=True), start=1):
        if result.probabilities is not None:
            probabilities[len(labels)] = result.probabilities
            labels.append(example.label)
        control.report(Progress(done, len(examples), message))
    return Answers(probabilities[: len(labels)], np.array(labels, np.intp), len(examples) - len(labels))


def measure(answers: Answers) -> dict[str, Any]:
    """Judge answers.

    Returns:
        ``pictures`` and ``unreadable`` (counts), ``top1`` and ``top5`` (0 to 1), ``loss`` (mean cross-entropy, nats),
        ``confusion`` (rows: true class, columns: predicted class, counts); where there are pictures also ``ece``
        (`expected_calibration_error`, 0 to 1) and ``curve`` (`AccuracyCurve.to_record`).
    """
    probabilities, labels = answers.probabilities, answers.labels
    classes = probabilities.shape[1]
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (labels, probabilities.argmax(axis=1)), 1)
    of_truth = probabilities[np.arange(len(labels)), labels]  # (n,)
    is_in_top5 = (probabilities > of_truth[:, np.newaxis]).sum(axis=1) < min(5, classes)
    pictures = max(len(labels), 1)
    record: dict[str, Any] = {
        "pictures": len(labels),
        "unreadable": answers.unreadable,
        "top1": float(np.trace(confusion)) / pictures,
        "top5": int(is_in_top5.sum()) / pictures,
        "loss": -float(np.log(np.maximum(of_truth, 1e-7)).sum(dtype=np.float64)) / pictures,
        "confusion": confusion.tolist(),
    }
    if len(labels):
        record["ece"] = expected_calibration_error(probabilities, labels)
        record["curve"] = AccuracyCurve.measure(probabilities, labels).to_record()
    return record

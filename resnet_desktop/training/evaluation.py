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
from resnet_desktop.training.judgement import KS, JudgedPicture


@dataclass(frozen=True, eq=False)
class Answers:
    """What a network says of pictures whose class is known.

    Attributes:
        probabilities: (n, classes), 0 to 1.
        labels: (n,) indices of the true classes.
        unreadable: how many more pictures gave no answer.
        paths: (n,) the pictures, relative to the data set's folder; empty where nobody asked for them.
    """

    probabilities: npt.NDArray[np.floating]
    labels: npt.NDArray[np.intp]
    unreadable: int
    paths: tuple[str, ...] = ()

    def calibrated(self, temperature: float) -> "Answers":
        """Give the answers that the network has with this temperature, where these were without one."""
        return dataclasses.replace(self, probabilities=calibrated(self.probabilities, temperature))

    def judged(self) -> tuple[JudgedPicture, ...]:
        """Give what is kept of each picture; `paths` must be known."""
        probabilities, labels = self.probabilities, self.labels
        predicted = probabilities.argmax(axis=1)  # (n,)
        of_truth = probabilities[np.arange(len(labels)), labels]  # (n,)
        ranks = (probabilities > of_truth[:, np.newaxis]).sum(axis=1)  # (n,)
        ranks = np.where(predicted == labels, 0, np.maximum(ranks, 1))  # of equals, the first one is predicted
        highest = probabilities.max(axis=1)
        columns = (labels, predicted, highest, of_truth, ranks)
        rows = zip(self.paths, *(column.tolist() for column in columns), strict=True)
        return tuple(JudgedPicture(*row) for row in rows)


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
    paths: list[str] = []
    results = classify((folder / example.path for example in examples), engine, card, control=control)
    for done, (example, result) in enumerate(zip(examples, results, strict=True), start=1):
        if result.probabilities is not None:
            probabilities[len(labels)] = result.probabilities
            labels.append(example.label)
            paths.append(example.path)
        control.report(Progress(done, len(examples), message))
    unreadable = len(examples) - len(labels)
    return Answers(probabilities[: len(labels)], np.array(labels, np.intp), unreadable, tuple(paths))


def measure(answers: Answers) -> dict[str, Any]:
    """Judge answers.

    Returns:
        ``pictures`` and ``unreadable`` (counts), ``top1`` and ``top5`` (0 to 1), ``top_k`` (the same for several k,
        as texts), ``loss`` (mean cross-entropy, nats),
        ``confusion`` (rows: true class, columns: predicted class, counts); where there are pictures also ``ece``
        (`expected_calibration_error`, 0 to 1) and ``curve`` (`AccuracyCurve.to_record`).
    """
    probabilities, labels = answers.probabilities, answers.labels
    classes = probabilities.shape[1]
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (labels, probabilities.argmax(axis=1)), 1)
    of_truth = probabilities[np.arange(len(labels)), labels]  # (n,)
    ranks = (probabilities > of_truth[:, np.newaxis]).sum(axis=1)  # (n,) from 0
    pictures = max(len(labels), 1)
    record: dict[str, Any] = {
        "pictures": len(labels),
        "unreadable": answers.unreadable,
        "top1": float(np.trace(confusion)) / pictures,
        "top5": int((ranks < min(5, classes)).sum()) / pictures,
        "top_k": {str(k): int((ranks < k).sum()) / pictures for k in KS if 1 < k < classes},
        "loss": -float(np.log(np.maximum(of_truth, 1e-7)).sum(dtype=np.float64)) / pictures,
        "confusion": confusion.tolist(),
    }
    if len(labels):
        record["ece"] = expected_calibration_error(probabilities, labels)
        record["curve"] = AccuracyCurve.measure(probabilities, labels).to_record()
    return record

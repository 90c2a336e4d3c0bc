"""How good a finished model is, on pictures that neither fitted its weights nor chose among them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.classification import classify
from resnet_desktop.engines import Engine
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card
from resnet_desktop.training.dataset import Example


def evaluate(folder: Path, examples: Sequence[Example], engine: Engine, card: Card, control: Control) -> dict[str, Any]:
    """Judge a model by the same steps that classify a user's pictures.

    Args:
        folder: where the pictures are.
        examples: labelled pictures, paths relative to ``folder``.
        engine: runs the model.
        card: the model's card.
        control: progress and cancellation.
    Returns:
        ``pictures`` and ``unreadable`` (counts), ``top1`` and ``top5`` (0 to 1), ``loss`` (mean cross-entropy, nats),
        and ``confusion`` (rows: true class, columns: predicted class, counts).
    """
    classes = card.classes
    confusion = np.zeros((classes, classes), np.int64)
    in_top5 = unreadable = 0
    loss = 0.0
    results = classify((folder / example.path for example in examples), engine, card, control=control)
    for done, (example, result) in enumerate(zip(examples, results, strict=True), start=1):
        if result.probabilities is None:
            unreadable += 1
        else:
            probabilities = result.probabilities
            confusion[example.label, int(probabilities.argmax())] += 1
            in_top5 += int((probabilities > probabilities[example.label]).sum()) < min(5, classes)
            loss -= float(np.log(max(float(probabilities[example.label]), 1e-7)))
        control.report(Progress(done, len(examples), "Judging on test pictures"))
    judged = int(confusion.sum())
    return {
        "pictures": judged,
        "unreadable": unreadable,
        "top1": float(np.trace(confusion) / max(judged, 1)),
        "top5": in_top5 / max(judged, 1),
        "loss": loss / max(judged, 1),
        "confusion": confusion.tolist(),
    }

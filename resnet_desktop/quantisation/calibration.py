"""From pictures to ranges: how large the values between a network's layers get."""

import numpy as np

from resnet_desktop.engines.int8_calibrating import LargestValues
from resnet_desktop.images import UInt8Array
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Model

_BATCH = 16
_SMALLEST = 1e-6


def calibrate(model: Model, pictures: UInt8Array, control: Control) -> dict[str, float]:
    """Find the ranges with which a model can be computed in int8; no weight changes.

    Args:
        model: card and weights.
        pictures: (n, size, size, 3) uint8 RGB, n from 1, such as the model is for; about 300 are enough.
        control: progress and cancellation.
    Returns:
        The largest value of each of the `rounded_layers`, above 0.
    Raises:
        EngineError: OpenVINO is not there or refuses.
        Cancelled: somebody asked for it.
    """
    control.report(Progress(0, len(pictures), "Making the network ready"))
    finder = LargestValues(model)
    found = []
    for start in range(0, len(pictures), _BATCH):
        control.check()
        found.append(finder.of(pictures[start : start + _BATCH]))
        control.report(Progress(min(start + _BATCH, len(pictures)), len(pictures), "Calibrating"))
    largest = np.concatenate(found).max(axis=0)  # (layers,)
    return {name: max(float(value), _SMALLEST) for name, value in zip(finder.layers, largest, strict=True)}

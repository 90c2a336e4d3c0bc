"""Pictures between two classes, where rounding to bf16 or int8 would choose the first one by chance."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array

RATIO = 1.2
"""The first class is at least this many times as likely as the second, or the two are a near tie.

Measured with the bundled model on 2,606 pictures: bf16 moves the logarithm of that ratio by less than 0.18 = ln 1.2 in
99 of 100, and pictures that changed their class had 1.1 at most. Near ties were 1.4 of 100 pictures of what the model
knows, and 8 of 100 photos of all kinds of things.

int8 moves it by 0.18 on average and by 0.8 at most in 99 of 100 (2,500 validation pictures, 4,200 with training
pictures). Settling below 1.2 halves the changed first classes, from 27 to 13 of 2,500, and takes a twentieth of the
time; settling below 1.5 would leave 5, but on photos of all kinds of things take half of what int8 gains.
"""


def near_ties(probabilities: FloatArray) -> NDArray[np.intp]:
    """Find the pictures whose first two classes are about as likely.

    Args:
        probabilities: (n, classes) float32, 0 to 1.
    Returns:
        Their rows, rising, (m,).
    """
    if probabilities.shape[1] < 2:
        return np.empty(0, np.intp)
    second, first = np.partition(probabilities, (-2, -1), axis=1)[:, -2:].T
    return np.flatnonzero(first < RATIO * second)


def settle(probabilities: FloatArray, batch: UInt8Array, predict_exactly: Callable[[UInt8Array], FloatArray]) -> None:
    """Classify near ties once more, in f32, in place.

    Args:
        probabilities: (n, classes) float32, 0 to 1, as bf16 or int8 gives them; rows of near ties are replaced.
        batch: (n, size, size, 3) uint8: the pictures.
        predict_exactly: `Engine.predict` in f32; not called where there is no near tie.
    """
    rows = near_ties(probabilities)
    if len(rows):
        probabilities[rows] = predict_exactly(batch[rows])

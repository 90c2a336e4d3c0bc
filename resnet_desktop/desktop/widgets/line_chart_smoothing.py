"""Exponential smoothing that goes on where it stopped; knows no Qt."""

import math
from array import array

_MANY = 4096
_PIECE = 64


class Smoothing:
    """A running mean in which older values count less and less.

    A value that is no number leaves a gap and is not remembered. The mean is not drawn to zero at its beginning.

    Args:
        strength: how much of the mean stays at each value, 0 (none of it) to below 1.
    Source:
        the bias correction of Kingma and Ba 2015, section 3, as TensorBoard smooths its curves.
    """

    def __init__(self, strength: float) -> None:
        self.strength = strength
        self._mean = 0.0
        self._weight = 1.0

    def take(self, value: float) -> float:
        """Give the mean with another value; nan for what is no number."""
        if not math.isfinite(value):
            return math.nan
        self._mean = self.strength * self._mean + (1 - self.strength) * value
        self._weight *= self.strength
        return self._mean / (1 - self._weight)

    def take_all(self, values: "array[float]") -> "array[float]":
        """Give the means with each of many values, as `take` would one by one."""
        if len(values) < _MANY:
            return array("d", map(self.take, values))
        import numpy as np  # noqa: PLC0415  few values do without

        given = np.array(values)
        is_number = np.isfinite(given)
        numbers = given[is_number]
        pad = -len(numbers) % _PIECE
        pieces = np.pad(numbers, (0, pad)).reshape(-1, _PIECE)
        ages = np.subtract.outer(np.arange(_PIECE), np.arange(_PIECE))  # (later, earlier)
        shares = np.where(ages >= 0, (1 - self.strength) * self.strength ** np.maximum(ages, 0), 0)
        means = pieces @ shares.T  # within each piece; then what comes from the pieces before
        fading = self.strength ** np.arange(1, _PIECE + 1)
        mean = self._mean
        for number in range(len(means)):
            means[number] += mean * fading
            mean = means[number, -1]
        means = means.reshape(-1)[: len(numbers)]
        if len(numbers):
            self._mean = float(means[-1])
        weights = self._weight * self.strength ** np.arange(1, min(len(numbers), self._settled()) + 1)
        means[: len(weights)] /= 1 - weights
        self._weight *= self.strength ** len(numbers)
        smoothed = np.full(len(given), math.nan)
        smoothed[is_number] = means
        return array("d", smoothed.tobytes())

    def _settled(self) -> int:
        """After how many values the bias is below what floating point tells apart."""
        return 1 if self.strength == 0 else math.ceil(math.log(1e-17) / math.log(self.strength))

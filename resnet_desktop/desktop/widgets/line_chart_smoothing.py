"""Exponential smoothing that goes on where it stopped; knows no Qt."""

import math


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

"""What can be said about each channel of a layer, and in which order channels are looked at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.inspection.activations import Activations, is_before_relu

BY_NUMBER = "number"
BY_STRENGTH = "strength"


@dataclass(frozen=True, eq=False)
class Channels:
    """Numbers about each channel of one layer for one picture; all are (channels,).

    Attributes:
        lows: the smallest value.
        highs: the largest value.
        means: the mean over all places.
        norms: the square root of the sum of squares.
        zero_shares: the share of places that are exactly zero, 0 to 1.
        dead: whether the channel says nothing about this picture: zero everywhere or, where a ReLU comes next, nowhere
            above zero.
    """

    lows: FloatArray
    highs: FloatArray
    means: FloatArray
    norms: FloatArray
    zero_shares: FloatArray
    dead: NDArray[np.bool_]

    @property
    def count(self) -> int:
        """How many channels there are."""
        return len(self.means)

    @property
    def dead_count(self) -> int:
        """How many of them are dead."""
        return int(np.count_nonzero(self.dead))

    def order(self, by: str) -> NDArray[np.intp]:
        """Arrange the channels.

        Args:
            by: `BY_NUMBER`, or `BY_STRENGTH` for those with the largest norm first.
        Returns:
            (channels,) their numbers, from 0; equals keep the order of their numbers.
        """
        if by == BY_NUMBER:
            return np.arange(self.count)
        return np.argsort(-self.norms, kind="stable")


def channels_of(activations: Activations, name: str) -> Channels:
    """Say what can be said about each channel of a layer."""
    maps = activations.maps(name)
    flat = maps.reshape(-1, maps.shape[2])  # (places, channels)
    lows, highs = flat.min(axis=0), flat.max(axis=0)
    may_be_zero = bool((lows <= 0).any() and (highs >= 0).any())
    zeros = np.count_nonzero(flat == 0, axis=0) if may_be_zero else np.zeros(len(lows))
    graph = activations.graph
    dead = highs <= 0 if is_before_relu(graph, graph.layer(name)) else (lows == 0) & (highs == 0)
    return Channels(
        lows,
        highs,
        flat.mean(axis=0),
        np.sqrt(np.einsum("pc,pc->c", flat, flat)),
        (zeros / len(flat)).astype(np.float32),
        dead,
    )

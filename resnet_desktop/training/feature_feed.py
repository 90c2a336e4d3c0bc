"""An epoch's batches of features; each follows from the plan, the epoch and the step alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resnet_desktop.training.features import Features
from resnet_desktop.training.feeding import balanced_weights
from resnet_desktop.training.plan import Plan


@dataclass(frozen=True, eq=False)
class FeatureBatch:
    """What one step is taken on.

    Attributes:
        features: (n, features) float32.
        labels: (n,) classes.
        weights: (n,) float32, how much each counts in the loss; None for all alike.
        seen: so many of the first pictures are seen for the first time in this epoch; the others fill the batch up.
    """

    features: npt.NDArray[np.float32]
    labels: np.ndarray
    weights: npt.NDArray[np.float32] | None
    seen: int


class FeatureFeed:
    """Makes the batches; each epoch sees one view of each picture, another one than the epoch before.

    Attributes:
        steps: batches in one epoch.
    """

    def __init__(self, features: Features, plan: Plan, classes: int) -> None:
        self._features, self._plan = features, plan
        self.steps = -(-len(features) // plan.batch)
        self._weights = balanced_weights(features.labels, classes) if plan.class_weights == "balanced" else None
        self._order = -1, np.empty(0, np.intp)

    def batch(self, epoch: int, step: int) -> FeatureBatch:
        """Give a step's batch; both count from 0."""
        number = len(self._features)
        if self._order[0] != epoch:
            self._order = epoch, np.random.default_rng([self._plan.seed, epoch]).permutation(number)
        places = np.arange(step * self._plan.batch, (step + 1) * self._plan.batch)
        indices = self._order[1].take(places, mode="wrap")
        values, labels = self._features.values, self._features.labels[indices]
        return FeatureBatch(
            values[indices, (indices + epoch) % values.shape[1]].astype(np.float32),
            labels,
            None if self._weights is None else self._weights[labels],
            int((places < number).sum()),
        )

"""An epoch's batches, made in the background. Each follows from the plan, the epoch and the step alone."""

from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.training.augmentation import augment
from resnet_desktop.training.pictures import Pictures
from resnet_desktop.training.plan import Plan

_AHEAD = 2


@dataclass(frozen=True)
class Batch:
    """What one step is taken on.

    Attributes:
        pictures: (n, size, size, 3) uint8 RGB, 0 to 255.
        targets: (n, classes + 1) float32: one-hot, then 1 for a picture that is seen for the first time in this epoch
            and 0 for one that fills the last batch up.
        weights: (n,) float32, how much each counts in the loss; None for all alike.
        pictures_seen: how many of them are seen for the first time.
    """

    pictures: UInt8Array
    targets: np.ndarray
    weights: np.ndarray | None
    pictures_seen: int


class Feed:
    """Makes the batches of a run's training pictures.

    Attributes:
        steps: batches in one epoch.
    """

    def __init__(self, pictures: Pictures, plan: Plan, classes: int) -> None:
        self._pictures = pictures
        self._plan = plan
        self._classes = classes
        self.steps = -(-len(pictures) // plan.batch)
        self._weights = balanced_weights(pictures.labels, classes) if plan.class_weights == "balanced" else None

    def batches(self, epoch: int, first_step: int) -> Generator[Batch, None, None]:
        """Give an epoch's batches from a step on; close the iterator to end its thread.

        Args:
            epoch: from 0.
            first_step: from 0; nothing is given when it is past the last.
        """
        order = np.random.default_rng([self._plan.seed, epoch]).permutation(len(self._pictures))
        upcoming: deque[Future[Batch]] = deque()
        with ThreadPoolExecutor(1, "batches") as pool:
            for step in range(first_step, self.steps + _AHEAD):
                if step < self.steps:
                    upcoming.append(pool.submit(self._batch, order, epoch, step))
                if upcoming and (len(upcoming) > _AHEAD or step >= self.steps):
                    yield upcoming.popleft().result()

    def _batch(self, order: np.ndarray, epoch: int, step: int) -> Batch:
        """Make one step's batch.

        The last step of an epoch is filled up with the epoch's first pictures: batches of one size need one graph, and
        graphs of different sizes need not round alike.
        """
        places = np.arange(step * self._plan.batch, (step + 1) * self._plan.batch)
        indices = order.take(places, mode="wrap")
        labels = self._pictures.labels[indices]
        generator = np.random.default_rng([self._plan.seed, epoch, step])
        is_first = places < len(order)
        targets = np.zeros((len(indices), self._classes + 1), np.float32)
        targets[np.arange(len(indices)), labels] = 1
        targets[:, -1] = is_first
        return Batch(
            augment(self._pictures.pixels(indices.tolist()), self._plan, generator),
            targets,
            None if self._weights is None else self._weights[labels],
            int(is_first.sum()),
        )


def balanced_weights(labels: np.ndarray, classes: int) -> np.ndarray:
    """Weigh each class by how rare it is, so that all classes count alike in the loss.

    Args:
        labels: (n,) the class of each training picture.
        classes: number of classes.
    Returns:
        (classes,) float32; their mean over the pictures is 1. A class without pictures gets 0.
    """
    counts = np.bincount(labels, minlength=classes)
    present = counts > 0
    weights = np.zeros(classes, np.float32)
    weights[present] = len(labels) / (present.sum() * counts[present])
    return weights

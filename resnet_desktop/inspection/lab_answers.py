"""What the network says with all its blocks, and what it says without some."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.inspection.live import LiveNetwork


@dataclass(frozen=True)
class Answer:
    """One class.

    Attributes:
        index: of the class, from 0.
        label: its name.
        before: its probability with all blocks, 0 to 1.
        after: its probability as the blocks are switched.
    """

    index: int
    label: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """What switching changed, -1 to 1."""
        return self.after - self.before


@dataclass(frozen=True)
class Answers:
    """The classes that matter before or after.

    Attributes:
        rows: most likely with all blocks first.
        bypassed: the blocks that were switched off.
    """

    rows: tuple[Answer, ...]
    bypassed: frozenset[str]

    @property
    def first_before(self) -> Answer:
        """The most likely class with all blocks."""
        return max(self.rows, key=lambda row: row.before)

    @property
    def first_after(self) -> Answer:
        """The most likely class as the blocks are switched."""
        return max(self.rows, key=lambda row: row.after)

    def telling(self, count: int) -> tuple[Answer, ...]:
        """The rows whose larger probability is largest, as they stand; from 2 on the first of both are among them."""
        by_larger = sorted(self.rows, key=lambda row: -max(row.before, row.after))
        kept = [self.first_before, self.first_after, *by_larger]
        chosen = {row.index for row in list(dict.fromkeys(kept))[:count]}
        return tuple(row for row in self.rows if row.index in chosen)


def answers(live: LiveNetwork, picture: UInt8Array, bypassed: Collection[str], count: int = 5) -> Answers:
    """Classify a picture with all blocks and without some.

    Args:
        live: the network.
        picture: (input_size, input_size, 3) uint8, RGB.
        bypassed: identity blocks to switch off.
        count: of classes, from 1.
    Returns:
        Those classes whose larger probability of the two is largest; so the first of both are always among them.
    Raises:
        EngineError: the device gave up.
    """
    before, after = live.predict(np.stack([picture, picture]), [(), bypassed])
    return Answers(chosen_answers(before, after, live.model.card.labels, count), frozenset(bypassed))


def chosen_answers(before: FloatArray, after: FloatArray, labels: tuple[str, ...], count: int) -> tuple[Answer, ...]:
    """Choose the classes to show; see `answers`.

    Args:
        before: (classes,) probabilities with all blocks.
        after: (classes,) probabilities as the blocks are switched.
        labels: of the classes.
        count: of classes, from 1; the first of both are there even so.
    """
    firsts = {int(np.argmax(before)), int(np.argmax(after))}
    by_larger = np.argsort(-np.maximum(before, after), kind="stable")
    others = [int(index) for index in by_larger if int(index) not in firsts]
    chosen = [*firsts, *others[: max(0, count - len(firsts))]]
    rows = (Answer(index, labels[index], float(before[index]), float(after[index])) for index in chosen)
    return tuple(sorted(rows, key=lambda row: (-row.before, -row.after, row.index)))

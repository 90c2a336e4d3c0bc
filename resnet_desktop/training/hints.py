"""What a run's curve says to somebody who has read many: plain sentences, each with what to do."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop.training.history import best_epoch_of
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record


@dataclass(frozen=True)
class Hint:
    """One thing worth knowing about a run.

    Attributes:
        kind: ``overfitting``, ``rate``, ``not_learning``, ``plateau`` or ``frozen``.
        message: what is seen, one sentence.
        advice: what to do about it, one sentence.
    """

    kind: str
    message: str
    advice: str


def hints(history: Sequence[Record], plan: Plan, classes: int) -> list[Hint]:
    """Read a run's curve.

    Args:
        history: one record for each finished epoch, in order.
        plan: what the run does.
        classes: number of classes, at least 2.
    Returns:
        What holds after the last epoch, the most important first; mostly nothing. A run that does not learn is told
        just that.
    """
    if _is_too_fast(history, classes):
        return [
            Hint(
                "rate",
                "The loss rises instead of falling: the learning rate is probably too high.",
                f"Stop, and start again with a third of it ({plan.learning_rate / 3:.2g}) or a longer warm-up.",
            )
        ]
    if _is_not_learning(history, classes):
        return [
            Hint(
                "not_learning",
                f"After {len(history)} epochs the network still does no better than guessing.",
                "Look at the pictures and their classes first; then try another learning rate or a lower freeze line.",
            )
        ]
    found = []
    if _is_overfitting(history):
        best = best_epoch_of(history)
        found.append(
            Hint(
                "overfitting",
                f"It learns its training pictures by heart: validation has been getting worse since epoch {best}.",
                f"Epoch {best} is kept, so you may stop; more pictures, stronger augmentation or dropout would help.",
            )
        )
    elif _is_frozen_too_much(history, plan):
        found.append(
            Hint(
                "frozen",
                "It stays weak on its own training pictures: too little of the network may learn.",
                f"Freeze less (now up to stage {plan.freeze}), so that more stages can adapt to these pictures.",
            )
        )
    elif _is_flat(history, "validation_loss", 5):
        found.append(
            Hint(
                "plateau",
                "Validation has hardly changed for five epochs: there is little more to gain this way.",
                "Stop and use the best epoch, or let the learning rate fall on a plateau.",
            )
        )
    return found


def new_hints(history: Sequence[Record], plan: Plan, classes: int) -> list[Hint]:
    """The hints that hold since the last epoch and did not before."""
    before = {hint.kind for hint in hints(history[:-1], plan, classes)}
    return [hint for hint in hints(history, plan, classes) if hint.kind not in before]


def _is_too_fast(history: Sequence[Record], classes: int) -> bool:
    """The training loss is worse than a guess, or well above its best, and was so an epoch before.

    Once is no sign: an epoch of a small set is a few batches, and these differ.
    """
    losses = [float(record["loss"]) for record in history]
    if len(losses) < 2:
        return False
    if min(losses[-2:]) > 1.5 * math.log(classes):
        return True
    return len(losses) > 2 and min(losses[-2:]) > max(1.25 * min(losses[:-2]), 0.1)


def _is_not_learning(history: Sequence[Record], classes: int) -> bool:
    return len(history) >= 3 and min(record["loss"] for record in history) > 0.97 * math.log(classes)


def _is_overfitting(history: Sequence[Record]) -> bool:
    """Validation loss rises for two epochs, to a tenth above its best, while the training loss goes on falling."""
    if len(history) < 3:
        return False
    validation = [float(record["validation_loss"]) for record in history]
    training = [float(record["loss"]) for record in history]
    is_rising = validation[-1] > validation[-2] > validation[-3]
    return is_rising and validation[-1] > 1.1 * min(validation) and training[-1] < training[-3]


def _is_frozen_too_much(history: Sequence[Record], plan: Plan) -> bool:
    """Training accuracy stands still well below what would be good, and validation is no worse."""
    if not plan.freeze or not _is_flat(history, "loss", 3):
        return False
    last = history[-1]
    return bool(last["accuracy"] < 0.85 and last["validation_accuracy"] > last["accuracy"] - 0.05)


def _is_flat(history: Sequence[Record], key: str, epochs: int) -> bool:
    """A value stayed within two hundredths of itself over the last epochs."""
    values = [float(record[key]) for record in history[-epochs - 1 :]]
    return len(values) > epochs and max(values) - min(values) < 0.02 * max(values)

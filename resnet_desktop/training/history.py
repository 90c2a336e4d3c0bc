"""What follows from a run's history alone: its best epoch, and whether it is time to stop."""

from collections.abc import Sequence

from resnet_desktop.training.records import Record


def best_epoch_of(history: Sequence[Record]) -> int:
    """The epoch (from 1) with the highest validation accuracy, then the lowest loss; 0 for an empty history."""
    if not history:
        return 0
    best = max(history, key=lambda record: (record["validation_accuracy"], -record["validation_loss"]))
    return int(best["epoch"])


def stops_early(history: Sequence[Record], patience: int) -> bool:
    """Whether a run has gone on long enough without a better epoch.

    Args:
        history: one record for each finished epoch, in order.
        patience: epochs without a better one after which a run stops; 0 for never.
    """
    return bool(patience and history) and int(history[-1]["epoch"]) - best_epoch_of(history) >= patience


def is_over(history: Sequence[Record], epochs: int, patience: int) -> bool:
    """Whether nothing is left to train.

    Args:
        history: one record for each finished epoch, in order.
        epochs: as many as the plan has.
        patience: see `stops_early`.
    """
    return len(history) >= epochs or stops_early(history, patience)

"""The learning rate at every step, as a pure function: resuming needs no state but the step's number."""

import math

from resnet_desktop.training.plan import Plan


def learning_rate(plan: Plan, step: int, steps_per_epoch: int) -> float:
    """The scheduled learning rate, before any reduction on a plateau.

    Args:
        plan: gives the highest rate, the schedule, warm-up and epochs.
        step: steps taken before this one, from 0.
        steps_per_epoch: steps in one epoch.
    Returns:
        The rate, above 0 up to ``plan.learning_rate``.
    Source:
        cosine: Loshchilov and Hutter 2017, one half-period without restarts; warm-up: Goyal et al. 2017.
    """
    warmup_steps = round(plan.warmup * steps_per_epoch)
    if step < warmup_steps:
        return plan.learning_rate * (step + 1) / (warmup_steps + 1)
    if plan.schedule == "cosine":
        remaining = max(plan.epochs * steps_per_epoch - warmup_steps, 1)
        return plan.learning_rate * 0.5 * (1 + math.cos(math.pi * min((step - warmup_steps + 0.5) / remaining, 1.0)))
    if plan.schedule == "steps":
        return float(plan.learning_rate * plan.step_factor ** (step // (plan.step_epochs * steps_per_epoch)))
    return plan.learning_rate


def plateau_reductions(validation_losses: list[float], patience: int) -> int:
    """How often a plateau has reduced the learning rate so far.

    Args:
        validation_losses: one value for each finished epoch, in order.
        patience: epochs without a better loss before a reduction; 0 for never.
    Returns:
        Number of reductions; the rate is multiplied by ``plan.plateau_factor`` for each.
    """
    best, waited, reductions = math.inf, 0, 0
    for loss in validation_losses:
        waited = 0 if loss < best else waited + 1
        best = min(best, loss)
        if patience and waited == patience:
            reductions, waited = reductions + 1, 0
    return reductions

"""What the sweep says; pure functions of plain values, no Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.lab.wording import NO_BLOCKS, POINT, points
from resnet_desktop.desktop.architecture.maps.wording import DOT
from resnet_desktop.formatting import count, percent, plural

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_outcomes import BlockOutcome, Sweep

TITLE = "Which blocks carry the answer"
INVITATION = "Switch each identity block off alone, for this picture or for a folder, and compare the answers."
THIS_PICTURE, A_FOLDER = "This picture", "A folder…"
EXPORT_TIP = "Save these numbers as CSV"
MEASURES = ("Probability", "First class", "Accuracy")
MEASURE_TIPS = (
    "How much the probability of the first class changes without the block",
    "How many pictures get another first class without the block",
    "How much more or fewer pictures are right without the block; needs pictures in folders named after their classes",
)
PROBABILITY, FIRST_CLASS, ACCURACY = range(3)
CHART_HELP = (
    "Points of probability. Bars to the left: the block carries the answer. To the right: it hurts.",
    "Share of the pictures that get another first class without the block.",
    "Points of accuracy. Bars to the left: the block makes more pictures right. To the right: it hurts.",
)
"""Of each measure."""
GOING_ON, STOPPED = " so far", ", then stopped"
LOOKING = "Looking for pictures…"
_WORTH_SAYING = 0.005
"""A change of half a point is the least from which something is concluded."""


def task_title(subject: str) -> str:
    """Say what a task does, for the list of tasks."""
    return f"Trying without each block: {subject}"


def tally_line(sweep: "Sweep", state: str = "") -> str:
    """Say how many pictures of a folder were swept; empty for one picture.

    Args:
        sweep: what is known.
        state: `GOING_ON`, `STOPPED` or empty.
    """
    parts = []
    if sweep.first is None:
        parts.append(plural(sweep.pictures, "picture") + state)
    if sweep.broken:
        parts.append(f"{count(len(sweep.broken))} could not be read")
    if sweep.judged and sweep.first is None:
        parts.append(f"{percent(sweep.right / sweep.judged)} right with all blocks")
    return DOT.join(parts)


def value(sweep: "Sweep", outcome: "BlockOutcome", measure: int) -> float:
    """The number that a bar shows: a change in share of 1, or a share; 0 where it is not known."""
    if measure == FIRST_CLASS:
        return outcome.changed / sweep.pictures if sweep.pictures else 0.0
    if measure == ACCURACY:
        return (outcome.right - sweep.right) / sweep.judged if sweep.judged else 0.0
    return outcome.change


def value_words(sweep: "Sweep", outcome: "BlockOutcome", measure: int) -> str:
    """Write that number."""
    shown = value(sweep, outcome, measure)
    return percent(shown) if measure == FIRST_CLASS else points(shown)


def outcome_words(sweep: "Sweep", outcome: "BlockOutcome", labels: Sequence[str]) -> str:
    """Say all that is known of the answer without a block."""
    mean = "" if sweep.first is not None else "mean "
    after = sweep.probability + outcome.change
    parts = [f"Without {outcome.name}: {mean}probability {percent(after)}, {points(outcome.change)} points"]
    if outcome.first is not None:
        same = "still " if outcome.first == sweep.first else "then "
        parts.append(f"{same}{labels[outcome.first]}")
    else:
        parts.append(f"{count(outcome.changed)} of {count(sweep.pictures)} get another first class")
        accuracy = sweep.accuracy_without(outcome)
        if accuracy is not None:
            parts.append(f"{percent(accuracy)} right")
    return DOT.join(parts)


def sentence(sweep: "Sweep", labels: Sequence[str]) -> str:
    """Say in one or two sentences what a sweep shows."""
    if not sweep.outcomes:
        return NO_BLOCKS
    if not sweep.pictures:
        return "None of these pictures could be read." if sweep.broken else "There are no pictures in this folder."
    carries = min(sweep.outcomes, key=lambda each: each.change)
    hurts = max(sweep.outcomes, key=lambda each: each.change)
    what = labels[sweep.first] if sweep.first is not None else "the first class"
    said = []
    if carries.change <= -_WORTH_SAYING:
        said.append(f"{carries.name} carries most: without it, {what} loses {points(-carries.change)[1:]} points.")
    else:
        said.append("No block alone carries the answer: each can be skipped.")
    if hurts.change >= _WORTH_SAYING:
        said.append(f"{hurts.name} hurts: without it, {what} gains {points(hurts.change)[1:]} points. {POINT}")
    return " ".join(said)

"""What the residual lab says; pure functions of plain values, no Qt."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.maps.wording import DOT, MINUS, number
from resnet_desktop.formatting import count, percent, plural

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_answers import Answers
    from resnet_desktop.inspection.lab_blocks import BlockSize, ResidualBlock
    from resnet_desktop.inspection.lab_outcomes import BlockOutcome, Sweep

POINT = "A block that hurts can be skipped, because its shortcut keeps\u00a0x."
INVITATION = f"Switch blocks off below: F(x) goes, the shortcut stays. {POINT}"
ALL_ON, ALL_OFF = "All on", "All off"
ALL_ON_TIP = "Let every block add its F(x)"
ALL_OFF_TIP = "Leave nothing but the shortcut of every identity block"
SWITCH_TIP = "Space or a click switches it"
BLOCKS_TITLE = "What each block adds"
BLOCKS_HELP = (
    "Bars are root mean squares for this picture; the number is F(x) for each x. "
    "A convolutional block cannot be switched off: its shortcut projects x to another size."
)
CHANNELS = ("All", "One")
NO_BLOCK = "Choose a block above to see where it adds what."
SWEEP_TITLE = "Which blocks carry the answer"
SWEEP_INVITATION = "Switch each identity block off alone, for this picture or for a folder, and compare the answers."
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
NO_BLOCKS = "This network has no identity blocks, so none can be switched off."


def names(blocks: Collection[str]) -> str:
    """List blocks as a person does: ``3b``, ``3b and 4c``, ``3b, 4c and 2 more``."""
    ordered = sorted(blocks)
    if len(ordered) > 4:
        return f"{', '.join(ordered[:3])} and {len(ordered) - 3} more"
    return " and ".join(part for part in (", ".join(ordered[:-1]), *ordered[-1:]) if part)


def share(probability: float) -> str:
    """Write a probability as percent inside a sentence, where its unit never begins a line."""
    return percent(probability).replace(" ", "\u00a0")


def points(change: float) -> str:
    """Write a change of a share in percentage points with its sign: ``+3.1``, ``-12.4`` with a true minus, ``0.0``."""
    value = round(100 * change, 1)
    if value == 0:
        return "0.0"
    return f"+{value:.1f}" if value > 0 else f"{MINUS}{-value:.1f}"


def answer_sentence(answers: "Answers", blocks: Collection[str]) -> str:
    """Say what switching did.

    Args:
        answers: before and after.
        blocks: all that can be switched off.
    """
    bypassed = answers.bypassed
    if not blocks:
        return NO_BLOCKS
    if not bypassed:
        return INVITATION
    before, after = answers.first_before, answers.first_after
    whom = "any identity block" if len(bypassed) == len(blocks) else names(bypassed)
    if before.index != after.index:
        return (
            f"Without {whom} the answer becomes {after.label}, {share(after.after)}; "
            f"it was {before.label}, {share(before.before)}."
        )
    change = f"{share(before.after)} in place of {share(before.before)}"
    if before.difference > 0.0005:
        return f"Without {whom} it is still {before.label}, and surer: {change}. {POINT}"
    keeps = "The shortcuts keep\u00a0x." if len(bypassed) > 1 else "The shortcut keeps\u00a0x."
    return f"Without {whom} it is still {before.label}, with {change}. {keeps}"


def block_words(block: "ResidualBlock", size: "BlockSize | None", *, is_on: bool) -> str:
    """Say a block's numbers, for its tooltip and a screen reader."""
    kind = "identity block" if block.is_identity else "convolutional block"
    state = f", {'on' if is_on else 'switched off'}" if block.is_identity else ""
    return f"{block.name}, {kind}{state}" + (
        f": {size_words(size)}{DOT}F(x) / x {ratio(size)}" if size is not None else ""
    )


def size_words(size: "BlockSize") -> str:
    """Say how large both sides are: ``x 1.24 · F(x) 0.53``."""
    x = "x" if size.block.is_identity else "projected x"
    residual = "F(x) would be" if size.is_bypassed else "F(x)"
    return DOT.join((f"{x} {number(size.x)}", f"{residual} {number(size.residual)}"))


def ratio(size: "BlockSize") -> str:
    """Write how large F(x) is for each x."""
    value = size.ratio
    return "\u2013" if value is None else f"{value:.2f}" if value < 99.995 else number(value)


def maps_title(block: "ResidualBlock | None") -> str:
    """Say what the maps are of."""
    return "Where a block adds" if block is None else f"Where {block.name} adds"


def maps_help(block: "ResidualBlock", channel: int | None, *, is_on: bool) -> str:
    """Say what the maps show."""
    what = "Root mean square over all channels at each place." if channel is None else f"Channel {channel} of each."
    if not is_on:
        return f"{what} {block.name} is switched off, so what goes on is x alone."
    came = "x as it came in" if block.is_identity else "x after its projection"
    return f"{what} Left is {came}; the sum is before the ReLU."


def sweep_title(subject: str) -> str:
    """Say what a task does, for the list of tasks."""
    return f"Trying without each block: {subject}"


def subject_line(subject: str, sweep: "Sweep | None", state: str = "") -> str:
    """Say what a sweep is of.

    Args:
        subject: the picture or the folder.
        sweep: what is known.
        state: `GOING_ON`, `STOPPED` or empty.
    """
    if sweep is None:
        return subject
    parts = [subject]
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


def sweep_sentence(sweep: "Sweep", labels: Sequence[str]) -> str:
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

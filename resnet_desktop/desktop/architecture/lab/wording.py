"""What the residual lab says; pure functions of plain values, no Qt."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.maps.wording import DOT, MINUS, number
from resnet_desktop.formatting import count, percent

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_answers import Answers
    from resnet_desktop.inspection.lab_blocks import BlockSize, ResidualBlock

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
    what = (
        "Root mean square over all channels at each place." if channel is None else f"Channel {count(channel)} of each."
    )
    if not is_on:
        return f"{what} {block.name} is switched off, so what goes on is x alone."
    came = "x as it came in" if block.is_identity else "x after its projection"
    return f"{what} Left is {came}; the sum is before the ReLU."

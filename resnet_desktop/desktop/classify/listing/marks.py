"""What there is to say about a picture besides its class: a state, with an icon, a colour and a word for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


@dataclass(frozen=True)
class Mark:
    """A state that a picture can be in.

    Attributes:
        word: what it is called; empty for the usual one, which nothing is said about.
        icon_name: of its icon; empty for none.
        ink: the theme's name for its colour.
    """

    word: str = ""
    icon_name: str = ""
    ink: str = "text2"


PLAIN = Mark()
WAITING = Mark("Waiting")
UNREADABLE = Mark("Unreadable", "unreadable", "bad")
UNSURE = Mark("Unsure", "unsure", "warn")
CONFIRMED = Mark("Confirmed", "confirmed", "good")
CORRECTED = Mark("Corrected", "corrected", "accent")


def mark_of(entry: "Entry", threshold: float) -> Mark:
    """Tell which state a picture is in; what a person said comes first.

    Args:
        entry: the picture.
        threshold: predictions below it are unsure, 0 to 1.
    """
    if entry.given:
        return CONFIRMED if entry.is_confirmed else CORRECTED
    if entry.result is None:
        return WAITING
    if entry.result.error is not None:
        return UNREADABLE
    return UNSURE if entry.confidence < threshold else PLAIN

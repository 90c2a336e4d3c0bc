"""What reviewing says; pure functions of plain values, no Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.wording import folder_line, sentence

if TYPE_CHECKING:
    from resnet_desktop.classification.training_set import TrainingSet

ANOTHER = "Another class…"
CLASS_TITLE = "Class"
CLASS_PLACEHOLDER = "Find a class, or type a new one"
CLASS_BUTTON = "It is this"
TRAINING_TITLE = "Training set"
TRAINING_TASK = "Making a training set"
TRAINING_TEXT = (
    "Copies the pictures whose class you confirmed or corrected into a new folder, with a folder for each class in it. "
    "That is what training takes. The pictures stay where they are."
)
LINKS = "Links instead of copies"
LINKS_TEXT = "They take no room; whoever edits one edits both."
NOTHING_REVIEWED = "Nothing has been reviewed yet"
NOTHING_REVIEWED_TEXT = (
    "Choose pictures and say what they show: by a key from 1 to 9, or in the menu that a right click opens. "
    "Then a training set can be made of them."
)
NO_KIND = "Tick confirmed or corrected pictures, or both."
NO_FOLDER = "Choose a folder first; it is made where it is not there yet."
NO_WHOLE_FOLDER = "Type the whole path of the folder, from its beginning."
ALREADY_CORRECTED = "You said otherwise before, and that stays. A right click takes it back."
CANCELLED = "Cancelled; nothing was left."
CANNOT_OPEN = "There is no program that shows “{}”."

_PAST = {"correcting": "Corrected", "confirming": "Confirmed", "clearing": "Took back"}


def it_is(count: int) -> str:
    """Begin the sentence that a class ends: what one picture is, or what several are."""
    return "It is" if count == 1 else f"These {formatting.count(count)} are"


def question(count: int) -> str:
    """Ask for a class."""
    return "What does this picture show?" if count == 1 else f"What do these {formatting.count(count)} pictures show?"


def confirm(count: int, label: str) -> str:
    """Offer to agree with the network.

    Args:
        count: of the pictures.
        label: what the network says of the only one.
    """
    return f"Confirm: {label}" if count == 1 else f"Confirm {formatting.count(count)} pictures"


def take_back(count: int, label: str) -> str:
    """Offer to give the network the word again.

    Args:
        count: of the pictures.
        label: what was said about the only one.
    """
    return f"Take back: {label}" if count == 1 else f"Take back what was said about {formatting.count(count)} pictures"


def done(text: str) -> str:
    """Say that a step was done, by its text: ``correcting 12 pictures to dog``."""
    first, _, rest = text.partition(" ")
    return f"{_PAST[first]} {rest}." if first in _PAST else f"Done: {text}."


def undone(text: str) -> str:
    """Say that a step is taken back."""
    return f"Undone: {text}."


def redone(text: str) -> str:
    """Say that a step is there again."""
    return f"Done again: {text}."


def new_class(name: str) -> str:
    """Offer a class that is not there yet."""
    return f"New class “{name}”"


def kind(word: str, count: int) -> str:
    """Name reviewed pictures of one kind, with their number."""
    return f"{word} ({formatting.count(count)})"


def made(training_set: "TrainingSet") -> str:
    """Say what came of a training set, and what it still needs."""
    pictures = formatting.plural(sum(training_set.counts.values()), "picture")
    classes = formatting.count(len(training_set.counts)) + (" class" if len(training_set.counts) == 1 else " classes")
    parts = [f"A training set of {pictures} in {classes} is in “{folder_line(training_set.folder)}”."]
    if left_out := training_set.problems:
        were = "could not be read and is" if len(left_out) == 1 else "could not be read and are"
        parts.append(f"{formatting.plural(len(left_out), 'picture')} {were} not in it.")
    if training_set.shortcoming:
        parts.append(training_set.shortcoming)
    return " ".join(parts)


def proposed_folder(begin: Path) -> Path:
    """Name a folder that is not there yet; looks at the disk."""
    names = (f"Training set {number}" if number > 1 else "Training set" for number in range(1, 1000))
    return next((begin / name for name in names if not (begin / name).exists()), begin / "Training set")


def failed(error: BaseException) -> str:
    """Say why something was not done."""
    return sentence(str(error))

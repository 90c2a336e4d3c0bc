"""What the Classify page says; pure functions of plain values, no Qt."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop import formatting

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

DOT = " · "
_NO_FILE = "The file does not exist."
UNREADABLE_TITLE = "This picture could not be read"
UNREADABLE_ADVICE = (
    "If it opens in another program, save it there as JPEG or PNG and try again. Removing it takes it out of this "
    "list only; the file stays."
)
MISSING_ADVICE = (
    "It was moved or removed, or its disk is not connected. Try again when it is back, or remove it from this list."
)
MODEL_TITLE = "No model could be made ready"
MODEL_ADVICE = "Without a model nothing can be classified. If trying again does not help, install the program anew."
PICTURE_VIEW = "Picture"
NETWORK_VIEW = "Network's view"
NETWORK_VIEW_TIP = "What the network saw: the very pixels that it gets"
NETWORK_VIEW_NEEDS_MODEL = "What the network sees depends on the model, and none is ready."
CROP_TIP = "Draw the part that the network sees on the picture"
LARGE_TIP = "Large preview (Space)"
NOTHING_TO_PASTE = "There is no picture to paste. Copy a picture, or the files of some, first."


@dataclass(frozen=True)
class Facts:
    """What is known about a picture file.

    Attributes:
        width: upright, px.
        height: upright, px.
        byte_count: size of the file.
        modified: when the file was changed last, seconds since 1970.
    """

    width: int
    height: int
    byte_count: int
    modified: float


@dataclass(frozen=True)
class Work:
    """What the page is doing, in numbers.

    Attributes:
        pictures: in the list.
        shown: of these, pass the filter; None while there is no filter.
        failed: of these, could not be read.
        waiting: of these, have no result yet.
        passed_over: files in the given folders that are no pictures.
        is_searching: pictures are on their way, from folders or from the session that was left.
        is_opening: they come from the session that was left.
        is_loading: the model is being made ready.
        has_model: there is a model to classify with.
        is_classifying: the engine works.
        done: results of this run.
        total: pictures of this run.
        rate: such as ``98 pictures/s``; empty while unknown.
        left_s: estimated time left, s; None while unknown.
    """

    pictures: int = 0
    shown: int | None = None
    failed: int = 0
    waiting: int = 0
    passed_over: int = 0
    is_searching: bool = False
    is_opening: bool = False
    is_loading: bool = False
    has_model: bool = False
    is_classifying: bool = False
    done: int = 0
    total: int = 0
    rate: str = ""
    left_s: float | None = None

    @property
    def is_busy(self) -> bool:
        """True while there is something to wait for and to cancel."""
        return self.is_searching or self.is_classifying or (self.is_loading and self.waiting > 0)

    @property
    def can_go_on(self) -> bool:
        """True where something waits and nobody works on it."""
        return self.waiting > 0 and self.has_model and not self.is_busy


def sentence(words: str) -> str:
    """Write an error's line as a sentence; what may be a name or a path at its beginning stays as it is."""
    first = words.partition(" ")[0]
    begun = words[:1].upper() + words[1:] if first.isalpha() and first.islower() else words
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


def state_line(work: Work) -> str:
    """Say what the page is doing, or what it holds."""
    if work.is_classifying:
        parts = [f"Classifying {formatting.count(work.done)} of {formatting.count(work.total)}", work.rate]
        if work.left_s is not None and work.done < work.total:
            parts.append(f"{formatting.about(work.left_s)} left")
        if work.shown is not None:
            parts.append(f"{formatting.count(work.shown)} shown")
        return DOT.join(part for part in parts if part)
    if work.is_opening:
        return f"Opening the last session{DOT}{formatting.plural(work.pictures, 'picture')} so far"
    if work.is_searching:
        return f"Looking for pictures{DOT}{formatting.count(work.pictures)} so far"
    if work.is_loading and work.waiting:
        return f"Making the model ready{DOT}{formatting.plural(work.waiting, 'picture')} waiting"
    if not work.pictures:
        return ""
    if work.shown is not None:
        return f"{formatting.count(work.shown)} of {formatting.count(work.pictures)} shown"
    if work.waiting:
        line = f"{formatting.count(work.pictures - work.waiting)} of {formatting.plural(work.pictures, 'picture')} done"
    else:
        line = formatting.plural(work.pictures, "picture")
    if work.passed_over:
        line += f"{DOT}{formatting.plural(work.passed_over, 'other file')} passed over"
    return line


def failed_line(work: Work) -> str:
    """Say how many could not be read; empty where all could."""
    if not work.failed:
        return ""
    return f"{formatting.count(work.failed)} of {formatting.count(work.pictures)} could not be read"


def show_all(work: Work) -> str:
    """Offer to show all pictures again, while only those that could not be read are shown."""
    return f"Show all {formatting.plural(work.pictures, 'picture')} again"


def entry_tip(entry: "Entry") -> str:
    """What a row says when the mouse rests on it."""
    return "\n".join(
        part for part in (entry.path.name, entry.error or top_line(entry), folder_line(entry.path.parent)) if part
    )


def top_line(entry: "Entry") -> str:
    """The best class with its probability, and what a person said about it; empty while there is none of it."""
    network = f"{entry.predicted}, {formatting.percent(entry.confidence)}" if entry.predicted else ""
    if entry.is_confirmed:
        return f"{network} (confirmed)"
    if entry.is_corrected:
        return f"{entry.given} (corrected; the network says {network})" if network else f"{entry.given} (corrected)"
    return network


def removal_question(count: int) -> str:
    """Ask whether pictures shall leave the list."""
    return f"Remove {'this picture' if count == 1 else 'these pictures'} from the list?"


def removed(count: int) -> str:
    """Say that pictures left the list."""
    return f"{formatting.plural(count, 'picture')} {'was' if count == 1 else 'were'} removed from the list."


def reviews_lost(count: int) -> str:
    """Say what goes with pictures that are taken out of the list."""
    which, files = (
        ("1 picture", "The file stays where it is")
        if count == 1
        else (f"{formatting.count(count)} pictures", "The files stay where they are")
    )
    return f"What you said about {which} is lost with this. {files}."


def gone(path: Path) -> str:
    """Say that what was opened before is not there any more."""
    return f"“{path.name or path}” is not there any more. If it is on another disk, connect that and try again."


def unreadable_advice(error: str) -> str:
    """Say what can be done about a picture that could not be read."""
    return MISSING_ADVICE if error == _NO_FILE else UNREADABLE_ADVICE


def given_chip(entry: "Entry") -> str:
    """What the panel says about a class that a person gave and the network did not; empty where nobody did."""
    return f"You said {entry.given}" if entry.is_corrected else ""


def entry_for_a_reader(entry: "Entry") -> str:
    """What a screen reader says of a row."""
    return f"{entry.path.name}, {entry.error or top_line(entry) or 'waiting'}"


def facts_line(facts: Facts) -> str:
    """The numbers of a picture: size, bytes, date."""
    day = datetime.fromtimestamp(facts.modified).astimezone()
    return DOT.join(
        (
            f"{pixels(facts.width, facts.height)} px",
            formatting.size(facts.byte_count),
            f"{day.day} {day:%B %Y}",
        )
    )


def pixels(width: int, height: int) -> str:
    """Write a picture's size."""
    return f"{formatting.count(width)} × {formatting.count(height)}"  # noqa: RUF001  the sign that sizes are written with


def folder_line(folder: Path) -> str:
    """Write a folder; one below the user's own folder begins with ``~``."""
    return _written_folder(folder, Path.home())


@lru_cache(maxsize=1024)
def _written_folder(folder: Path, home: Path) -> str:
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def drop_line(count: int, is_counting: bool) -> tuple[str, str]:
    """What the overlay says while pictures are held over the window.

    Returns:
        A headline, and a line below it.
    """
    if is_counting:
        return "Drop to classify", f"Counting{DOT}{formatting.plural(count, 'picture')} so far"
    if count == 0:
        return "There are no pictures in this", "Only pictures, and folders that hold some, can be classified"
    return f"Drop to classify {formatting.plural(count, 'picture')}", "They stay where they are"


def found_nothing(paths: tuple[Path, ...]) -> str:
    """Say that a search came back empty."""
    what = f"“{paths[0].name or paths[0]}”" if len(paths) == 1 else f"these {formatting.count(len(paths))} places"
    return f"There are no pictures in {what}."


def opened_partly(opened: int, left: int) -> str:
    """Say that somebody did not want the rest of the session that was left."""
    if opened >= left:
        return ""
    return (
        f"{formatting.count(opened)} of {formatting.plural(left, 'picture')} of the last session were opened; "
        "the others are there again at the next start."
    )


def unread_folders(problems: tuple[tuple[Path, str], ...]) -> str:
    """Say which folders could not be looked into."""
    path, reason = problems[0]
    first = f"“{path.name or path}” could not be looked into: {reason}"
    more = len(problems) - 1
    return f"{first} (and {formatting.plural(more, 'more folder')})" if more else first


def already_there(count: int) -> str:
    """Say that some were in the list already."""
    return f"{formatting.plural(count, 'picture')} {'was' if count == 1 else 'were'} in the list already."


def margin_line(margin: float) -> str:
    """Say how far the best class is ahead of the second, 0 to 1."""
    return f"{formatting.percent(margin)} ahead"


def sureness(confidence: float, threshold: float, measured: str) -> str:
    """Say how sure the model is of a picture, and what that is worth.

    Args:
        confidence: the probability of the best class, 0 to 1.
        threshold: predictions below it are unsure, 0 to 1.
        measured: what the model's card says of pictures of which it is that sure; may be empty.
    """
    share, limit = formatting.percent(confidence), formatting.percent(threshold)
    line = f"Not unsure: {share}, and the threshold is {limit}."
    if confidence < threshold:
        line = f"Unsure: {share} is below the threshold of {limit}."
    return f"{line}\nMeasured with this model: {measured}." if measured else line


def seen_line(side: int, width: int, height: int) -> str:
    """Say what the network sees of a picture: its input's size, px, and the part of the picture's short side."""
    return f"{pixels(side, side)} px, from the middle of {pixels(width, height)} px"

"""What sorting says; pure functions of plain values, no Qt."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.wording import DOT, folder_line, sentence
from resnet_desktop.formatting import count, plural, size

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting import SortingPlan, Undoable
    from resnet_desktop.desktop.classify.sorting.outcomes import Listed, Sorted, Undone

SORT_TITLE = "Sort into folders"
KEYWORDS_TITLE = "Write classes as keywords"
UNDO_TITLE = "Undo sorting or keywords"
NO_PICTURES_TITLE = "There is nothing to sort yet"
NO_PICTURES_TEXT = "Add pictures to the list first."
PLANNING_TASK = "Planning where pictures go"
UNDOING_TASK = "Undoing a sorting"
LISTING_TASK = "Looking for sortings"
COPY_TEXT = "The pictures stay where they are."
MOVE_TEXT = "The pictures leave their folders. Undo brings them back."
KEYWORDS_TEXT = (
    "The class becomes a keyword in a file beside each picture, which digiKam, darktable and Lightroom read. The "
    "picture itself is not touched, and keywords of your own stay."
)
SIDECAR_TEXTS = (
    "digiKam and darktable make and read this name.",
    "Lightroom and other Adobe programs look for this name, beside raw files only.",
)
NO_TARGET = "Choose the folder to sort into first."
NO_WHOLE_TARGET = "Give the whole path of the folder, from the top."
NO_ROOT = "Give the keyword that the classes are put below."
NOTHING_TO_UNDO_TITLE = "There is nothing to undo"
NOTHING_TO_UNDO_TEXT = (
    "Each sorting and all keywords that you write are listed here, and can be taken back also after a restart."
)
CANNOT_OPEN = "No program was found that opens this folder: {}"

_DOING = {"copy": "Copying pictures", "move": "Moving pictures", "keywords": "Writing keywords"}
_DONE = {"copy": "copied", "move": "moved", "keywords": "written"}
_NOUN = {"copy": "picture", "move": "picture", "keywords": "keyword"}
_UNDONE = {"copy": ("copied file", "removed"), "move": ("file", "moved back"), "keywords": ("keyword", "taken back")}
_DO = {"copy": "Copy {}", "move": "Move {}", "keywords": "Write {}"}


def doing(what: str) -> str:
    """Name the task: ``Copying pictures``."""
    return _DOING[what]


def do_button(plan: "SortingPlan") -> str:
    """What the button says that does it: ``Copy 912 pictures``."""
    return _DO[plan.what].format(plural(plan.pictures, _NOUN[plan.what]))


def plan_title(plan: "SortingPlan") -> str:
    """Say what would be done."""
    if not plan.pictures:
        return "There is no keyword to write" if plan.what == "keywords" else "There is nothing to sort"
    if plan.what == "keywords":
        return f"{plural(plan.pictures, 'picture')} will get a keyword"
    into = f"into {plural(len(plan.folders), 'folder')}"
    return f"{plural(plan.pictures, 'picture')} will be {_DONE[plan.what]} {into}"


def plan_line(plan: "SortingPlan") -> str:
    """Say what is worth knowing before: where to, what it takes, what gets another name."""
    parts = []
    if plan.target is not None:
        parts.append(folder_line(plan.target))
    if plan.bytes_needed:
        parts.append(f"{size(plan.bytes_needed)} needed")
    if plan.renamed:
        parts.append(f"{plural(plan.renamed, 'file')} numbered, because the name is taken")
    if plan.what != "keywords" and plan.keywords is not None:
        parts.append("with keywords")
    return DOT.join(parts) or "Nothing has been changed yet."


def planned_word(plan: "SortingPlan") -> str:
    """Head what will be done."""
    noun = "keyword" if plan.what == "keywords" else "file"
    number = plan.pictures if plan.what == "keywords" else len(plan.pairs)
    return plural(number, noun)


def left_out_word(plan: "SortingPlan") -> str:
    """Head what stays out of it."""
    return f"{count(len(plan.left_out))} left out"


def place(target: Path, base: Path | None) -> str:
    """Write where a file goes, from the folder that is sorted into."""
    return str(target.relative_to(base)) if base is not None and target.is_relative_to(base) else folder_line(target)


def sorted_title(made: "Sorted") -> str:
    """Say what was done, as a headline and in a notice."""
    if not made.pictures:
        return f"No {_NOUN[made.what]} was {_DONE[made.what]}"
    return _done(made.what, made.pictures, made.planned)


def sorted_text(made: "Sorted") -> str:
    """Say where it is, why it ended early, and what can be done."""
    parts = []
    if made.stopped:
        parts.append(f"It ended early: {sentence(made.stopped)}")
    elif made.was_cancelled:
        parts.append("You stopped it.")
    if made.pictures and made.target is not None:
        parts.append(f"They are in {folder_line(made.target)}.")
    if made.problems:
        parts.append(
            f"{plural(len(made.problems), 'file')} stayed as {'it was' if len(made.problems) == 1 else 'they were'}."
        )
    if made.undoable is not None:
        parts.append(
            "You can go on or undo it, also later." if made.can_be_continued else "You can undo it, also later."
        )
    return " ".join(parts)


def undone_title(made: "Undone") -> str:
    """Say what was taken back, as a headline and in a notice."""
    if made.restored is None:
        return "Undoing was stopped"
    noun, verb = _UNDONE[made.what]
    if made.restored or not made.left:
        return f"{plural(made.restored, noun)} {verb}"
    return "Nothing could be undone"


def undone_text(made: "Undone") -> str:
    """Say what is left, and what can be done."""
    parts = []
    if made.restored is None:
        parts.append("What was taken back until then stays so. You can undo the rest, also later.")
    elif not made.left:
        parts.append(f"{'All files are as they were' if made.kept_folders else 'Everything is as it was'} before.")
    else:
        stay, which = ("stays as it is", "it") if len(made.left) == 1 else ("stay as they are", "each")
        parts.append(f"{plural(len(made.left), 'file')} {stay} now; the reason stands beside {which}.")
    if made.kept_folders:
        stay, hold = ("stays", "it holds") if len(made.kept_folders) == 1 else ("stay", "they hold")
        parts.append(f"{plural(len(made.kept_folders), 'folder')} {stay}, because {hold} something else now.")
    return " ".join(parts)


def when(sorting: "Undoable") -> str:
    """Say when a sorting began, in this machine's zone."""
    day = datetime.fromisoformat(sorting.started).astimezone()
    return f"{day.day} {day:%B %Y}, {day:%H:%M}"


def what(sorting: "Undoable") -> str:
    """Say what a sorting did: ``912 pictures copied``; nobody has counted where the program was stopped in it."""
    if sorting.done is None and sorting.state.value == "working":
        return f"Some of {plural(sorting.pictures, _NOUN[sorting.what])} {_DONE[sorting.what]}"
    return _done(sorting.what, sorting.pictures if sorting.done is None else sorting.done, sorting.pictures)


def interrupted(sorting: "Undoable") -> str:
    """Say that the program was stopped in a sorting."""
    return f"A sorting was interrupted: {what(sorting).lower()}. It can be continued or undone."


def where(sorting: "Undoable") -> str:
    """Say where a sorting put the pictures."""
    return folder_line(sorting.target) if sorting.target is not None else "beside the pictures"


def state(listed: "Listed", *, is_running: bool) -> str:
    """Say what is special about a sorting; empty where nothing is."""
    if is_running:
        return "Runs now"
    if not listed.is_reachable:
        return "Its disk is not connected"
    if listed.sorting.state.value == "undoing":
        return "Partly undone"
    return "Stopped before its end" if listed.can_be_continued else ""


def _done(what_was_done: str, number: int, planned: int) -> str:
    noun, verb = _NOUN[what_was_done], _DONE[what_was_done]
    if number < planned:
        return f"{count(number)} of {plural(planned, noun)} {verb}"
    return f"{plural(number, noun)} {verb}"

"""What a comparison says; pure functions of plain values, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.wording import DOT
from resnet_desktop.formatting import count, percent, plural

if TYPE_CHECKING:
    from resnet_desktop.classification.accuracy import Accuracy
    from resnet_desktop.desktop.classify.comparing.running import Compared
    from resnet_desktop.desktop.classify.scope import Scope

TITLE = "Compare with another model"
START_TITLE = "See where two models differ"
START_TEXT = "The second model classifies the same pictures. The results in the list stay as they are."
NO_SECOND_TITLE = "There is no second model yet"
NO_SECOND_TEXT = (
    "Train one on your own pictures, or import or download one on the Models page. Every model there can be compared "
    "with the one in use."
)
NO_PICTURES_TITLE = "There are no pictures to compare"
NO_PICTURES_TEXT = "Add pictures to the list first; then two models can be compared on them."
FAILED_TITLE = "The models could not be compared"
UNLISTED_TITLE = "The models could not be listed"
NOTHING_IN_COMMON_TITLE = "No picture could be compared"
AGREED_TITLE = "Both models say the same"
WAITING = "Waiting until what runs is done"
STOPPING = "Stopping…"
NO_FOLDERS = "Which one is right is told where pictures lie in folders named after a class that both know."


def scope_line(scope: "Scope") -> str:
    """Say which pictures: ``all 3,400 pictures``, ``the picture shown``."""
    if scope.word == "all":
        return f"all {plural(scope.count, 'picture')}" if scope.count != 1 else "the one picture"
    return f"the {plural(scope.count, 'picture')} {scope.word}" if scope.count != 1 else f"the picture {scope.word}"


def busy_title(is_loading: bool) -> str:
    """Say what is being done."""
    return "Making the second model ready" if is_loading else "Classifying the same pictures"


def busy_line(done: int, total: int | None, rate: str, left_s: float | None) -> str:
    """Say how far it is, how fast, and how long it will take."""
    if not total:
        return ""
    left = f"{formatting.about(left_s)} left" if left_s is not None and done < total else ""
    return DOT.join(part for part in (f"{count(done)} of {count(total)}", rate, left) if part)


def agreement(compared: "Compared") -> tuple[str, str]:
    """Say how often both say the same: a number, and what it counts."""
    agreed, judged = compared.comparison.agreed, compared.comparison.judged
    return percent(agreed / judged), f"{count(agreed)} of {plural(judged, 'picture')}"


def rightness(accuracy: "Accuracy") -> tuple[str, str]:
    """Say how often a model is right: a number, and what it counts."""
    return percent(accuracy.right / accuracy.judged), f"{count(accuracy.right)} of {count(accuracy.judged)} right"


def partial_line(compared: "Compared") -> str:
    """Say that only a part was compared; empty where it was all."""
    if not compared.is_partial:
        return ""
    return f"Stopped after {count(compared.done)} of {plural(compared.total, 'picture')}; only these are counted."


def left_out_line(compared: "Compared") -> str:
    """Say how many pictures do not count, and why; empty where all do."""
    first, second = compared.first, compared.second
    reasons = {
        "MISSING_IN_FIRST": f"not classified by {first}",
        "MISSING_IN_SECOND": f"not classified by {second}",
        "UNREADABLE": "could not be read",
        "FIRST_SAYS_UNKNOWN": f"{first} says a class that {second} does not know",
        "SECOND_SAYS_UNKNOWN": f"{second} says a class that {first} does not know",
        "BOTH_SAY_UNKNOWN": "each says a class that the other does not know",
    }
    left_out = [(number, reasons[reason.name]) for reason, number in compared.comparison.not_compared]
    if not left_out:
        return ""
    head = f"{plural(sum(number for number, _ in left_out), 'picture')} not counted"
    if len(left_out) == 1:
        return f"{head}: {left_out[0][1]}"
    return DOT.join((head, *(f"{count(number)}: {reason}" for number, reason in left_out)))


def nothing_in_common(compared: "Compared") -> str:
    """Say why no picture counts."""
    return f"{left_out_line(compared)}.\n\nTwo models can be compared where they know the same classes."


def all_agree(compared: "Compared") -> str:
    """Say that there is no difference."""
    judged = compared.comparison.judged
    return f"There is no difference in {plural(judged, 'picture')}."


def differences_line(shown: int, first: str, second: str) -> str:
    """Say what the table shows: all differences, or those of one pair of classes."""
    return f"{plural(shown, 'difference')}: {first} or {second}" if first else plural(shown, "difference")


def exported(number: int, name: str) -> str:
    """Say that an export is done."""
    return f"Exported {plural(number, 'difference')} to “{name}”."

"""What the map's controls say; pure functions of plain values, no Qt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.wording import sentence

if TYPE_CHECKING:
    from resnet_desktop.jobs import Progress

TRUE_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class MethodWords:
    """How a method is offered; what its maps show is told by `explanation.method_text`.

    Attributes:
        key: of the method; the value of `explanation.Method`.
        name: in the menu.
        tip: what it asks, and what it takes.
        doing: what is being done while it is made.
    """

    key: str
    name: str
    tip: str
    doing: str = "Making the map"


CLASS_MAP = MethodWords("class_map", "Class map", "What speaks for the class, and where; at once")
DIFFERENCE = MethodWords("difference", "Difference", "Why this class and not that one; at once")
OCCLUSION = MethodWords(
    "occlusion",
    "Occlusion",
    "What the class cannot do without: places are covered one after another, which takes some seconds",
    "Covering parts of the picture",
)
METHODS = (CLASS_MAP, DIFFERENCE, OCCLUSION)

SHOW = "Show the map"
HIDE = "Hide the map"
TOGGLE_TIP = "The places of the picture that speak for a class (H)"
NEEDS_MODEL = "A map needs a model that is ready."
NEEDS_RESULT = "The map comes with the picture's result."
OF_ANOTHER_MODEL = "This result is another model's; the map comes when the picture is classified anew."
ONLY_CLASS = "There is no second class to compare with."
MAKING = f"{CLASS_MAP.doing}…"
STOPPED = "Stopped; the map is coarse"
SAVE_TIP = "Save the map as PNG…"
EVIDENCE_TIP = (
    "How much each place speaks for the class, in logits: the sums that the network makes before it turns them into "
    "percent"
)
FALL_TIP = "How much of the class's probability is lost when a place is covered"
MAP_ONLY_TIP = "Show the map without the picture"


def progress_line(progress: "Progress") -> str:
    """Say how far an occlusion map is: ``48 of 144 places covered``."""
    if progress.total is None:
        return f"{OCCLUSION.doing}…"
    return f"{formatting.count(progress.done)} of {formatting.count(progress.total)} places covered"


def scale_title(unit: str) -> str:
    """Head the scale with what it counts; how exactly is in its tooltip: ``Evidence`` of ``evidence (logit)``."""
    return unit.partition(" (")[0].capitalize()


def write_fall(value: float) -> str:
    """Write how much of a probability is lost: ``12.5 %``, with a true minus where it grows."""
    number = 100 * value
    return f"{number:.1f} %".replace("-", TRUE_MINUS) if round(number, 1) else "0.0 %"


def failure(error: BaseException) -> str:
    """Say in one sentence that there is no map, and why."""
    return f"The map could not be made: {sentence(str(error))}"


def file_name(stem: str, title: str) -> str:
    """Propose a name for a saved map: ``cat - Class map of dog.png``, without what file systems refuse."""
    name = "".join("_" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in f"{stem} - {title}")
    return f"{name[:120].rstrip(' .')}.png"


def saved(name: str) -> str:
    """Say that a map was saved."""
    return f"The map was saved as “{name}”."


def why_not(label: str, other: str) -> str:
    """Offer a comparison."""
    return f"Why {label} and not {other}?"


def why(label: str) -> str:
    """Offer a map of a class."""
    return f"Why {label}?"


def it_is(label: str) -> str:
    """Offer to say what a picture shows."""
    return f"It is {label}"

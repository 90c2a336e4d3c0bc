"""The models that can be chosen, as menus show them: read by a task, said by pure functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.models import Entry

NO_MODELS = "There are no models yet"


@dataclass(frozen=True)
class ListedModel:
    """One model of the library.

    Attributes:
        name: in the library.
        title: what a person reads; the name where it is their own, or damaged.
        classes: how many it tells apart.
        accuracy: how often its first class is right on the pictures named beside, 0 to 1; None where nobody measured.
        measured_on: ``test`` or ``validation``.
        is_bundled: it came with the program.
        problem: why it cannot be used, in a few words; empty where it can.
    """

    name: str
    title: str
    classes: int = 0
    accuracy: float | None = None
    measured_on: str = ""
    is_bundled: bool = False
    problem: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it can be chosen."""
        return not self.problem


ReadModels = Callable[[Control], tuple[ListedModel, ...]]


def read_models(control: Control) -> tuple[ListedModel, ...]:
    """Read the cards of the program's library.

    Args:
        control: is asked before it is done.
    Returns:
        Every model, the bundled ones first, then the user's in alphabetical order; damaged ones with their problem.
    Raises:
        UserError: the library cannot be read.
        Cancelled: nobody wants to know any more.
    """
    from resnet_desktop.models import default_library  # noqa: PLC0415  after the window's first paint

    control.check()
    return tuple(listed(entry) for entry in default_library().list())


def listed(entry: "Entry") -> ListedModel:
    """Say what lists show of a model."""
    from resnet_desktop.models import accuracy_of  # noqa: PLC0415

    if entry.card is None:
        problem = str(entry.error or "damaged")
        return ListedModel(entry.name, entry.name, is_bundled=entry.is_bundled, problem=problem)
    measured = accuracy_of(entry.card)
    return ListedModel(
        name=entry.name,
        title=entry.card.title if entry.is_bundled else entry.name,  # people know theirs by the names they gave
        classes=entry.card.classes,
        accuracy=None if measured is None else measured.top1,
        measured_on="" if measured is None else measured.part,
        is_bundled=entry.is_bundled,
    )


def facts_line(model: ListedModel) -> str:
    """Say in a few words what a model is: how many classes, how often it is right; or why it cannot be used."""
    if not model.is_usable:
        return "Damaged"
    words = plural_classes(model.classes)
    return words if model.accuracy is None else f"{words} · {formatting.percent(model.accuracy)} right"


def tip(model: ListedModel) -> str:
    """Say everything about a model, a line for each fact."""
    if not model.is_usable:
        return f"{model.name}\nCannot be used: {model.problem}"
    lines = [model.title, f"Name: {model.name}", plural_classes(model.classes)]
    if model.accuracy is not None:
        lines.append(f"{formatting.percent(model.accuracy)} of the {model.measured_on} pictures right")
    lines.append("Came with the program" if model.is_bundled else "Your own")
    return "\n".join(lines)


def plural_classes(number: int) -> str:
    """Write a number of classes."""
    return "1 class" if number == 1 else f"{formatting.count(number)} classes"

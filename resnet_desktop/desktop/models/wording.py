"""What the Models page says; pure functions of plain values, no Qt."""

from collections.abc import Collection

from resnet_desktop import formatting
from resnet_desktop.desktop.model_list import facts_line
from resnet_desktop.desktop.models.offer import wording as offer_wording
from resnet_desktop.desktop.models.reading import ShownModel

READING = "Reading the library…"
FAILED = "The models cannot be listed"
EMPTY = "No models yet"
ADD = "Add a model…"
ADD_TIP = "From a file of this program, Keras, PyTorch or timm; or drop it on the window"
ADD_KINDS = "Models (*.resnet *.h5 *.hdf5 *.keras *.safetensors *.npz);;All files (*)"
CURRENT = "In use"
BASE = "Base for training"
USE_TIP = "Classify with this model from now on, and look inside it"
RENAME_TIP = "Give this model another name"
DUPLICATE_TIP = "Make a copy that is your own"
SHARE_TIP = "Save the model as one file, which this program opens on another machine"
VERIFY_TIP = "Read the whole model and make every check"
FOLDER_TIP = "Show the model's folder"
DELETE_TIP = "Delete the model from the library"
BUNDLED_TIP = "It came with the program and stays as it is; a duplicate is your own"
NO_FILE_MANAGER = "No program here can show the folder {}."
NOTE_HINT = "Notes about this model"
NOTE_KEPT = "Kept beside the model; they are not part of what is shared"
DAMAGED_TEXT = "It cannot be used. Remove it, or add it again from the file it came from."
DAMAGED_BUNDLED_TEXT = "It cannot be used. It came with the program: install that again."
_FIRST_CLASSES = 10


def headline(models: tuple[ShownModel, ...] | None) -> str:
    """Say how many models there are and what they take: ``3 models · 141 MB``."""
    if models is None:
        return READING
    here = [model for model in models if model.offer is None]
    total = sum(model.size for model in here)
    return f"{formatting.plural(len(here), 'model')} · {formatting.size(total)}" if here else EMPTY


def second_line(model: ShownModel) -> str:
    """Say in the list what a model is: ``10 classes · 92.4 % right · 47.1 MB``."""
    if model.offer is not None:
        return offer_wording.line(model.offer.here, model.offer.total)
    words = BASE if model.is_base else facts_line(model.listed)
    return f"{words} · {formatting.size(model.size)}"


def subtitle(model: ShownModel) -> str:
    """Say below a model's title what it is called and where it came from."""
    origin = "came with the program" if model.listed.is_bundled else "your own"
    name = "" if model.listed.title == model.name else f"{model.name} · "
    return f"{name}{origin} · {formatting.size(model.size)}"


def classes_line(labels: tuple[str, ...]) -> str:
    """Name the first classes: ``airplane, automobile, … and 990 more``."""
    named = ", ".join(labels[:_FIRST_CLASSES])
    more = len(labels) - _FIRST_CLASSES
    return f"{named} and {formatting.count(more)} more" if more > 0 else named


def all_classes(number: int) -> str:
    """Offer the list of all classes."""
    return f"All {formatting.count(number)} classes"


def proposed_copy(name: str, taken: Collection[str]) -> str:
    """Propose a name for a copy: ``shapes-2``, or the next number that is free."""
    lower = {each.lower() for each in taken}
    number = 2
    while f"{name}-{number}".lower() in lower:
        number += 1
    return f"{name}-{number}"


def sound(name: str, passed: int) -> str:
    """Say that a thorough look at a model found nothing."""
    return f"“{name}” is sound: it passed all {formatting.plural(passed, 'check')}."


def damaged(model: ShownModel) -> str:
    """Say that a thorough look at a model found damage, and what to do."""
    return f"“{model.name}” is damaged. {damaged_text(model)}"


def damaged_text(model: ShownModel) -> str:
    """Say what can be done about a damaged model."""
    return DAMAGED_BUNDLED_TEXT if model.listed.is_bundled else DAMAGED_TEXT


def added(name: str, kind: str, notices: tuple[str, ...], *, is_base: bool) -> str:
    """Say what came of a file."""
    what = "a base for trainings" if is_base else "a model"
    return " ".join([f"“{name}” is {what} of yours now ({kind}).", *notices])


def shared(name: str, size: int) -> str:
    """Say that a model was saved as one file."""
    return f"{name} was written, {formatting.size(size)}."


def delete_title(model: ShownModel) -> str:
    """Ask before deleting."""
    return f"Delete “{model.name}”?"


def delete_text(model: ShownModel, *, is_current: bool) -> str:
    """Say what would be lost, how much disk comes back, and what follows where it is in use."""
    what = "base" if model.is_base else "model"
    words = f"The {what} would be gone for good. {formatting.size(model.size)} of disk come back."
    return f"{words} It is in use; another model takes its place." if is_current else words


def deleted(name: str, freed: int) -> str:
    """Say that a model is gone."""
    return f"“{name}” was deleted; {formatting.size(freed)} came back."

"""The pictures that a model from a training was chosen by: what else is to be chosen about it can be tried on them."""

from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card
from resnet_desktop.quantisation.pictures import Labelled, in_folder, named
from resnet_desktop.training.run import Run, RunError

SOURCE = "validation pictures of its training"
"""A few words about where they come from."""


def validation_pictures(card: Card) -> list[Labelled]:
    """Give the validation pictures of the training that a model is from.

    Args:
        card: the model's; the run has its name.
    Raises:
        UserError: there is no such training here.
    """
    try:
        data = Run.open(card.name).data
    except RunError as error:
        raise UserError(
            f"The model {card.name!r} was not trained here, so there are no validation pictures; choose a folder"
        ) from error
    labels = {name: index for index, name in enumerate(card.labels)}
    return [Labelled(data.folder / each.path, labels.get(data.classes[each.label], -1)) for each in data.validation]


def pictures_for(card: Card, folder: Path | None, control: Control) -> tuple[list[Labelled], str]:
    """Find the pictures that a model is made faster with.

    Args:
        card: the model's.
        folder: where they are; None for the validation pictures of the training that the model is from.
        control: is asked now and then whether to stop.
    Returns:
        The pictures, and a few words about where they come from.
    Raises:
        UserError: there is no such folder, or the model is from no training here.
        Cancelled: somebody asked for it.
    """
    if folder is None:
        return validation_pictures(card), SOURCE
    pictures = in_folder(folder, card, control)
    return pictures, named(folder, pictures)

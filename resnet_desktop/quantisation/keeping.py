"""A model's ranges, written into its card."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from resnet_desktop import paths
from resnet_desktop.models import Card, Library, ModelError
from resnet_desktop.models.store import CARD_FILE, read_card


def keep_ranges(library: Library, card: Card, record: Mapping[str, Any] | None) -> Card:
    """Replace the ranges of one of the user's models; nothing else of it changes, and its weights are not written.

    Args:
        library: where the model is.
        card: the model that was calibrated.
        record: ranges, as a card has them; None to have none.
    Returns:
        The card as it is now.
    Raises:
        UnknownModelError: the model is not there any more.
        ModelError: it came with the program, has other weights by now, or cannot be written.
    """
    entry = library.entry(card.name)
    if entry.is_bundled:
        raise ModelError(entry.folder, "this model came with the program and keeps its card; duplicate it first")
    now = read_card(entry.folder)
    if now.weights_sha256 != card.weights_sha256:
        raise ModelError(entry.folder, "this model was replaced meanwhile; try again")
    changed = dataclasses.replace(now, int8_ranges=record)
    try:
        paths.write_atomically(entry.folder / CARD_FILE, changed.to_json().encode())
    except OSError as error:
        raise ModelError(entry.folder, f"the card cannot be written ({error.strerror or error})") from error
    return changed

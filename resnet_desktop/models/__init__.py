"""What a trained model is: its card, its weights, and the library they are kept in."""

from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.library import DEFAULT_MODEL, Entry, Library, Report, UnknownModelError, default_library
from resnet_desktop.models.store import read_model, write_model
from resnet_desktop.models.weights import read_weights

__all__ = [
    "DEFAULT_MODEL",
    "Card",
    "Entry",
    "Library",
    "Model",
    "ModelError",
    "Report",
    "UnknownModelError",
    "WeightsError",
    "default_library",
    "read_model",
    "read_weights",
    "write_model",
]

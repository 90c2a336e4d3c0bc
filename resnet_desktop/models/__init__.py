"""What a trained model is: its card, its weights, and the library they are kept in."""

from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.changes import duplicate, rename
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.library import (
    DEFAULT_MODEL,
    Entry,
    Library,
    NameTakenError,
    Report,
    UnknownModelError,
    default_library,
)
from resnet_desktop.models.metrics import MeasuredAccuracy, accuracy_of
from resnet_desktop.models.store import read_model, write_model
from resnet_desktop.models.weights import read_weights

__all__ = [
    "DEFAULT_MODEL",
    "Card",
    "Entry",
    "Library",
    "MeasuredAccuracy",
    "Model",
    "ModelError",
    "NameTakenError",
    "Report",
    "UnknownModelError",
    "WeightsError",
    "accuracy_of",
    "default_library",
    "duplicate",
    "read_model",
    "read_weights",
    "rename",
    "write_model",
]

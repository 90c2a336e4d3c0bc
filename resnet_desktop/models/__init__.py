"""What a trained model is: its card, its weights, and the library they are kept in."""

from resnet_desktop.models.card import Card, Model
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.store import read_model, write_model
from resnet_desktop.models.weights import read_weights

__all__ = ["Card", "Model", "ModelError", "WeightsError", "read_model", "read_weights", "write_model"]

"""The use case: pictures in, results out."""

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.pipeline import classify
from resnet_desktop.classification.results import Prediction, Result

__all__ = ["Entry", "Prediction", "Result", "classify"]

"""The use case: pictures in, results out."""

from resnet_desktop.classification.pipeline import classify
from resnet_desktop.classification.results import Prediction, Result

__all__ = ["Prediction", "Result", "classify"]

"""Why a picture got its class: maps of the places that speak for a class, or that it cannot do without."""

from resnet_desktop.classification.explanation.class_maps import ClassMaps, class_maps, shifts_for
from resnet_desktop.classification.explanation.drawing import over, save_png, scale_rgb, to_rgb, to_rgba
from resnet_desktop.classification.explanation.heatmap import Heatmap
from resnet_desktop.classification.explanation.methods import ExplanationError, Method, MethodText, method_text
from resnet_desktop.classification.explanation.occlusion import OcclusionMaps, Squares, occlusion_maps

__all__ = [
    "ClassMaps",
    "ExplanationError",
    "Heatmap",
    "Method",
    "MethodText",
    "OcclusionMaps",
    "Squares",
    "class_maps",
    "method_text",
    "occlusion_maps",
    "over",
    "save_png",
    "scale_rgb",
    "shifts_for",
    "to_rgb",
    "to_rgba",
]

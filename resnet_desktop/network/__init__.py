"""What a ResNet is: pure data, no numeric framework."""

from resnet_desktop.network.architecture import (
    LISTING,
    NETWORKS,
    RESNET50,
    RESNET50_V15,
    BlockConvolution,
    Network,
    Normalisation,
    Stage,
)
from resnet_desktop.network.graph import Graph, NetworkError, build
from resnet_desktop.network.layers import Kind, Layer, Variable

__all__ = [
    "LISTING",
    "NETWORKS",
    "RESNET50",
    "RESNET50_V15",
    "BlockConvolution",
    "Graph",
    "Kind",
    "Layer",
    "Network",
    "NetworkError",
    "Normalisation",
    "Stage",
    "Variable",
    "build",
]

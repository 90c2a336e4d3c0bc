"""The colours that mean something in a residual network: the same in drawing, tree, charts, lab and tour."""

from resnet_desktop.network.drawing.palette import ADDITION, CONVOLUTIONAL, IDENTITY, LAYERS, OTHER, SHORTCUT
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK

__all__ = ["ADDITION", "BLOCKS", "CONVOLUTIONAL", "IDENTITY", "KINDS", "OTHER", "RESIDUAL", "SHORTCUT"]

RESIDUAL = "#56B4E9"
"""The residual branch: F(x)."""

KINDS = LAYERS
"""Kinds of layers that have a colour; all else is `OTHER`."""

BLOCKS = {CONVOLUTIONAL_BLOCK: CONVOLUTIONAL, IDENTITY_BLOCK: IDENTITY}
"""Of each kind of block."""

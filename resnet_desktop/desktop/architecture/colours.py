"""The colours that mean something in a residual network: the same in drawing, tree, charts, lab and tour."""

from resnet_desktop.network import Kind
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK

CONVOLUTIONAL = "#0072B2"
"""A convolutional block, and its projection."""

IDENTITY = "#009E73"
"""An identity block."""

SHORTCUT = "#E69F00"
"""The skip connection: x."""

ADDITION = "#D55E00"
"""The addition F(x) + x."""

RESIDUAL = "#56B4E9"
"""The residual branch: F(x)."""

OTHER = "#7F8794"
"""The stem, the classifier, and layers that only rearrange."""

KINDS = {
    Kind.CONVOLUTION: "#56B4E9",
    Kind.BATCH_NORM: "#CC79A7",
    Kind.RELU: "#F0E442",
    Kind.ADD: ADDITION,
}
"""Kinds of layers that have a colour; all else is `OTHER`."""

BLOCKS = {CONVOLUTIONAL_BLOCK: CONVOLUTIONAL, IDENTITY_BLOCK: IDENTITY}
"""Of each kind of block."""

"""The network as a drawing: where everything lies, and the same as SVG. No Qt, no numeric framework."""

from resnet_desktop.network.drawing.elements import Addition, Arrow, Box, BoxKind, Drawing, Role
from resnet_desktop.network.drawing.layout import all_expandable, lay_out, stage_names

__all__ = [
    "Addition",
    "Arrow",
    "Box",
    "BoxKind",
    "Drawing",
    "Role",
    "all_expandable",
    "lay_out",
    "stage_names",
]

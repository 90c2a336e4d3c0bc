"""What the drawing says beside itself: no Qt."""

from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.formatting import plural
from resnet_desktop.network import Graph, Layer
from resnet_desktop.network.groups import Group, blocks, stages
from resnet_desktop.network.tables import KIND_WORDS, shape_text

SUFFIXES = (".svg", ".png", ".pdf")
"""What a drawing can be saved as."""


class DrawingFileError(UserError):
    """A drawing was not saved.

    Attributes:
        path: the file that was wanted.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The drawing was not saved as {path.name}: {reason}")
        self.path = path


def described(graph: Graph, name: str) -> str:
    """Say in a few lines what lies under the mouse; empty for what the graph does not have."""
    for group in (*blocks(graph), *stages(graph)):
        if group.name == name:
            kind = f", {group.kind}" if group.kind else ""
            return "\n".join((f"{name[:1].upper()}{name[1:]}{kind}", *_costs(group.output_shape, group)))
    for layer in graph.layers:
        if layer.name == name:
            return "\n".join((f"{name}, {KIND_WORDS[layer.kind]}", *_costs(layer.output_shape, layer)))
    return ""


def _costs(shape: tuple[int, ...], item: Group | Layer) -> tuple[str, ...]:
    parameters, macs = item.parameter_count, item.macs
    costs = f"{plural(parameters, 'parameter')}, {plural(macs, 'MAC')}" if parameters or macs else "no parameters"
    return f"output {shape_text(shape)}", costs

"""What the arrow keys lead to, and what has to be expanded to see something: no Qt."""

from resnet_desktop.network import Graph
from resnet_desktop.network.drawing import Box, Drawing
from resnet_desktop.network.groups import blocks, stages

Way = tuple[int, int]
"""One of the four: (1, 0) is to the right, (0, 1) is down."""


def step_from(drawing: Drawing, name: str, way: Way) -> str:
    """Name what comes next.

    Args:
        drawing: what is drawn.
        name: where to go from; what is not drawn begins at the input.
        way: up and down go along the flow, over frames; left and right go to what is drawn there.
    Returns:
        A name; the same one where nothing comes.
    """
    stops = [box for box in drawing.boxes if not box.is_expanded]
    place = drawing.place(name)
    if place is None:
        return stops[0].name
    across, down = way
    if across:
        return _beside(drawing, stops, name, across)
    names = _flow(drawing)
    if name not in names:
        return _into_flow(drawing, names, name, down)
    return names[min(len(names) - 1, max(0, names.index(name) + down))]


def end_of(drawing: Drawing, *, is_last: bool) -> str:
    """Name the first or the last box of the flow."""
    return _flow(drawing)[-1 if is_last else 0]


def container_of(drawing: Drawing, name: str) -> str:
    """Name the frame that something lies in; empty for the whole network."""
    if plus := drawing.additions_by_name.get(name):
        block = drawing.by_name[plus.block]
        return block.name if block.is_expanded else block.inside
    box = drawing.by_name.get(name)
    return box.inside if box else ""


def needed_for(graph: Graph, name: str) -> tuple[str, ...]:
    """Name what has to be expanded so that something is drawn: its stage, and its block for a layer."""
    for stage in stages(graph):
        if name == stage.name:
            return ()
        for block in blocks(graph):
            if block.layers[0].stage == stage.layers[0].stage:
                if block.name == name:
                    return () if block.name == stage.name else (stage.name,)
                if any(layer.name == name for layer in block.layers):
                    return tuple(dict.fromkeys((stage.name, block.name)))
    return ()


def _flow(drawing: Drawing) -> list[str]:
    """Everything on the main path that is no frame, as the tensor meets it; the addition among layers too."""
    names = [box.name for box in drawing.boxes if not box.is_expanded and not box.name.endswith("_branch1")]
    for plus in drawing.additions:
        if drawing.by_name[plus.block].is_expanded:
            arrow = next(each for each in drawing.arrows if each.source == plus.name)
            names.insert(names.index(arrow.target), plus.name)
    return names


def _into_flow(drawing: Drawing, names: list[str], name: str, down: int) -> str:
    """Go on from a frame, from a shortcut, or from the addition of a collapsed block."""
    if inside := [box.name for box in drawing.boxes if box.name in names and _is_inside(drawing, box, name)]:
        return inside[0] if down > 0 else names[max(0, names.index(inside[0]) - 1)]
    if down > 0:
        return next((arrow.target for arrow in drawing.arrows if arrow.source == name), name)
    return next((arrow.source for arrow in drawing.arrows if arrow.target == name), name)


def _beside(drawing: Drawing, stops: list[Box], name: str, across: int) -> str:
    left, top, width, height = drawing.place(name) or (0, 0, 0, 0)
    x, y = left + width / 2, top + height / 2

    def distance(box: Box) -> float:
        other_x, other_y = box.middle
        return (other_x - x) * across + 2 * max(0.0, abs(other_y - y) - (box.height + height) / 2)

    edge = left if across < 0 else left + width
    there = [box for box in stops if box.name != name and (box.middle[0] - edge) * across > 0]
    return min(there, key=distance).name if there else name


def _is_inside(drawing: Drawing, box: Box, name: str) -> bool:
    while box.inside:
        if box.inside == name:
            return True
        box = drawing.by_name[box.inside]
    return False

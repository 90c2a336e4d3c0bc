"""Where everything lies: stages one below the other, in as many columns as make the whole about as high as wide."""

from collections.abc import Sequence

from resnet_desktop.network.drawing import wording
from resnet_desktop.network.drawing.columns import fill_columns, in_columns
from resnet_desktop.network.drawing.elements import BoxKind, Drawing
from resnet_desktop.network.drawing.grouping import closed, closed_stage, open_ends, open_stage
from resnet_desktop.network.drawing.pieces import Piece, flatten
from resnet_desktop.network.drawing.sizes import MARGIN
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import Group, blocks, stages

_LEAST_COLUMN = 540.0
"""A column shorter than this takes in what comes next, px."""


def stage_names(graph: Graph) -> frozenset[str]:
    """The residual stages: expanded to their blocks unless somebody wants it otherwise."""
    return frozenset(stage.name for stage in stages(graph)[1:-1])


def all_expandable(graph: Graph) -> frozenset[str]:
    """Everything that consists of something: stages, blocks, stem and classifier."""
    return frozenset(group.name for group in (*stages(graph), *blocks(graph)))


def lay_out(graph: Graph, expanded: frozenset[str]) -> Drawing:
    """Lay a network out.

    Args:
        graph: the network at its sizes.
        expanded: names of the stages and blocks whose inside is drawn, of `all_expandable`; others do nothing.
    Returns:
        Everything at its place. An expanded block changes nothing about which stage stands in which column.
    """
    groups = stages(graph)
    members = _members(graph, groups)
    pieces = _pieces(graph, groups, members, expanded)
    calm = expanded & {group.name for group in groups[1:-1]}
    heights = [piece.height for piece in (pieces if calm == expanded else _pieces(graph, groups, members, calm))]
    columns = fill_columns(heights, max(_LEAST_COLUMN, *heights))
    whole = in_columns(pieces, columns)
    boxes, arrows, additions = flatten(whole, MARGIN + whole.left, MARGIN)
    width, height = whole.left + whole.right + 2 * MARGIN, whole.height + 2 * MARGIN
    return Drawing(width, height, tuple(boxes), tuple(arrows), tuple(additions), expanded)


def _members(graph: Graph, groups: Sequence[Group]) -> dict[str, list[Group]]:
    named: dict[str, list[Group]] = {group.name: [] for group in groups}
    for block in blocks(graph):
        if block.kind:
            named[f"stage {block.layers[0].stage}"].append(block)
    return named


def _pieces(
    graph: Graph, groups: Sequence[Group], members: dict[str, list[Group]], expanded: frozenset[str]
) -> list[Piece]:
    pieces = [closed(graph.layers[0], BoxKind.INPUT, wording.input_lines(graph))]
    for group in groups:
        inside, before = members[group.name], pieces[-1]
        if group.name in expanded:
            pieces.append(open_stage(group, inside, expanded, before.last, before.text) if inside else open_ends(group))
        elif inside:
            pieces.append(closed_stage(group, inside))
        else:
            pieces.append(closed(group, BoxKind.PLAIN, wording.ends_lines(group, graph.classes)))
    return pieces

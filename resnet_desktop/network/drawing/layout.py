"""Where everything lies: stages one below the other, in as many columns as make the whole about as high as wide."""

from collections.abc import Sequence

from resnet_desktop.network.drawing import wording
from resnet_desktop.network.drawing.elements import Arrow, BoxKind, Drawing, Point, Role
from resnet_desktop.network.drawing.grouping import closed, closed_stage, open_ends, open_stage
from resnet_desktop.network.drawing.pieces import Piece, flatten
from resnet_desktop.network.drawing.sizes import GUTTER, LABEL_DROP, LABEL_GAP, LABEL_SHIFT, MARGIN
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
    drawn, arrows = _in_columns(pieces, _columns(heights))
    boxes, inner, additions = flatten(drawn)
    right = max(box.left + box.width for box in boxes)
    bottom = max(y + piece.height for _, y, piece in drawn)
    has_foot = any(point[1] > bottom for arrow in arrows for point in arrow.points)
    height = bottom + MARGIN + (6 if has_foot else 0)
    return Drawing(right + MARGIN, height, tuple(boxes), (*arrows, *inner), tuple(additions), expanded)


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


def _columns(heights: Sequence[float]) -> list[list[int]]:
    """Fill columns from the top, none higher than the highest part or the least height of a column."""
    most = max(_LEAST_COLUMN, *heights)
    columns: list[list[int]] = [[]]
    filled = 0.0
    for place, height in enumerate(heights):
        if columns[-1] and filled + LABEL_GAP + height > most:
            columns.append([])
            filled = 0.0
        filled += height + (LABEL_GAP if columns[-1] else 0)
        columns[-1].append(place)
    return columns


def _in_columns(
    pieces: Sequence[Piece], columns: Sequence[Sequence[int]]
) -> tuple[list[tuple[float, float, Piece]], list[Arrow]]:
    drawn: list[tuple[float, float, Piece]] = []
    arrows: list[Arrow] = []
    edge, top = MARGIN, MARGIN + (10 if len(columns) > 1 else 0)
    for number, column in enumerate(columns):
        left = max(pieces[place].left for place in column)
        x, y = edge + left, top
        for place in column:
            if place and place == column[0]:
                arrows.append(_over(drawn[-1], pieces[place], (x, y), edge - GUTTER / 2, top - 10))
            elif place:
                _, above, before = drawn[-1]
                gap = LABEL_GAP if before.leave == before.height else LABEL_GAP - 4
                y += gap
                arrows.append(_down(before, pieces[place], x, above, y))
            drawn.append((x, y, pieces[place]))
            y += pieces[place].height
        edge = x + max(pieces[place].right for place in column) + (GUTTER if number + 1 < len(columns) else 0)
    return drawn, arrows


def _down(before: Piece, piece: Piece, x: float, above: float, y: float) -> Arrow:
    start = above + before.leave
    way = ((x, start), (x, y + piece.entry))
    return Arrow(before.last, piece.first, before.text, Role.MAIN, way, (x + LABEL_SHIFT, start + LABEL_DROP))


def _over(last: tuple[float, float, Piece], piece: Piece, to: Point, gutter: float, top: float) -> Arrow:
    """Lead from the bottom of one column to the top of the next."""
    x, above, before = last
    start, foot = above + before.leave, above + before.height + 9
    points = ((x, start), (x, foot), (gutter, foot), (gutter, top), (to[0], top), (to[0], to[1] + piece.entry))
    return Arrow(before.last, piece.first, before.text, Role.MAIN, points, (x + LABEL_SHIFT, start + LABEL_DROP))

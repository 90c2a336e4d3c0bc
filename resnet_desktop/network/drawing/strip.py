"""A network as one row of blocks, as wide as wanted: for where the whole drawing has no room."""

from dataclasses import dataclass

from resnet_desktop.network.drawing.elements import BoxKind
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, Group, blocks, stages

BOX_PX = 26.0
ARC_PX = 8.0
LABEL_PX = 18.0
HEIGHT = ARC_PX + BOX_PX + LABEL_PX
"""Of the whole row, px: shortcuts, boxes, and the names of stages."""

_BETWEEN_PX, _LEAST_BETWEEN_PX = 4.0, 2.0
_STAGES_PX, _LEAST_STAGES_PX = 16.0, 8.0
_END_SHARE = 1.8
"""Stem and classifier are wider than a block by this, because their names are longer."""
_MOST_PX = 56.0
_EDGE_PX = 6.0
"""Beside the first and the last line between stages."""


@dataclass(frozen=True)
class Cell:
    """One block of the row.

    Attributes:
        name: of the block, or ``stem`` and ``classifier``.
        kind: plain, convolutional or identity.
        stage: 1 for the stem, as the plan's freeze line counts.
        left: px.
        width: px.
    """

    name: str
    kind: BoxKind
    stage: int
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends, px."""
        return self.left + self.width

    @property
    def letter(self) -> str:
        """What is written in it where its stage is named below: the ``b`` of ``3b``; empty at the ends."""
        return "" if self.kind is BoxKind.PLAIN else self.name.lstrip("0123456789")


@dataclass(frozen=True)
class Strip:
    """A row of blocks.

    Attributes:
        cells: from left to right.
        stages: name, left and right of the stem, each stage and the classifier, px.
        width: of all, px.
        gap: between two stages, px.
    """

    cells: tuple[Cell, ...]
    stages: tuple[tuple[str, float, float], ...]
    width: float
    gap: float

    def at(self, x: float) -> int:
        """Number the cell at a place; between two it is the nearer one."""
        distances = [max(cell.left - x, x - cell.right) for cell in self.cells]
        return distances.index(min(distances))

    def line_at(self, x: float) -> int:
        """Say which line between two stages is nearest to a place: how many stages lie before it, not all of them."""
        places = [self.line_x(number) for number in range(len(self.stages))]
        return min(range(len(places)), key=lambda number: abs(places[number] - x))

    def line_x(self, before: int) -> float:
        """Say where the line behind that many stages is, px."""
        return self.stages[before][1] - self.gap / 2


def lay_out_strip(graph: Graph, width: float) -> Strip:
    """Lay a network out in one row.

    Args:
        graph: the network.
        width: that there is, px; the row is narrower where its boxes would become too wide.
    Returns:
        Every block at its place.
    """
    groups, whole = blocks(graph), stages(graph)
    is_narrow = width < 24 * len(groups)
    gap = _LEAST_STAGES_PX if is_narrow else _STAGES_PX
    between = _LEAST_BETWEEN_PX if is_narrow else _BETWEEN_PX
    shares = sum(map(_share, groups))
    inner = len(groups) - len(whole)
    unit = min(_MOST_PX, (width - 2 * _EDGE_PX - gap * len(whole) - between * inner) / shares)
    cells: list[Cell] = []
    ends: list[tuple[str, float, float]] = []
    x, stage = _EDGE_PX + gap / 2, 0
    for group in groups:
        if cells:
            x += between if group.layers[0].stage == stage else gap
        stage = group.layers[0].stage
        cell = Cell(group.name, _kind(group), stage, x, unit * _share(group))
        cells.append(cell)
        x = cell.right
    for each in whole:
        members = [cell for cell in cells if cell.stage == each.layers[0].stage]
        ends.append((each.name, members[0].left, members[-1].right))
    return Strip(tuple(cells), tuple(ends), x + gap / 2 + _EDGE_PX, gap)


def _share(group: Group) -> float:
    return 1.0 if group.kind else _END_SHARE


def _kind(group: Group) -> BoxKind:
    if not group.kind:
        return BoxKind.PLAIN
    return BoxKind.CONVOLUTIONAL if group.kind == CONVOLUTIONAL_BLOCK else BoxKind.IDENTITY

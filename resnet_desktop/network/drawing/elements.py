"""What a drawing of a network consists of: boxes, arrows and additions, at their places."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from resnet_desktop.network.layers import Kind

Point = tuple[float, float]
"""x to the right and y down, px at 100 %."""

CHEVRON_PX = 14
"""Side of the corner of a box that expands and collapses it."""


class BoxKind(StrEnum):
    """What a box stands for; the value names its look."""

    INPUT = "input"
    PLAIN = "plain"
    """The stem or the classifier."""
    STAGE = "stage"
    CONVOLUTIONAL = "convolutional"
    IDENTITY = "identity"
    LAYER = "layer"


class Role(StrEnum):
    """Which way an arrow goes."""

    MAIN = "main path"
    SHORTCUT = "shortcut"
    PROJECTION = "projection"


@dataclass(frozen=True)
class Box:
    """A stage, a block or a layer; an expanded one is the frame around what it consists of.

    Attributes:
        name: what is selected by it, see `ArchitectureState.selected`.
        kind: what it stands for.
        left: of its rectangle, px.
        top: of its rectangle, px.
        width: of its rectangle, px; with the height it tells the size of the tensor that leaves it.
        height: of its rectangle, px.
        lines: what is written in it, or at the top of a frame; the first is its title.
        inside: the frame it lies in; empty for the whole drawing.
        layer_kind: of a layer.
        members: kinds of the blocks of a collapsed stage.
        is_expandable: it consists of something.
        is_expanded: what it consists of is drawn inside.
        block: the residual block that it is, or one of whose two branches it belongs to; else empty.
        axis: x of the line that the tensor flows along through it.
    """

    name: str
    kind: BoxKind
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    inside: str = ""
    layer_kind: Kind | None = None
    members: tuple[BoxKind, ...] = ()
    is_expandable: bool = False
    is_expanded: bool = False
    block: str = ""
    axis: float = 0.0

    @property
    def middle(self) -> Point:
        """The middle of its rectangle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def is_chevron_at(self, x: float, y: float) -> bool:
        """Whether a point lies in the corner that expands and collapses it."""
        beside, below = x - self.left, y - self.top
        return self.is_expandable and 0 <= beside <= CHEVRON_PX + 3 and 0 <= below <= CHEVRON_PX + 4


@dataclass(frozen=True)
class Arrow:
    """The way of a tensor.

    Attributes:
        source: the box or addition it comes from.
        target: the box or addition it goes to.
        text: size of the tensor: ``56x56x256``.
        role: which way it goes.
        points: its corners, in order; two at least.
        label: where the text begins, the middle of its height; None where the same size is written nearby already.
        block: the residual block to one of whose two branches it belongs; else empty.
    """

    source: str
    target: str
    text: str
    role: Role
    points: tuple[Point, ...]
    label: Point | None = None
    block: str = ""


@dataclass(frozen=True)
class Addition:
    """The circle where F(x) + x is added up.

    Attributes:
        name: of the layer.
        block: its residual block.
        x: of its middle, px.
        y: of its middle, px.
        radius: px.
    """

    name: str
    block: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Drawing:
    """A whole network, with some of it expanded.

    Attributes:
        width: px at 100 %.
        height: px at 100 %.
        boxes: frames before what they hold, otherwise in the order of the flow.
        arrows: in the order of the flow.
        additions: in the order of the flow.
        expanded: names of stages and blocks that were asked to be expanded; blocks of collapsed stages are remembered.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    additions: tuple[Addition, ...]
    expanded: frozenset[str]

    @cached_property
    def by_name(self) -> dict[str, Box]:
        """The boxes by their names."""
        return {box.name: box for box in self.boxes}

    @cached_property
    def additions_by_name(self) -> dict[str, Addition]:
        """The additions by their names."""
        return {each.name: each for each in self.additions}

    def place(self, name: str) -> tuple[float, float, float, float] | None:
        """Say where something is drawn: left, top, width, height; None where it is hidden in a collapsed box."""
        if box := self.by_name.get(name):
            return box.left, box.top, box.width, box.height
        if plus := self.additions_by_name.get(name):
            return plus.x - plus.radius, plus.y - plus.radius, 2 * plus.radius, 2 * plus.radius
        return None

    def at(self, x: float, y: float) -> str:
        """Name what lies at a point, the innermost; empty where there is nothing."""
        for plus in self.additions:
            if (x - plus.x) ** 2 + (y - plus.y) ** 2 <= (plus.radius + 2) ** 2:
                return plus.name
        return next((box.name for box in reversed(self.boxes) if box.holds(x, y)), "")

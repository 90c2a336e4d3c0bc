"""Parts of a drawing that can be put anywhere: each lies around the vertical line that the tensor flows along."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from resnet_desktop.network.drawing.elements import Addition, Arrow, Box, Point


@dataclass
class Piece:
    """A part, with x 0 on the line of the flow and y 0 at its top.

    Attributes:
        first: the box that the tensor comes to.
        last: the box or addition that it leaves.
        entry: y of the top of `first`.
        leave: y of the bottom of `last`.
        text: size of the tensor that leaves.
        left: how far it reaches to the left of the line, px.
        right: how far it reaches to the right.
        height: px.
        boxes: its own, frames before what they hold.
        arrows: its own.
        additions: its own.
        children: parts of it, each with its place.
        exit_x: where it leaves, if not on the line that it was entered on.
    """

    first: str = ""
    last: str = ""
    entry: float = 0.0
    leave: float = 0.0
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    children: list[tuple[float, float, "Piece"]] = field(default_factory=list)
    exit_x: float = 0.0

    def reach(self, left: float, right: float) -> None:
        """Make room on both sides of the line."""
        self.left, self.right = max(self.left, left), max(self.right, right)

    def add(self, child: "Piece", y: float) -> None:
        """Put a part on the same line."""
        self.children.append((0.0, y, child))
        self.reach(child.left, child.right)

    def placed(self, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, "Piece"]]:
        """Give it and all its parts with their places in the whole."""
        yield x, y, self
        for dx, dy, child in self.children:
            yield from child.placed(x + dx, y + dy)


def flatten(whole: Piece, left: float, top: float) -> tuple[list[Box], list[Arrow], list[Addition]]:
    """Bring everything to its place in a drawing."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    additions: list[Addition] = []
    for x, y, each in whole.placed(left, top):
        boxes += (replace(box, left=box.left + x, top=box.top + y, axis=box.axis + x) for box in each.boxes)
        arrows += (_moved(arrow, x, y) for arrow in each.arrows)
        additions += (replace(plus, x=plus.x + x, y=plus.y + y) for plus in each.additions)
    return boxes, arrows, additions


def _moved(arrow: Arrow, x: float, y: float) -> Arrow:
    label = arrow.label
    points: tuple[Point, ...] = tuple((px + x, py + y) for px, py in arrow.points)
    return replace(arrow, points=points, label=None if label is None else (label[0] + x, label[1] + y))

"""The few things that a drawing is painted with; SVG and the window's painter each know exactly these."""

from dataclasses import dataclass

from resnet_desktop.network.drawing.elements import Point


@dataclass(frozen=True)
class Pen:
    """A line's look.

    Attributes:
        colour: ``#RRGGBB``; empty for no line.
        width: px.
        is_dashed: broken.
    """

    colour: str = ""
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True)
class Shape:
    """A rectangle with rounded or cut corners, or a circle where the corner is half the side.

    Attributes:
        left: px.
        top: px.
        width: px.
        height: px.
        corner: how much of a corner is missing, px.
        is_cut: straight through the corner instead of around it.
        fill: ``#RRGGBB``; empty for none.
        pen: of its outline.
    """

    left: float
    top: float
    width: float
    height: float
    corner: float
    fill: str
    pen: Pen
    is_cut: bool = False


@dataclass(frozen=True)
class Line:
    """A line through corners that are rounded, with or without a head at its end.

    Attributes:
        points: two at least.
        pen: its look.
        corner: radius at its corners, px.
        has_head: it ends in an arrow head.
    """

    points: tuple[Point, ...]
    pen: Pen
    corner: float = 0.0
    has_head: bool = False


@dataclass(frozen=True)
class Words:
    """A line of text.

    Attributes:
        text: what it says.
        x: of its beginning, or its middle where it is centred.
        y: of the middle of its height.
        size: px.
        colour: ``#RRGGBB``.
        is_strong: semibold.
        is_centred: it is written around x.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    is_strong: bool = False
    is_centred: bool = True


Mark = Shape | Line | Words


@dataclass(frozen=True)
class MarkGroup:
    """What belongs to one box, arrow or addition.

    Attributes:
        id: stable, fit for an XML id; empty where it has none.
        title: what a person is told about it; empty for nothing.
        marks: from back to front.
        opacity: 0 to 1.
    """

    id: str
    title: str
    marks: tuple[Mark, ...]
    opacity: float = 1.0


HEAD_PX = 6.0
"""Length of an arrow head; its half width is half of that."""


def head(line: Line) -> tuple[Point, Point, Point]:
    """The corners of an arrow head: its tip first."""
    (x0, y0), (x1, y1) = line.points[-2:]
    length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    dx, dy = (x1 - x0) / length * HEAD_PX, (y1 - y0) / length * HEAD_PX
    return (x1, y1), (x1 - dx - dy / 2, y1 - dy + dx / 2), (x1 - dx + dy / 2, y1 - dy - dx / 2)


def before_head(line: Line) -> tuple[Point, ...]:
    """The points of a line, shortened so that it ends inside its head."""
    if not line.has_head:
        return line.points
    (x, y), left, right = head(line)
    middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    return (*line.points[:-1], ((x + 3 * middle[0]) / 4, (y + 3 * middle[1]) / 4))


def rounded(points: tuple[Point, ...], corner: float) -> list[tuple[Point, Point, Point]]:
    """Say for each inner corner of a line where its bend begins, which point pulls it, and where it ends."""
    bends = []
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        bends.append((_towards(here, before, corner), here, _towards(here, after, corner)))
    return bends


def _towards(here: Point, there: Point, way: float) -> Point:
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    share = min(way, length / 2) / length
    return here[0] + dx * share, here[1] + dy * share


def cut_corners(shape: Shape) -> list[Point]:
    """The eight corners of a rectangle whose four were cut."""
    left, top, cut = shape.left, shape.top, shape.corner
    right, bottom = left + shape.width, top + shape.height
    return [
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
        (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
    ]  # fmt: skip

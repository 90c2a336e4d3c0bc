"""A drawing as SVG: every box is a group with an id and a title, text is text."""

from collections.abc import Callable, Iterable
from html import escape

from resnet_desktop.network.drawing.elements import Drawing, Point
from resnet_desktop.network.drawing.layout import all_expandable, lay_out, stage_names
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.marks import (
    Line,
    Mark,
    MarkGroup,
    Pen,
    Shape,
    Words,
    before_head,
    cut_corners,
    head,
    rounded,
)
from resnet_desktop.network.drawing.rendering import render, size_with_footer
from resnet_desktop.network.drawing.wording import title_of
from resnet_desktop.network.graph import Graph

_FAMILIES = "Inter, 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
_BASELINE = 0.35
"""From the middle of a line's height down to its baseline, of its size."""


def to_svg(drawing: Drawing, title: str, look: Look | None = None) -> str:
    """Write a drawing as SVG 1.1.

    Args:
        drawing: what lies where.
        title: of the whole.
        look: in which colours; those of paper by default.
    """
    look = look or Look()
    width, height = size_with_footer(drawing, look)
    return document(render(drawing, look), width, height, title, look.palette.ground)


def drawn(graph: Graph, by: str = "block") -> str:
    """Write a network as SVG, in the colours of paper.

    Args:
        graph: the network at its sizes.
        by: ``layer``, ``block`` or ``stage``: what a box is.
    """
    levels: dict[str, Callable[[Graph], frozenset[str]]] = {
        "layer": all_expandable,
        "block": stage_names,
        "stage": lambda _graph: frozenset(),
    }
    expanded = levels[by](graph)
    return to_svg(lay_out(graph, expanded), title_of(graph))


def document(groups: Iterable[MarkGroup], width: float, height: float, title: str, ground: str) -> str:
    """Write marks as a whole SVG document."""
    size = f'width="{_number(width)}" height="{_number(height)}" viewBox="0 0 {_number(width)} {_number(height)}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size} font-family="{escape(_FAMILIES)}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" fill="{ground}"/>',
    ]
    for group in groups:
        lines += _group(group)
    return "\n".join([*lines, "</svg>"])


def _group(group: MarkGroup) -> list[str]:
    attributes = f' id="{escape(group.id)}"' if group.id else ""
    if group.opacity < 1:
        attributes += f' opacity="{_number(group.opacity)}"'
    title = [f"<title>{escape(group.title)}</title>"] if group.title else []
    return [f"<g{attributes}>", *title, *(element for mark in group.marks for element in _elements(mark)), "</g>"]


def _elements(mark: Mark) -> list[str]:
    match mark:
        case Shape():
            return [_shape(mark)]
        case Line():
            return _line(mark)
        case Words():
            return [_words(mark)]


def _shape(shape: Shape) -> str:
    look = f'fill="{shape.fill or "none"}"{_stroke(shape.pen)}'
    if shape.is_cut:
        return f'<polygon points="{" ".join(map(_point, cut_corners(shape)))}" {look}/>'
    place = f'x="{_number(shape.left)}" y="{_number(shape.top)}"'
    size = f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
    return f'<rect {place} {size} rx="{_number(shape.corner)}" {look}/>'


def _line(line: Line) -> list[str]:
    points = before_head(line)
    words = [f"M{_point(points[0])}"]
    if line.corner:
        for begin, pull, end in rounded(points, line.corner):
            words += (f"L{_point(begin)}", f"Q{_point(pull)} {_point(end)}")
        words.append(f"L{_point(points[-1])}")
    else:
        words += (f"L{_point(point)}" for point in points[1:])
    path = f'<path d="{" ".join(words)}" fill="none"{_stroke(line.pen)} stroke-linecap="round"/>'
    if not line.has_head:
        return [path]
    return [path, f'<polygon points="{" ".join(map(_point, head(line)))}" fill="{line.pen.colour}"/>']


def _words(words: Words) -> str:
    place = f'x="{_number(words.x)}" y="{_number(words.y + _BASELINE * words.size)}"'
    look = f'font-size="{_number(words.size)}" fill="{words.colour}"'
    if words.is_strong:
        look += ' font-weight="600"'
    if words.is_centred:
        look += ' text-anchor="middle"'
    return f"<text {place} {look}>{escape(words.text)}</text>"


def _stroke(pen: Pen) -> str:
    if not pen.colour:
        return ""
    dashes = ' stroke-dasharray="4 3"' if pen.is_dashed else ""
    return f' stroke="{pen.colour}" stroke-width="{_number(pen.width)}"{dashes}'


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

"""How one box, arrow or addition looks in a palette, switched off or coloured by a number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from resnet_desktop.network.drawing.elements import CHEVRON_PX, Addition, Arrow, Box, BoxKind, Role
from resnet_desktop.network.drawing.marks import Line, Mark, Pen, Shape, Words
from resnet_desktop.network.drawing.palette import (
    ADDITION,
    BOXES,
    LAYERS,
    OTHER,
    PAPER,
    SHORTCUT,
    Palette,
    for_value,
    ink_on,
    mix,
)
from resnet_desktop.network.drawing.sizes import BLOCK_HEADER, HEADER, SHEETS, SMALL_PX, TEXT_PX, TITLE_PX

_ROUND, _CUT = 9.0, 8.0
_MEMBER_PX, _MEMBER_GAP_PX = 11.0, 4.0


@dataclass(frozen=True)
class Look:
    """What changes how a drawing is painted, but not where.

    Attributes:
        palette: colours without a meaning.
        bypassed: identity blocks that are switched off.
        values: numbers from 0 to 1 for blocks, which colour them; None for the usual colours.
        legend: what the numbers are.
        has_chevrons: with the corners that expand and collapse.
    """

    palette: Palette = PAPER
    bypassed: frozenset[str] = frozenset()
    values: Mapping[str, float] | None = field(default=None, hash=False)
    legend: str = ""
    has_chevrons: bool = False


def box_marks(box: Box, look: Look) -> list[Mark]:
    """Paint a box."""
    marks = _frame(box, look) if box.is_expanded else _closed(box, look)
    if look.has_chevrons and box.is_expandable:
        marks.append(_chevron(box, look))
    return marks


def _frame(box: Box, look: Look) -> list[Mark]:
    palette = look.palette
    colour = BOXES.get(box.kind)
    is_block = colour is not None
    fill = mix(palette.surface, colour, 0.07) if colour else palette.frame
    value = (look.values or {}).get(box.name)
    if value is not None and is_block:
        fill = mix(palette.surface, for_value(value), 0.2)
    pen = Pen(colour or palette.line, 1.5 if colour else 1.0, box.name in look.bypassed)
    header = BLOCK_HEADER if is_block else HEADER
    y = box.top + header / 2 + 2
    if not is_block:
        title = Words(box.lines[0], box.axis + 8, y, TITLE_PX, palette.text, is_strong=True, is_centred=False)
        return [_outline(box, fill, pen), title]
    name, kind = box.lines
    return [
        _outline(box, fill, pen),
        Words(name, box.left + CHEVRON_PX + 6, y, TITLE_PX, palette.text, is_strong=True, is_centred=False),
        Words(kind, box.axis + 8, y, TEXT_PX, palette.text, is_centred=False),
    ]


def _closed(box: Box, look: Look) -> list[Mark]:
    fill, stroke, ink, second = _colours(box, look)
    pen = Pen(stroke, 1.5 if box.kind in BOXES else 1.0, box.name in look.bypassed)
    marks: list[Mark] = []
    if box.kind is BoxKind.STAGE:
        marks += (_outline(box, fill, Pen(stroke), shift) for shift in (SHEETS, SHEETS / 2))
    marks.append(_outline(box, fill, pen))
    is_layer = box.kind is BoxKind.LAYER
    x, y = box.middle
    sizes = [TEXT_PX if is_layer or place else TITLE_PX for place in range(len(box.lines))]
    if is_layer and len(sizes) > 1:
        sizes[1] = SMALL_PX
    lines = [*box.lines]
    if box.name in look.bypassed:
        lines[-1] = "off"
    total = sum(size + 2 for size in sizes) + (_MEMBER_PX + 5 if box.members else 0)
    y -= total / 2
    for place, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        is_title = place == 0 and not is_layer
        marks.append(Words(line, x, y + size / 2 + 1, size, ink if place == 0 else second, is_strong=is_title))
        y += size + 2
    if box.members:
        marks += _members(box, y + 4, look)
    return marks


def _colours(box: Box, look: Look) -> tuple[str, str, str, str]:
    """Fill, outline, title and second line of a closed box."""
    palette = look.palette
    if box.kind is BoxKind.LAYER and box.layer_kind is not None:
        colour = LAYERS.get(box.layer_kind, OTHER)
        return mix(palette.surface, colour, 0.24), mix(colour, palette.text2, 0.2), palette.text, palette.text2
    value = (look.values or {}).get(box.name)
    if value is not None:
        fill = for_value(value)
        return fill, BOXES.get(box.kind, palette.line), ink_on(fill), ink_on(fill)
    if box.kind in BOXES:
        own = BOXES[box.kind]
        share = 0.05 if look.values is not None else 0.18
        return mix(palette.surface, own, share), own, palette.text, palette.text
    return palette.surface, mix(OTHER, palette.surface, 0.2), palette.text, palette.text2


def _outline(box: Box, fill: str, pen: Pen, shift: float = 0) -> Shape:
    is_cut = box.kind is BoxKind.CONVOLUTIONAL
    corner = 3.0 if box.kind is BoxKind.LAYER else _CUT if is_cut else _ROUND
    return Shape(box.left + shift, box.top + shift, box.width, box.height, corner, fill, pen, is_cut)


def _members(box: Box, top: float, look: Look) -> list[Mark]:
    step = _MEMBER_PX + _MEMBER_GAP_PX
    left = box.middle[0] - (step * len(box.members) - _MEMBER_GAP_PX) / 2
    return [member(kind, left + step * place, top, look.palette) for place, kind in enumerate(box.members)]


def member(kind: BoxKind, left: float, top: float, palette: Palette, size: float = _MEMBER_PX) -> Shape:
    """A block in little: of its colour and with its corners."""
    colour = BOXES[kind]
    is_cut = kind is BoxKind.CONVOLUTIONAL
    return Shape(left, top, size, size, 3.5, mix(palette.surface, colour, 0.3), Pen(colour, 1.2), is_cut)


def _chevron(box: Box, look: Look) -> Line:
    x, y = box.left + CHEVRON_PX / 2 + 2, box.top + CHEVRON_PX / 2 + 1
    if box.is_expanded:
        y = box.top + (BLOCK_HEADER if box.kind in BOXES else HEADER) / 2 + 2
    points = ((x - 2.5, y - 1.2), (x, y + 1.3), (x + 2.5, y - 1.2))
    if not box.is_expanded:
        points = ((x - 1.2, y - 2.5), (x + 1.3, y), (x - 1.2, y + 2.5))
    value = (look.values or {}).get(box.name)
    ink = look.palette.text2 if value is None or box.is_expanded else ink_on(for_value(value))
    return Line(points, Pen(ink, 1.3))


def arrow_marks(arrow: Arrow, look: Look) -> list[Mark]:
    """Paint an arrow with the size of its tensor."""
    palette = look.palette
    is_off = arrow.block in look.bypassed
    if arrow.role is Role.MAIN:
        pen = Pen(mix(palette.text2, palette.surface, 0.15), 1.3, is_off)
        has_head = abs(arrow.points[-1][1] - arrow.points[-2][1]) > 5
    else:
        pen = Pen(SHORTCUT, 3.2 if is_off else 1.8)
        has_head = True
    marks: list[Mark] = [Line(arrow.points, pen, 6.0, has_head)]
    if arrow.label is not None:
        x, y = arrow.label
        marks.append(Words(arrow.text, x, y, TEXT_PX, palette.text2, is_centred=False))
    return marks


def addition_marks(plus: Addition, look: Look) -> list[Mark]:
    """Paint the circle where F(x) + x is added up."""
    arm = plus.radius * 0.55
    pen = Pen("#FFFFFF", 1.8 if plus.radius > 7 else 1.4)
    return [
        Shape(plus.x - plus.radius, plus.y - plus.radius, 2 * plus.radius, 2 * plus.radius, plus.radius, ADDITION,
              Pen(look.palette.surface, 1)),
        Line(((plus.x - arm, plus.y), (plus.x + arm, plus.y)), pen),
        Line(((plus.x, plus.y - arm), (plus.x, plus.y + arm)), pen),
    ]  # fmt: skip

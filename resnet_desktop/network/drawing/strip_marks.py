"""What a row of blocks is painted with, in the shapes and colours of the whole drawing."""

from resnet_desktop.network.drawing.elements import BoxKind
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.marks import Line, Mark, MarkGroup, Pen, Shape, Words
from resnet_desktop.network.drawing.palette import BOXES, OTHER, SHORTCUT, for_value, ink_on, mix
from resnet_desktop.network.drawing.sizes import text_width
from resnet_desktop.network.drawing.strip import ARC_PX, BOX_PX, LABEL_PX, Cell, Strip

_ROUND, _CUT = 5.0, 4.0
_TEXT_PX = 12.0
_FADED = 0.4
_HATCH_PX = 6.0
_SHORT = {"classifier": "last"}


def strip_marks(strip: Strip, look: Look, frozen: int = 0) -> tuple[MarkGroup, ...]:
    """Give everything that is to be painted.

    Args:
        strip: what lies where.
        look: its palette, and the numbers that colour the boxes where there are some.
        frozen: up to this stage all stays as it is, which is hatched.
    Returns:
        The line of the flow, a group for each block, and the names of the stages.
    """
    middle = ARC_PX + BOX_PX / 2
    flow = Line(((strip.cells[0].left, middle), (strip.cells[-1].right, middle)), Pen(look.palette.line, 1.3))
    return (
        MarkGroup("", "", (flow,)),
        *(_cell_group(cell, look, is_frozen=cell.stage <= frozen) for cell in strip.cells),
        MarkGroup("", "", tuple(_names(strip, look, frozen))),
    )


def _cell_group(cell: Cell, look: Look, *, is_frozen: bool) -> MarkGroup:
    fill, stroke, ink = _colours(cell, look, is_frozen=is_frozen)
    is_cut = cell.kind is BoxKind.CONVOLUTIONAL
    corner = _CUT if is_cut else _ROUND
    marks: list[Mark] = []
    if cell.kind is not BoxKind.PLAIN:
        marks.append(_arc(cell, mix(look.palette.surface, SHORTCUT, _FADED) if is_frozen else SHORTCUT))
    marks.append(Shape(cell.left, ARC_PX, cell.width, BOX_PX, corner, fill, Pen(stroke, 1.3), is_cut))
    if is_frozen:
        marks += _hatching(cell, mix(look.palette.surface, stroke, 0.8))
    if cell.letter and cell.width >= text_width(cell.letter, _TEXT_PX) + 4:
        marks.append(Words(cell.letter, cell.left + cell.width / 2, ARC_PX + BOX_PX / 2, _TEXT_PX, ink))
    return MarkGroup("", cell.name, tuple(marks))


def _colours(cell: Cell, look: Look, *, is_frozen: bool) -> tuple[str, str, str]:
    """Fill, outline and ink."""
    palette, own = look.palette, BOXES.get(cell.kind, OTHER)
    if look.values is not None:
        fill = for_value(look.values.get(cell.name, 0.0))
        return fill, own, ink_on(fill)
    if is_frozen:
        return palette.frame, mix(palette.surface, own, _FADED), palette.text2
    return mix(palette.surface, own, 0.24), own, palette.text


def _arc(cell: Cell, colour: str) -> Line:
    """The shortcut x, which goes round the block."""
    left, right = cell.left + 2.5, cell.right - 2.5
    points = ((left, ARC_PX), (left, 1.5), (right, 1.5), (right, ARC_PX))
    return Line(points, Pen(colour, 1.4), min(4.0, cell.width / 3))


def _hatching(cell: Cell, colour: str) -> list[Mark]:
    """Slanted lines inside a box."""
    marks: list[Mark] = []
    inset = 2.0
    left, right = cell.left + inset, cell.right - inset
    top, bottom = ARC_PX + inset, ARC_PX + BOX_PX - inset
    start = left - (bottom - top) + _HATCH_PX / 2
    while start < right:
        x0, x1 = max(left, start), min(right, start + bottom - top)
        if x1 - x0 > 1:
            marks.append(Line(((x0, bottom - (x0 - start)), (x1, bottom - (x1 - start))), Pen(colour, 1.0)))
        start += _HATCH_PX
    return marks


def _names(strip: Strip, look: Look, frozen: int) -> list[Mark]:
    """Below each stage its name; those of the stages are shortened together."""
    y = ARC_PX + BOX_PX + LABEL_PX / 2 + 1
    are_short = not all(_fits(*stage, strip.gap) for stage in strip.stages[1:-1])
    marks: list[Mark] = []
    for number, (name, left, right) in enumerate(strip.stages):
        is_end = number in (0, len(strip.stages) - 1)
        is_short = not _fits(name, left, right, strip.gap) if is_end else are_short
        words = _SHORT.get(name, name.removeprefix("stage ")) if is_short else name
        ink = look.palette.text2 if number < frozen or not frozen else look.palette.text
        marks.append(Words(words, (left + right) / 2, y, _TEXT_PX, ink))
    return marks


def _fits(name: str, left: float, right: float, gap: float) -> bool:
    return text_width(name, _TEXT_PX) <= right - left + gap

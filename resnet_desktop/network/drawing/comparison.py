"""Two networks drawn beside each other, aligned stage by stage, under their totals."""

from collections.abc import Sequence

from resnet_desktop.network.drawing.comparing import TOLD, Side, StagePair, Total, stage_pairs, totals
from resnet_desktop.network.drawing.elements import BoxKind
from resnet_desktop.network.drawing.grouping import kind_of
from resnet_desktop.network.drawing.marks import Line, Mark, MarkGroup, Pen, Shape, Words
from resnet_desktop.network.drawing.palette import BOXES, OTHER, SHORTCUT, Palette, ink_on, mix
from resnet_desktop.network.drawing.rendering import identifier
from resnet_desktop.network.drawing.sizes import TEXT_PX, TITLE_PX, block_size
from resnet_desktop.network.drawing.wording import stage_title, title_of
from resnet_desktop.network.graph import Graph

LEAST_WIDTH = 620.0
"""In less room words would meet, px."""
_CENTRE_PX = 124.0
_NUMBER_PX = 108.0
_MARGIN = 12.0
_HEADER_PX = 44.0
_TOTAL_PX = 26.0
_BAR_PX = 14.0
_LINE_PX = 15.0
_ARC_PX = 8.0
_GAP = 9.0
_STRIP_PX = 56.0
_BODY_PX = 12.0

Placed = tuple[MarkGroup, ...]


def draw_comparison(a: Graph, b: Graph, width: float, palette: Palette) -> tuple[Placed, float]:
    """Draw two networks side by side.

    Args:
        a: on the left.
        b: on the right.
        width: px; `LEAST_WIDTH` at least.
        palette: colours without a meaning.
    Returns:
        What is to be painted, and how high it is, px.
    """
    groups = [MarkGroup("", "", tuple(_titles(a, b, width, palette)))]
    y = _HEADER_PX
    for total in totals(a, b):
        title = f"{total.name}: {total.texts[0]} and {total.texts[1]}"
        groups.append(MarkGroup("", title, tuple(_total_marks(total, width, y, palette))))
        y += _TOTAL_PX
    y += 10
    pairs = stage_pairs(a, b)
    scale = _strip_scale(pairs, width)
    for pair in pairs:
        height = _row_height(pair)
        marks = _pair_marks(pair, width, y, height, scale, palette)
        groups.append(MarkGroup(identifier(pair.name), stage_title(pair.name), tuple(marks)))
        y += height + 8
    return tuple(groups), y + _MARGIN - 8


def _side_width(width: float) -> float:
    return (width - _CENTRE_PX - 2 * _MARGIN) / 2


def _middles(width: float) -> tuple[float, float]:
    side = _side_width(width)
    return _MARGIN + side / 2, width - _MARGIN - side / 2


def _titles(a: Graph, b: Graph, width: float, palette: Palette) -> list[Mark]:
    marks: list[Mark] = []
    for graph, x in zip((a, b), _middles(width), strict=True):
        name, sizes = title_of(graph).split(", ", 1)
        marks.append(Words(name, x, 14, 15, palette.text, is_strong=True))
        marks.append(Words(sizes, x, 32, _BODY_PX, palette.text2))
    return marks


def _total_marks(total: Total, width: float, y: float, palette: Palette) -> list[Mark]:
    middle = y + _TOTAL_PX / 2
    marks: list[Mark] = [Words(total.name, width / 2, middle, _BODY_PX, palette.text2)]
    room = _side_width(width) - _NUMBER_PX
    most = max(*total.values, 1)
    for place, (value, text) in enumerate(zip(total.values, total.texts, strict=True)):
        way = -1 if place == 0 else 1
        inner = width / 2 + way * _CENTRE_PX / 2
        is_more = value == most and total.ratio != ""
        marks.append(Words(text, inner + way * _NUMBER_PX / 2, middle, _BODY_PX, palette.text, is_strong=is_more))
        length = max(1.0, room * value / most)
        begin = inner + way * _NUMBER_PX
        fill = mix(palette.surface, OTHER, 0.75 if is_more else 0.4)
        left = begin if way > 0 else begin - length
        marks.append(Shape(left, middle - _BAR_PX / 2, length, _BAR_PX, 2, fill, Pen()))
        if is_more and length > 70:
            marks.append(Words(total.ratio, begin + way * 34, middle, TEXT_PX, ink_on(fill)))
    return marks


def _strip_scale(pairs: Sequence[StagePair], width: float) -> float:
    room = _side_width(width) - 24
    widest = max(
        sum(block_size(block.output_shape)[0] for block in side.blocks)
        for pair in pairs
        for side in pair.sides
        if side is not None
    )
    most = max(len(side.blocks) for pair in pairs for side in pair.sides if side is not None)
    return min(0.8, (room - (most + 1) * _GAP) / max(widest, 1))


def _row_height(pair: StagePair) -> float:
    return (_STRIP_PX if _has_blocks(pair) else 28) + len(TOLD) * _LINE_PX + 10


def _has_blocks(pair: StagePair) -> bool:
    return any(side.blocks for side in pair.sides if side is not None)


def _pair_marks(pair: StagePair, width: float, y: float, height: float, scale: float, palette: Palette) -> list[Mark]:
    side_width = _side_width(width)
    middle = y + (_STRIP_PX / 2 + 6 if _has_blocks(pair) else 14)
    marks: list[Mark] = [
        Words(stage_title(pair.name), width / 2, middle, TITLE_PX + 1, palette.text, is_strong=True),
    ]
    top = y + height - 10 - (len(TOLD) - 0.5) * _LINE_PX
    marks += (
        Words(word, width / 2, top + place * _LINE_PX, TEXT_PX + 1, palette.text2) for place, word in enumerate(TOLD)
    )
    for place, side in enumerate(pair.sides):
        left = _MARGIN if place == 0 else width - _MARGIN - side_width
        marks.append(Shape(left, y, side_width, height, 8, palette.frame, Pen(palette.line)))
        x = left + side_width / 2
        if side is None:
            marks.append(Words("no such stage", x, y + height / 2, TEXT_PX + 1, palette.text2))
            continue
        marks += _strip(side, x, middle, scale, palette)
        marks += _lines(pair, place, side, x, top, palette)
    return marks


def _lines(pair: StagePair, place: int, side: Side, x: float, top: float, palette: Palette) -> list[Mark]:
    """What is told about a stage: quiet where both say the same, strong where a number is the larger one."""
    marks: list[Mark] = []
    for line, words in enumerate(side.lines):
        ratio = pair.ratio(line, place)
        ink = palette.text if pair.differs(line) else palette.text2
        told = f"{words}  ({ratio})" if ratio else words
        marks.append(Words(told, x, top + line * _LINE_PX, TEXT_PX + 1, ink, is_strong=bool(ratio)))
    return marks


def _strip(side: Side, x: float, y: float, scale: float, palette: Palette) -> list[Mark]:
    """The blocks of a stage in a row, each with its shortcut above."""
    sizes = [block_size(block.output_shape) for block in side.blocks]
    left = x - (sum(wide for wide, _ in sizes) * scale + _GAP * (len(sizes) - 1)) / 2
    marks: list[Mark] = []
    pen = Pen(mix(palette.text2, palette.surface, 0.15), 1.2)
    for block, (wide, high) in zip(side.blocks, sizes, strict=True):
        width, height = wide * scale, high * 0.75
        kind = kind_of(block)
        colour = BOXES[kind]
        before, behind, top = left - _GAP / 2, left + width + _GAP / 2, y - height / 2
        marks.append(Line(((before, y), (behind, y)), pen))
        arc = ((before, y), (before, top - _ARC_PX + 3), (behind, top - _ARC_PX + 3), (behind, y))
        marks.append(Line(arc, Pen(SHORTCUT, 1.5), 3))
        is_cut = kind is BoxKind.CONVOLUTIONAL
        fill = mix(palette.surface, colour, 0.18)
        marks.append(Shape(left, top, width, height, 6, fill, Pen(colour, 1.4), is_cut))
        marks.append(Words(block.name, left + width / 2, y, TEXT_PX + 1, palette.text, is_strong=True))
        left += width + _GAP
    return marks

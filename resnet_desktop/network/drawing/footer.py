"""Below the drawing: what its shapes and colours mean."""

from resnet_desktop.network.drawing.elements import BoxKind, Drawing
from resnet_desktop.network.drawing.looks import Look, member
from resnet_desktop.network.drawing.marks import Line, Mark, Pen, Shape, Words
from resnet_desktop.network.drawing.palette import ADDITION, SHORTCUT, for_value
from resnet_desktop.network.drawing.sizes import MARGIN, TEXT_PX, text_width

_ROW_PX = 18.0
_SIGN_PX = 26.0
_GAP_PX = 14.0
_SCALE_STEPS = 40
_SCALE_PX = 120.0
_ENTRIES = ("convolutional block", "identity block", "shortcut x", "addition F(x) + x")


def footer_height(drawing: Drawing, look: Look) -> float:
    """Room that is needed below the drawing, px."""
    return _ROW_PX * len(_rows(drawing.width)) + (_ROW_PX + 4 if look.values is not None else 0) + 6


def footer_marks(drawing: Drawing, look: Look) -> list[Mark]:
    """Paint the key, and the scale of the numbers where there are some."""
    marks: list[Mark] = []
    y = drawing.height + _ROW_PX / 2
    for row in _rows(drawing.width):
        x = MARGIN
        for entry in row:
            marks += _sign(entry, x, y, look)
            marks.append(Words(_ENTRIES[entry], x + _SIGN_PX, y, TEXT_PX, look.palette.text2, is_centred=False))
            x += _entry_width(entry)
        y += _ROW_PX
    if look.values is not None:
        marks += _scale(MARGIN, y, look)
    return marks


def _rows(width: float) -> list[list[int]]:
    rows: list[list[int]] = [[]]
    filled = 0.0
    for entry in range(len(_ENTRIES)):
        needed = _entry_width(entry)
        if rows[-1] and filled + needed - _GAP_PX > width - 2 * MARGIN:
            rows.append([])
            filled = 0.0
        rows[-1].append(entry)
        filled += needed
    return rows


def _entry_width(entry: int) -> float:
    return _SIGN_PX + text_width(_ENTRIES[entry], TEXT_PX) + _GAP_PX


def _sign(entry: int, x: float, y: float, look: Look) -> list[Mark]:
    if entry < 2:
        kind = (BoxKind.CONVOLUTIONAL, BoxKind.IDENTITY)[entry]
        return [member(kind, x + 5, y - 6, look.palette, 12)]
    if entry == 2:
        return [Line(((x, y), (x + 20, y)), Pen(SHORTCUT, 1.8), has_head=True)]
    white = Pen("#FFFFFF", 1.4)
    return [
        Shape(x + 5, y - 6, 12, 12, 6, ADDITION, Pen()),
        Line(((x + 8, y), (x + 14, y)), white),
        Line(((x + 11, y - 3), (x + 11, y + 3)), white),
    ]


def _scale(x: float, y: float, look: Look) -> list[Mark]:
    step = _SCALE_PX / _SCALE_STEPS
    y += 2
    ink = look.palette.text2
    marks: list[Mark] = [
        Shape(
            x + 14 + place * step,
            y - 5,
            _SCALE_PX - place * step,
            10,
            0,
            for_value((place + 0.5) / _SCALE_STEPS),
            Pen(),
        )
        for place in range(_SCALE_STEPS)
    ]
    marks.append(Words("0", x, y, TEXT_PX, ink, is_centred=False))
    marks.append(Words("1", x + 20 + _SCALE_PX, y, TEXT_PX, ink, is_centred=False))
    marks.append(Words(look.legend, x + 36 + _SCALE_PX, y, TEXT_PX, ink, is_centred=False))
    return marks

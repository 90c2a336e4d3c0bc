"""Parts of a drawing below one another, in one column or several, with the arrows that lead from part to part."""

from collections.abc import Sequence

from resnet_desktop.network.drawing.elements import Arrow, Point, Role
from resnet_desktop.network.drawing.pieces import Piece
from resnet_desktop.network.drawing.sizes import GUTTER, LABEL_DROP, LABEL_GAP, LABEL_SHIFT, TEXT_PX, text_width

_SHORT_GAP = 11.0
"""Below a part whose last arrow has its text inside already."""
_AROUND = 9.0
"""How far above and below the columns the arrow passes that leads from one to the next."""


def fill_columns(heights: Sequence[float], most: float) -> list[list[int]]:
    """Fill columns from the top.

    Args:
        heights: of the parts, px.
        most: no column becomes higher than this, unless one part is.
    Returns:
        The places of the parts in each column.
    """
    columns: list[list[int]] = [[]]
    filled = 0.0
    for place, height in enumerate(heights):
        if columns[-1] and filled + LABEL_GAP + height > most:
            columns.append([])
            filled = 0.0
        filled += height + (LABEL_GAP if columns[-1] else 0)
        columns[-1].append(place)
    return columns


def in_columns(pieces: Sequence[Piece], columns: Sequence[Sequence[int]]) -> Piece:
    """Make one part of many.

    Args:
        pieces: in the order of the flow.
        columns: their places, in the same order.
    Returns:
        The whole, on the line of its first column; it is left in its last.
    """
    whole = Piece(first=pieces[0].first, last=pieces[-1].last, text=pieces[-1].text)
    top = _AROUND if len(columns) > 1 else 0.0
    x, y, edge = 0.0, top, 0.0
    for number, column in enumerate(columns):
        if number:
            x = edge + GUTTER + max(pieces[place].left for place in column)
            y = top
        for place in column:
            piece = pieces[place]
            if place:
                before = whole.children[-1]
                if place == column[0]:
                    whole.arrows.append(_over(before, piece, (x, y), edge + GUTTER / 2, top - _AROUND))
                else:
                    y += LABEL_GAP if before[2].leave == before[2].height else _SHORT_GAP
                    whole.arrows.append(_down(before, piece, (x, y)))
            else:
                whole.entry = y + piece.entry
            whole.children.append((x, y, piece))
            y += piece.height
        edge = x + max(_reach(pieces[place]) for place in column)
        whole.height = max(whole.height, y)
    whole.left, whole.right = max(pieces[place].left for place in columns[0]), edge
    last_x, last_y, last = whole.children[-1]
    whole.leave, whole.exit_x = last_y + last.leave, last_x + last.exit_x
    lowest = max((y for arrow in whole.arrows for _, y in arrow.points), default=0.0)
    whole.height = max(whole.height + (_AROUND if len(columns) > 1 else 0), lowest)
    return whole


def _reach(piece: Piece) -> float:
    """How far a part reaches to the right with the text below it."""
    return max(piece.right, piece.exit_x + LABEL_SHIFT + text_width(piece.text, TEXT_PX))


def _down(before: tuple[float, float, Piece], piece: Piece, to: Point) -> Arrow:
    x, above, last = before
    begin = x + last.exit_x, above + last.leave
    end = to[0], to[1] + piece.entry
    bend = (above + last.height + to[1]) / 2
    points: tuple[Point, ...] = (begin, end)
    if begin[0] != end[0]:
        points = (begin, (begin[0], bend), (end[0], bend), end)
    return Arrow(last.last, piece.first, last.text, Role.MAIN, points, _label(begin))


def _over(before: tuple[float, float, Piece], piece: Piece, to: Point, gutter: float, top: float) -> Arrow:
    """Lead from the bottom of one column to the top of the next."""
    x, above, last = before
    begin = x + last.exit_x, above + last.leave
    foot = max(above + last.height + _AROUND, begin[1] + 2 * LABEL_DROP)
    end = to[0], to[1] + piece.entry
    points = (begin, (begin[0], foot), (gutter, foot), (gutter, top), (to[0], top), end)
    return Arrow(last.last, piece.first, last.text, Role.MAIN, points, _label(begin))


def _label(begin: Point) -> Point:
    return begin[0] + LABEL_SHIFT, begin[1] + LABEL_DROP

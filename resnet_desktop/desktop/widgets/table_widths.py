"""How the columns of a table share the room that there is; knows no Qt."""

from collections.abc import Sequence


def share_room(wanted: Sequence[int], usual: Sequence[int], room: int) -> list[int]:
    """Give each column a width.

    Where all fit, each gets what its texts need and no less than it usually has; what is left over is the last one's.
    Else those whose texts are short get what they need first, because a number that is cut says nothing, and the
    longest texts are cut.

    Args:
        wanted: what each column's texts need, px.
        usual: what each has where there is room; where there is none, its texts may have to do with that, px.
        room: for all of them, px.
    """
    if sum(widths := [max(pair) for pair in zip(wanted, usual, strict=True)]) <= room:
        return widths
    widths = [min(pair) for pair in zip(wanted, usual, strict=True)]
    spare = max(0, room - sum(widths))
    short = sorted((place for place in range(len(widths)) if wanted[place] > widths[place]), key=wanted.__getitem__)
    for done, place in enumerate(short):
        given = min(wanted[place] - widths[place], spare // (len(short) - done))
        widths[place] += given
        spare -= given
    return widths

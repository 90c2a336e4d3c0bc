"""Where a key leads to in lines of equally many cells; pure numbers."""

from PySide6.QtWidgets import QAbstractItemView

_Move = QAbstractItemView.CursorAction


def cell_after(move: QAbstractItemView.CursorAction, cell: int, count: int, columns: int, page: int) -> int:
    """Find the cell that a move leads to; beyond the ends it stays where it is.

    Args:
        move: what the key means.
        cell: where it begins, from 0.
        count: of all cells, at least 1.
        columns: cells in a line.
        page: lines that are seen at once, at least 1.
    """
    last = count - 1
    line, column = divmod(cell, columns)
    last_line = last // columns
    match move:
        case _Move.MoveHome:
            return 0
        case _Move.MoveEnd:
            return last
        case _Move.MoveLeft | _Move.MovePrevious:
            return max(0, cell - 1)
        case _Move.MoveRight | _Move.MoveNext:
            return min(last, cell + 1)
        case _Move.MoveUp | _Move.MovePageUp:
            lines = 1 if move == _Move.MoveUp else page
            return max(0, line - lines) * columns + column
        case _:
            lines = 1 if move == _Move.MoveDown else page
            to_line = min(last_line, line + lines)
            return cell if to_line == line else min(last, to_line * columns + column)

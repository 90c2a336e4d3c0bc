import pytest
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.widgets.cell_moves import cell_after

Move = QAbstractItemView.CursorAction


# Ten cells in lines of four, two lines seen at once:
#     0 1 2 3
#     4 5 6 7
#     8 9
@pytest.mark.parametrize(
    ("move", "cell", "expected"),
    [
        (Move.MoveRight, 3, 4),
        (Move.MoveRight, 9, 9),
        (Move.MoveLeft, 4, 3),
        (Move.MoveLeft, 0, 0),
        (Move.MoveNext, 0, 1),
        (Move.MovePrevious, 1, 0),
        (Move.MoveDown, 1, 5),
        (Move.MoveDown, 5, 9),
        (Move.MoveDown, 6, 9),
        (Move.MoveDown, 8, 8),
        (Move.MoveUp, 9, 5),
        (Move.MoveUp, 2, 2),
        (Move.MovePageDown, 0, 8),
        (Move.MovePageDown, 3, 9),
        (Move.MovePageDown, 4, 8),
        (Move.MovePageUp, 9, 1),
        (Move.MovePageUp, 6, 2),
        (Move.MoveHome, 6, 0),
        (Move.MoveEnd, 0, 9),
    ],
)
def test_keys_lead_where_one_would_look(move: QAbstractItemView.CursorAction, cell: int, expected: int) -> None:
    assert cell_after(move, cell, count=10, columns=4, page=2) == expected


def test_the_only_cell_is_never_left() -> None:
    for move in (Move.MoveDown, Move.MoveUp, Move.MoveLeft, Move.MoveRight, Move.MoveEnd, Move.MovePageDown):
        assert cell_after(move, 0, count=1, columns=4, page=2) == 0

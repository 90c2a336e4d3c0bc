from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.desktop.classify.listing.arrangement import Arrangement


def test_every_shown_row_knows_its_place_and_the_others_have_none() -> None:
    arrangement = Arrangement.of([3, 0], 5)
    assert [arrangement.place_of(row) for row in range(5)] == [1, -1, -1, 0, -1]
    assert arrangement.place_of(5) == -1  # it came after the arrangement was made


@given(st.permutations(range(8)), st.integers(0, 8), st.sets(st.integers(0, 7)))
def test_without_some_rows_the_rest_keeps_its_order(order: list[int], shown: int, leaving: set[int]) -> None:
    names = "abcdefgh"
    arrangement = Arrangement.of(order[:shown], len(names)).without(leaving)
    left = [name for row, name in enumerate(names) if row not in leaving]
    assert [left[row] for row in arrangement.rows] == [names[row] for row in order[:shown] if row not in leaving]
    assert arrangement == Arrangement.of(arrangement.rows, len(left))

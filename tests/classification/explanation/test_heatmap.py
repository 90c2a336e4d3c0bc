import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.explanation import Heatmap, Method
from resnet_desktop.classification.explanation.heatmap import Box

PLACE = (10.0, 20.0, 70.0, 80.0)


def heatmap(values: object, grid: Box = PLACE, box: Box = PLACE) -> Heatmap:
    return Heatmap(Method.CLASS_MAP, ("dog",), np.array(values, np.float32), grid, box, 0.0, 1.0)


def test_in_the_middle_of_a_cell_the_map_has_the_cells_value() -> None:
    values = np.random.default_rng(0).random((3, 3))
    found = [[heatmap(values).value_at(x, y) for x in (20, 40, 60)] for y in (30, 50, 70)]
    np.testing.assert_allclose(np.array(found, np.float64), values, atol=1e-5)


def test_between_two_cells_lies_what_is_between_their_values() -> None:
    value = heatmap([[0, 1], [0, 1]]).value_at(40, 50)
    assert value == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("point", [(9.9, 50), (70.1, 50), (40, 19.9), (40, 80.1), (-5, -5)])
def test_outside_of_its_box_the_map_has_no_value(point: tuple[float, float]) -> None:
    assert heatmap([[1]]).value_at(*point) is None


@pytest.mark.parametrize("point", [(10, 20), (70, 20), (10, 80), (70, 80)])
def test_the_corners_of_the_box_belong_to_the_map(point: tuple[float, float]) -> None:
    assert heatmap([[0.25]]).value_at(*point) == 0.25


def test_beyond_the_cells_the_outermost_go_on() -> None:
    """Cells of 20 px begin 10 px before the box, as the last stage's do, and end 10 px before its end."""
    shifted = heatmap([[1, 2, 3]] * 3, grid=(0, 10, 60, 70))
    assert shifted.value_at(10, 50) == pytest.approx(1)
    assert shifted.value_at(50, 50) == pytest.approx(3)
    assert shifted.value_at(69, 50) == pytest.approx(3)


def test_what_is_told_is_what_is_painted() -> None:
    drawn = heatmap(np.random.default_rng(1).random((3, 4)), grid=(2, 15, 66, 75))
    painted = drawn.sampled(PLACE, 60, 60)
    told = [[drawn.value_at(x + 0.5, y + 0.5) for x in range(10, 70, 4)] for y in range(20, 80, 4)]
    np.testing.assert_allclose(np.array(told, np.float64), painted[::4, ::4], atol=1e-3)


@settings(deadline=None, max_examples=50)
@given(
    rows=st.integers(1, 6),
    columns=st.integers(1, 6),
    size=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    before=st.floats(-30, 30),
    side=st.floats(5, 200),
)
def test_a_map_of_any_size_and_place_is_never_beyond_its_cells(
    rows: int, columns: int, size: tuple[int, int], before: float, side: float
) -> None:
    values = np.random.default_rng(rows * 7 + columns).standard_normal((rows, columns))
    grid = (10 + before, 20 + before, 10 + before + side, 20 + before + side)
    painted = heatmap(values, grid).sampled(PLACE, *size)
    assert painted.shape == size[::-1]
    assert painted.min() >= np.float32(values.min())
    assert painted.max() <= np.float32(values.max())


def test_a_map_says_what_it_is_and_what_it_does_not_show() -> None:
    text = heatmap([[1]]).text
    assert text.title == "Class map of dog"
    assert "dog" in text.sentence

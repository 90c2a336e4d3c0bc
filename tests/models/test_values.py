from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from resnet_desktop.models import WeightsError
from resnet_desktop.models.values import check_values, is_finite


@given(
    arrays(np.float16, array_shapes(max_dims=4, max_side=6), elements=st.floats(width=16))
    | arrays(np.float32, array_shapes(max_dims=4, max_side=6), elements=st.floats(width=32))
)
def test_it_finds_what_numpy_finds(array: np.ndarray) -> None:
    assert is_finite(array) == bool(np.isfinite(array).all())


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("place", [0, 32_767, 32_768, 99_999])
def test_no_place_in_a_large_array_is_left_out(dtype: type[np.floating], place: int) -> None:
    array = np.ones(100_000, dtype)
    assert is_finite(array)
    array[place] = np.nan
    assert not is_finite(array)


def test_the_largest_numbers_are_finite() -> None:
    for dtype in (np.float16, np.float32):
        assert is_finite(np.array([np.finfo(dtype).max, np.finfo(dtype).min, np.finfo(dtype).tiny, -0.0], dtype))
    assert is_finite(np.zeros((0, 3), np.float16))


def test_a_variance_may_be_zero_but_not_less() -> None:
    check_values({"bn/moving_variance": np.zeros(3, np.float32), "bn/moving_mean": -np.ones(3, np.float32)}, Path("x"))
    with pytest.raises(WeightsError, match="goes down to -1e-08"):
        check_values({"bn/moving_variance": np.array([1, -1e-8], np.float32)}, Path("x"))

import numpy as np
import pytest

from resnet_desktop.engines.near_ties import near_ties, settle
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array

PROBABILITIES = np.array(
    [[0.50, 0.10, 0.40], [0.90, 0.06, 0.04], [0.30, 0.36, 0.34], [0.33, 0.33, 0.34], [0.60, 0.00, 0.40]], np.float32
)


def test_a_near_tie_is_between_the_first_two_classes_wherever_they_are() -> None:
    assert near_ties(PROBABILITIES).tolist() == [2, 3]


@pytest.mark.parametrize("shape", [(0, 3), (4, 1), (0, 1)])
def test_without_pictures_or_a_second_class_there_is_none(shape: tuple[int, int]) -> None:
    assert near_ties(np.ones(shape, np.float32)).size == 0


def test_near_ties_are_settled_and_nothing_else_changes() -> None:
    batch = np.arange(5, dtype=np.uint8).reshape(5, 1, 1, 1)
    asked: list[list[int]] = []

    def exactly(near: UInt8Array) -> FloatArray:
        asked.append(near.ravel().tolist())
        return np.array([[0.1, 0.2, 0.7]] * len(near), np.float32)

    probabilities = PROBABILITIES.copy()
    settle(probabilities, batch, exactly)
    assert asked == [[2, 3]]
    np.testing.assert_array_equal(probabilities[[0, 1, 4]], PROBABILITIES[[0, 1, 4]])
    assert probabilities[2:4].argmax(axis=1).tolist() == [2, 2]


def test_without_a_near_tie_the_exact_network_is_not_even_made() -> None:
    settle(PROBABILITIES[:2].copy(), np.zeros((2, 1, 1, 3), np.uint8), lambda _: pytest.fail("it was asked"))

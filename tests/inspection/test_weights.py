"""What is said of weights agrees with NumPy, and filters have the colours that they answer to."""

import numpy as np
import pytest

from resnet_desktop.inspection.weights import filter_pictures, filters_of, kernel_sizes, layer_weights, spread
from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Kind, build
from tests.helpers.random_model import random_weights

GRAPH = build(RESNET50, 32, 3)
WEIGHTS = random_weights(GRAPH)


def test_a_spread_says_what_numpy_says() -> None:
    values = np.random.default_rng(1).normal(2, 3, 5000).astype(np.float32)
    made = spread(values)
    assert (made.count, made.low, made.high) == (5000, float(values.min()), float(values.max()))
    assert made.mean == pytest.approx(float(values.mean()), rel=1e-5)
    assert made.deviation == pytest.approx(float(values.std()), rel=1e-5)
    assert float(made.shares.sum()) == pytest.approx(1)
    counts, _ = np.histogram(values, len(made.shares))
    np.testing.assert_allclose(made.shares, counts / 5000, atol=1e-3)


def test_equal_values_are_all_in_one_bar() -> None:
    made = spread(np.ones(10, np.float16))
    assert (made.low, made.high) == (0.5, 1.5)
    assert sorted(made.shares.tolist())[-2:] == [0.0, 1.0]


def test_the_norm_of_a_filter_is_that_of_its_weights() -> None:
    kernel = np.random.default_rng(2).normal(size=(3, 3, 4, 8)).astype(np.float16)
    made = filters_of(kernel)
    expected = [float(np.linalg.norm(kernel[..., number].astype(np.float32))) for number in range(8)]
    np.testing.assert_allclose(made.norms, expected, rtol=1e-5)
    assert made.largest == int(np.argmax(expected))
    assert made.smallest == int(np.argmin(expected))
    assert made.dead == ()


def test_a_filter_without_weight_is_dead() -> None:
    kernel = np.ones((3, 3, 2, 5), np.float32)
    kernel[..., 3] = 0
    kernel[..., 4] = 1e-4
    assert filters_of(kernel).dead == (3, 4)


def test_a_filter_that_answers_to_red_is_red() -> None:
    kernel = np.zeros((2, 2, 3, 1), np.float32)
    kernel[0, 0, 2, 0] = 1  # the third channel that the network reads is red
    kernel[1, 1, 0, 0] = -1  # and the first is blue
    (picture,) = filter_pictures(kernel)
    assert picture[0, 0].tolist() == [255, 128, 128]
    assert picture[1, 1].tolist() == [128, 128, 0]
    assert picture[0, 1].tolist() == [128, 128, 128]


def test_only_the_layer_that_reads_the_picture_has_coloured_filters() -> None:
    for name in ("conv1", "res2a_branch2b", "fc3"):
        made = layer_weights(GRAPH, WEIGHTS, name)
        assert made is not None
        assert (made.pictures is not None) is (name == "conv1")


@pytest.mark.parametrize("network", NETWORKS)
def test_every_layer_with_weights_can_be_looked_at(network: str) -> None:
    graph = build(NETWORKS[network], 32, 3)
    weights = random_weights(graph)
    for layer in graph.layers:
        made = layer_weights(graph, weights, layer.name)
        if made is None:
            assert not layer.variables
            continue
        assert {name: each.count for name, each in made.spreads.items()} == {
            variable.name: variable.size for variable in layer.variables
        }
        assert (made.filters is None) is (layer.kind is Kind.BATCH_NORM)


def test_sizes_are_root_mean_squares_of_kernels_in_order() -> None:
    graph = build(LISTING, 32, 3)
    weights = random_weights(graph)
    sizes = kernel_sizes(graph.layers, weights)
    assert list(sizes) == [layer.name for layer in graph.layers if layer.macs]
    values = weights["res3a_branch2a/kernel"]
    assert sizes["res3a_branch2a"] == pytest.approx(float(np.sqrt(np.mean(values.astype(np.float64) ** 2))), rel=1e-4)

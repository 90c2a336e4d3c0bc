import numpy as np
from numpy.typing import NDArray

from resnet_desktop.inspection.activations import Activations, is_before_relu, shares, value_range
from resnet_desktop.inspection.channels import BY_NUMBER, BY_STRENGTH, channels_of
from tests.helpers.tiny_activations import small_activations


def with_layer(name: str, values: NDArray[np.float64]) -> Activations:
    """The small network's layers with one put in place of its own."""
    activations = small_activations("tiny")
    return Activations(activations.graph, {**activations.layers, name: values.astype(np.float32)})


def test_ranges_are_the_smallest_and_the_largest_value() -> None:
    activations = small_activations("tiny")
    for name, values in activations.layers.items():
        assert activations.ranges[name] == (values.min(), values.max())


def test_a_long_array_is_looked_at_to_its_end() -> None:
    values = np.zeros(3_000_001, np.float32)
    values[-1], values[0] = 5, -2
    assert value_range(values) == (-2, 5)


def test_the_network_range_leaves_the_pixels_out_and_tells_signed_layers_apart() -> None:
    activations = small_activations("tiny")
    low, high = activations.network_range(is_signed=True)
    assert low >= min(activations.ranges[name][0] for name in activations.layers if name not in ("input", "conv1_pad"))
    assert activations.ranges["conv1"][1] <= high
    low, _ = activations.network_range(is_signed=False)
    assert low >= 0


def test_a_channel_is_dead_when_it_is_zero_everywhere() -> None:
    maps = np.ones((4, 4, 3))
    maps[:, :, 1] = 0
    channels = channels_of(with_layer("res2a_relu", maps), "res2a_relu")
    assert list(channels.dead) == [False, True, False]
    assert channels.dead_count == 1
    assert list(channels.zero_shares) == [0, 1, 0]


def test_a_channel_before_a_relu_is_dead_when_it_is_never_above_zero() -> None:
    maps = np.full((4, 4, 3), -1.0)
    maps[1, 2, 0] = 0.1
    graph = small_activations("tiny").graph
    assert is_before_relu(graph, graph.layer("bn_conv1"))
    assert list(channels_of(with_layer("bn_conv1", maps), "bn_conv1").dead) == [False, True, True]
    assert not channels_of(with_layer("conv1", maps), "conv1").dead.any(), "a batch norm may still lift it"


def test_numbers_about_channels_are_those_of_numpy() -> None:
    activations = small_activations("tiny")
    maps, channels = activations.maps("res2a_relu"), channels_of(activations, "res2a_relu")
    np.testing.assert_allclose(channels.means, maps.mean(axis=(0, 1)), rtol=1e-5)
    np.testing.assert_allclose(channels.norms, np.linalg.norm(maps.reshape(-1, maps.shape[2]), axis=0), rtol=1e-5)
    np.testing.assert_array_equal(channels.highs, maps.max(axis=(0, 1)))
    np.testing.assert_allclose(channels.zero_shares, (maps == 0).mean(axis=(0, 1)), rtol=1e-6)


def test_channels_are_ordered_by_number_or_by_strength() -> None:
    maps = np.ones((2, 2, 3)) * np.array([1, 5, 3])
    channels = channels_of(with_layer("res2a_relu", maps), "res2a_relu")
    assert list(channels.order(BY_NUMBER)) == [0, 1, 2]
    assert list(channels.order(BY_STRENGTH)) == [1, 2, 0]


def test_a_vector_is_seen_as_maps_of_one_value() -> None:
    assert small_activations("tiny").maps("fc5").shape == (1, 1, 5)


def test_shares_of_values_sum_to_one_and_a_constant_has_an_interval_too() -> None:
    counted, low, high = shares(np.array([0, 0, 1, 4], np.float32), bins=4)
    assert list(counted) == [0.5, 0.25, 0, 0.25]
    assert (low, high) == (0, 4)
    counted, low, high = shares(np.zeros(9, np.float32))
    assert counted.sum() == 1
    assert low < 0 < high

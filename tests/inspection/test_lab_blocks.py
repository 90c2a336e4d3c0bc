import dataclasses

import numpy as np
import pytest

from resnet_desktop.inspection.lab_blocks import BlockSize, block_maps, block_sizes, residual_blocks
from resnet_desktop.network import LISTING, RESNET50, build
from tests.helpers.tiny_activations import small_activations


@pytest.mark.parametrize(("network", "count", "identities"), [(RESNET50, 16, 12), (LISTING, 16, 12)])
def test_every_block_that_adds_is_found(network: object, count: int, identities: int) -> None:
    found = residual_blocks(build(network))  # type: ignore[arg-type]
    assert len(found) == count
    assert sum(block.is_identity for block in found) == identities


def test_x_of_an_identity_block_is_what_came_in_and_of_a_convolutional_block_its_projection() -> None:
    by_name = {block.name: block for block in residual_blocks(build(RESNET50))}
    assert by_name["3b"].x.name == "res3a_relu"
    assert by_name["3b"].residual.name == "bn3b_branch2c"
    assert by_name["3b"].addition.name == "res3b"
    assert by_name["3a"].x.name == "bn3a_branch1"


@pytest.mark.parametrize("name", ["tiny", "tiny listing"])
def test_sizes_are_root_mean_squares_of_both_sides(name: str) -> None:
    activations = small_activations(name)
    for size in block_sizes(activations):
        x, residual = activations.layers[size.block.x.name], activations.layers[size.block.residual.name]
        assert size.x == pytest.approx(np.sqrt(np.mean(x.astype(np.float64) ** 2)), rel=1e-5)
        assert size.residual == pytest.approx(np.sqrt(np.mean(residual.astype(np.float64) ** 2)), rel=1e-5)
        assert size.ratio == pytest.approx(size.residual / size.x)
        assert not size.is_bypassed


def test_a_bypassed_block_is_told_apart() -> None:
    activations = dataclasses.replace(small_activations("tiny"), bypassed=frozenset({"2b"}))
    assert {size.block.name: size.is_bypassed for size in block_sizes(activations)} == {
        "2a": False,
        "2b": True,
        "3a": False,
    }


def test_nothing_has_a_ratio_to_an_x_of_zeros() -> None:
    block = residual_blocks(build(RESNET50))[1]
    assert BlockSize(block, 0.0, 1.0).ratio is None


@pytest.mark.parametrize("channel", [0, 5])
def test_maps_of_a_channel_add_up(channel: int) -> None:
    activations = small_activations("tiny")
    block = residual_blocks(activations.graph)[1]
    maps = block_maps(activations, block, channel)
    np.testing.assert_allclose(maps.x + maps.residual, maps.total, rtol=1e-5, atol=1e-5)
    assert maps.low == -maps.high
    assert maps.high == max(np.abs(each).max() for each in (maps.x, maps.residual, maps.total))


def test_maps_of_all_channels_are_root_mean_squares_per_place() -> None:
    activations = small_activations("tiny")
    block = residual_blocks(activations.graph)[0]
    maps = block_maps(activations, block)
    expected = np.sqrt((activations.layers[block.residual.name] ** 2).mean(axis=2))
    np.testing.assert_allclose(maps.residual, expected, rtol=1e-5)
    assert maps.low == 0


def test_a_map_of_zeros_still_has_a_range() -> None:
    activations = small_activations("tiny")
    block = residual_blocks(activations.graph)[0]
    zeros = {name: np.zeros_like(values) for name, values in activations.layers.items()}
    maps = block_maps(dataclasses.replace(activations, layers=zeros), block)
    assert maps.high > maps.low

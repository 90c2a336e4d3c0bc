import numpy as np
import pytest

from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, colour_table, coloured
from resnet_desktop.inspection.channels import channels_of
from resnet_desktop.inspection.mosaic import PER_CHANNEL, PER_LAYER, PER_NETWORK, mosaic, over_picture, scale_for, tiles
from tests.helpers.tiny_activations import small_activations


def test_layers_without_negative_values_run_from_zero_and_others_to_both_sides() -> None:
    activations = small_activations("tiny")
    relu = scale_for(activations, "conv1_relu", channels_of(activations, "conv1_relu"), PER_LAYER)
    assert relu.table == SEQUENTIAL
    assert set(relu.lows) == {0}
    norm = scale_for(activations, "bn_conv1", channels_of(activations, "bn_conv1"), PER_LAYER)
    assert norm.table == DIVERGING
    np.testing.assert_array_equal(norm.lows, -norm.highs)


@pytest.mark.parametrize("name", ["bn_conv1", "conv1_relu", "fc5"])
def test_the_scale_of_the_network_reaches_farthest_and_that_of_a_channel_least(name: str) -> None:
    activations = small_activations("tiny")
    channels = channels_of(activations, name)
    own, layer, network = (scale_for(activations, name, channels, per) for per in (PER_CHANNEL, PER_LAYER, PER_NETWORK))
    assert np.all(own.highs[~channels.dead] <= layer.highs[~channels.dead])
    assert np.all(layer.highs <= network.highs)


def test_a_channel_of_zeros_has_a_scale_and_the_lowest_colour() -> None:
    activations = small_activations("tiny")
    maps = activations.maps("conv1_relu").copy()
    maps[:, :, 3] = 0
    layers = {**activations.layers, "conv1_relu": maps}
    zeros = type(activations)(activations.graph, layers)
    scale = scale_for(zeros, "conv1_relu", channels_of(zeros, "conv1_relu"), PER_CHANNEL)
    assert np.all(scale.highs > scale.lows)
    assert (tiles(maps, [3], scale) == colour_table(SEQUENTIAL)[0]).all()


@pytest.mark.parametrize(("name", "table"), [("conv1_relu", SEQUENTIAL), ("bn_conv1", DIVERGING)])
def test_values_have_the_colours_that_the_table_gives_them(name: str, table: str) -> None:
    activations = small_activations("tiny")
    maps, channels = activations.maps(name), channels_of(activations, name)
    scale = scale_for(activations, name, channels, PER_CHANNEL)
    for channel, tile in enumerate(tiles(maps, range(channels.count), scale)):
        expected = coloured(maps[:, :, channel], float(scale.lows[channel]), float(scale.highs[channel]), table)
        assert np.abs(tile.astype(int) - expected).max() <= 4, "a step of the table, where rounding differs"
    alive = int(np.argmax(channels.norms))
    farthest = np.unravel_index(np.argmax(np.abs(maps[:, :, alive])), maps.shape[:2])
    end = -1 if maps[:, :, alive][farthest] > 0 else 0
    assert tuple(tiles(maps, [alive], scale)[0][farthest]) == tuple(colour_table(table)[end])


def test_a_mosaic_puts_channels_in_reading_order_with_gaps() -> None:
    activations = small_activations("tiny")
    maps = activations.maps("res2a_relu")
    scale = scale_for(activations, "res2a_relu", channels_of(activations, "res2a_relu"), PER_LAYER)
    side = maps.shape[0]
    picture = mosaic(maps, [4, 0, 2, 7, 5], scale, columns=3, gap=2, ground=(1, 2, 3))
    assert picture.shape == (2 * side + 2, 3 * side + 4, 3)
    np.testing.assert_array_equal(picture[side + 2 :, :side], tiles(maps, [7], scale)[0])
    assert tuple(picture[-1, -1]) == (1, 2, 3)
    assert tuple(picture[side, 0]) == (1, 2, 3)


def test_a_channel_over_the_picture_lies_in_its_box_and_nowhere_else() -> None:
    picture = np.zeros((448, 448, 3), np.uint8)
    tile = np.full((2, 2, 3), 200, np.uint8)
    made = over_picture(picture, tile, (-32, -32, 224, 224), 0.5)
    assert (made[:224, :224] == 100).all()
    assert not made[224:].any()
    assert not made[:, 224:].any()
    assert over_picture(picture[:64, :64], tile, (0, 0, 64, 64), 1).shape == (448, 448, 3)


def test_a_value_over_the_picture_lies_at_its_own_place() -> None:
    tile = np.zeros((4, 4, 3), np.uint8)
    tile[1, 2] = 255
    made = over_picture(np.zeros((448, 448, 3), np.uint8), tile, (-56, -56, 392, 392), 1)
    row, column = np.unravel_index(made[..., 0].argmax(), (448, 448))
    assert 56 <= row < 168
    assert 168 <= column < 280

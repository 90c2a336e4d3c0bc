import dataclasses

import numpy as np
import pytest

from resnet_desktop.inspection.activations import Activations
from resnet_desktop.inspection.operation import Addition, Convolution, Dense, Padding, Pixel, Pooling
from resnet_desktop.inspection.operation_chain import chain
from resnet_desktop.inspection.operation_steps import operation_at
from resnet_desktop.network import Kind
from tests.helpers.tiny_activations import SMALL_NETWORKS, small_activations, small_model, small_picture

NAMES = [network.name for network in SMALL_NETWORKS]


def places_of(activations: Activations, name: str) -> list[tuple[int, int, int]]:
    """The corners, where padding is, the middle, and a few at random."""
    rows, columns, count = activations.maps(name).shape
    generator = np.random.default_rng(len(name))
    random = zip(*(generator.integers(0, side, 4) for side in (rows, columns, count)), strict=True)
    corners = [(0, 0, 0), (rows - 1, columns - 1, count - 1), (0, columns - 1, 0), (rows // 2, columns // 2, 0)]
    return [*corners, *((int(row), int(column), int(channel)) for row, column, channel in random)]


@pytest.mark.parametrize("network", NAMES)
def test_every_step_of_every_layer_gives_the_value_that_is_shown(network: str) -> None:
    activations, model = small_activations(network), small_model(network)
    kinds = set()
    for layer in activations.graph.layers:
        kinds.add(layer.kind)
        size = max(abs(bound) for bound in activations.ranges[layer.name])
        for row, column, channel in places_of(activations, layer.name):
            operation = operation_at(
                activations, model.weights, layer.name, row, column, channel, temperature=model.card.temperature
            )
            assert operation.step.shown == activations.maps(layer.name)[row, column, channel]
            for step in operation.steps:
                tolerance = pytest.approx(step.shown, rel=1e-3, abs=1e-4 * size)
                assert step.value == tolerance, (layer.name, step.layer, row, column, channel)
    assert kinds >= set(Kind) - {Kind.ZERO_PADDING}


def test_a_convolution_is_its_products_and_its_bias() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    step = operation_at(activations, model.weights, "res2a_branch2b", 0, 3, 1).step
    assert isinstance(step, Convolution)
    products = step.patch * step.kernel
    np.testing.assert_allclose(products.sum(axis=(0, 1)), step.sums, rtol=1e-5, atol=1e-6)
    assert step.value == pytest.approx(products.sum() + step.bias, rel=1e-4, abs=1e-5)
    assert list(step.is_padding[:, 0]) == [True, False, False]
    assert not step.patch[0].any(), "the padding is zeros"
    assert (step.top, step.left) == (-1, 2)
    assert np.all(np.diff(np.abs(step.sums[step.strongest])) <= 0)


def test_the_padding_of_a_layer_of_its_own_is_marked_too() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    step = operation_at(activations, model.weights, "conv1", 0, 0, 0).step
    assert isinstance(step, Convolution)
    assert step.is_padding[:3].all()
    assert step.is_padding[:, :3].all()
    assert not step.is_padding[3:, 3:].any()


def test_the_steps_of_a_block_end_lead_from_the_last_convolution_to_the_relu() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    operation = operation_at(activations, model.weights, "res2b_relu", 1, 1, 2)
    names = [step.layer for step in operation.steps]
    assert names == ["res2b_branch2c", "bn2b_branch2c", "res2b", "res2b_relu"]
    addition = operation.steps[2]
    assert isinstance(addition, Addition)
    assert addition.shortcut_layer == "res2a_relu"
    assert addition.residual_layer == "bn2b_branch2c"


@pytest.mark.parametrize("network", NAMES)
def test_all_layers_of_a_chain_have_the_same_chain_or_lie_on_the_shortcut(network: str) -> None:
    graph = small_activations(network).graph
    for layer in graph.layers:
        found = chain(graph, layer)
        assert layer in found
        if not layer.is_shortcut:
            assert all(chain(graph, each) == found for each in found)
        assert all(each.output_shape == layer.output_shape for each in found)


def test_a_switched_off_block_adds_nothing() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    layers = dict(activations.layers)
    layers["res2b"] = layers["res2a_relu"]
    without = dataclasses.replace(activations, layers=layers, bypassed=frozenset({"2b"}))
    step = operation_at(without, model.weights, "res2b", 1, 1, 2).step
    assert isinstance(step, Addition)
    assert step.is_bypassed
    assert step.value == step.shown == step.shortcut


def test_max_pooling_names_the_winner_and_padding_never_wins() -> None:
    activations, model = small_activations("tiny listing"), small_model("tiny listing")
    rows = activations.maps("pool1").shape[0]
    step = operation_at(activations, model.weights, "pool1", rows - 1, rows - 1, 3).step
    assert isinstance(step, Pooling)
    assert step.is_padding.any()
    assert step.patch[step.winner] == step.value
    assert not step.is_padding[step.winner]


def test_a_padded_place_is_zero_and_all_others_name_their_source() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    outside = operation_at(activations, model.weights, "conv1_pad", 0, 10, 0).step
    inside = operation_at(activations, model.weights, "conv1_pad", 3, 10, 0).step
    assert isinstance(outside, Padding)
    assert isinstance(inside, Padding)
    assert outside.place is None
    assert outside.value == 0
    assert inside.place == (0, 7)


def test_the_input_is_a_pixel_minus_a_mean() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    step = operation_at(activations, model.weights, "input", 9, 9, 2).step
    assert isinstance(step, Pixel)
    assert (step.colour, step.pixel) == ("red", small_picture()[9, 9, 0])


def test_the_dense_layer_sums_its_products_to_a_logit_and_shares_by_softmax() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    operation = operation_at(activations, model.weights, "fc5", 0, 0, 2, temperature=1.5)
    step = operation.step
    assert isinstance(step, Dense)
    assert (step.total + step.bias) / 1.5 == pytest.approx(step.logits[2], rel=1e-4)


def test_a_place_that_is_not_there_is_refused() -> None:
    activations, model = small_activations("tiny"), small_model("tiny")
    with pytest.raises(IndexError, match="fc5 has 1 x 1 values in 5 channels"):
        operation_at(activations, model.weights, "fc5", 0, 0, 5)

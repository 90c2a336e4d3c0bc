"""The network's data against Keras, layer by layer: the test that keeps the two from drifting."""

from math import prod
from typing import Any

import pytest

from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Graph, Kind, build

keras_network = pytest.importorskip("resnet_desktop.engines.keras_network")
pytest.importorskip("keras")


def _inputs(layer: Any) -> list[str]:
    """Names of the layers that a Keras layer reads."""
    return [tensor._keras_history.operation.name for tensor in layer._inbound_nodes[0].input_tensors]


def _assert_builder_equals_data(graph: Graph) -> None:
    model = keras_network.build_keras_network(graph)
    ours = {layer.name: layer for layer in model.layers}
    first = next(layer for layer in graph.layers if layer.inputs == ("input",))
    for layer in graph.layers[1:]:
        keras_layer = ours[layer.name]
        assert type(keras_layer).__name__ == layer.kind.value
        assert tuple(keras_layer.output.shape[1:]) == layer.output_shape, layer.name
        assert keras_layer.count_params() == layer.parameter_count, layer.name
        trainable = sum(prod(weight.shape) for weight in keras_layer.trainable_weights)
        assert trainable == layer.trainable_parameter_count, layer.name
        if layer is not first:
            assert _inputs(keras_layer) == list(layer.inputs), layer.name
    assert model.count_params() == graph.parameter_count


@pytest.mark.parametrize(
    ("name", "input_size", "classes", "pool_window"),
    [
        ("resnet50", 224, 1000, None),
        ("resnet50", 64, 6, 2),
        ("resnet50", 97, 10, None),
        ("resnet50-v1.5", 97, 10, None),
        ("listing", 224, 1000, None),
        ("listing", 160, 6, 2),
    ],
)
def test_our_keras_builder_equals_the_data_layer_by_layer(
    name: str, input_size: int, classes: int, pool_window: int | None
) -> None:
    _assert_builder_equals_data(build(NETWORKS[name], input_size, classes, pool_window))


def test_resnet50_equals_keras_applications_layer_by_layer() -> None:
    keras = keras_network.import_keras()
    peer = keras.applications.ResNet50(weights=None)
    graph = build(RESNET50)
    aliases = {layer.name: layer.alias for layer in graph.layers}
    peers = {layer.name: layer for layer in peer.layers}
    for layer in graph.layers[1:]:
        if layer.kind is Kind.FLATTEN:  # Keras pools globally: its avg_pool gives the flat features at once
            assert layer.output_shape == tuple(peer.get_layer("avg_pool").output.shape[1:])
            continue
        keras_layer = peers.pop(layer.alias)
        assert keras_layer.count_params() == layer.parameter_count
        shapes = [tuple(weight.shape) for weight in keras_layer.weights]
        assert shapes == [variable.shape for variable in layer.variables], layer.name
        if layer.kind is Kind.AVERAGE_POOL:
            assert type(keras_layer).__name__ == "GlobalAveragePooling2D"
            assert layer.output_shape == (1, 1, keras_layer.output.shape[-1])
        else:
            assert type(keras_layer).__name__ == layer.kind.value
            assert tuple(keras_layer.output.shape[1:]) == layer.output_shape, layer.name
        inputs = [aliases[name] or "avg_pool" for name in layer.inputs]
        if layer.inputs != ("input",):
            assert _inputs(keras_layer) == inputs, layer.name
    assert [type(layer).__name__ for layer in peers.values()] == ["InputLayer"]  # nothing of Keras's is missing here
    assert peer.count_params() == graph.parameter_count == 25_636_712


def test_the_listings_network_has_no_padding_layers() -> None:
    assert Kind.ZERO_PADDING not in {layer.kind for layer in build(LISTING).layers}

"""OpenVINO against Keras: probabilities, and the output of layers of every kind."""

from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines.keras_engine import KerasEngine
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.images import decode, short_side_for, to_batch
from resnet_desktop.network import Graph, Kind
from tests.helpers.random_model import random_model

pytest.importorskip("keras")


def layers_of_every_kind(graph: Graph) -> list[str]:
    """The first and the last layer of each kind."""
    first = {layer.kind: layer.name for layer in reversed(graph.layers)}
    last = {layer.kind: layer.name for layer in graph.layers}
    return list(dict.fromkeys([*first.values(), *last.values()]))


@pytest.mark.parametrize(
    ("network", "input_size", "classes", "pool_window"),
    [
        ("resnet50", 224, 1000, None),
        ("resnet50", 64, 6, 2),
        ("resnet50", 97, 10, None),
        ("listing", 224, 1000, None),
        ("listing", 161, 6, 3),
    ],
)
def test_openvino_equals_keras(
    network: str, input_size: int, classes: int, pool_window: int | None, sample_photos: list[Path]
) -> None:
    model = random_model(network, input_size, classes, pool_window)
    graph, preprocessing = model.card.graph(), model.card.preprocessing
    photos = [decode(path, short_side_for(preprocessing)) for path in sample_photos[:4]]
    batch = to_batch(photos, preprocessing)
    names = layers_of_every_kind(graph)
    assert {graph.layer(name).kind for name in names} >= set(Kind) - {Kind.ZERO_PADDING}

    expected = KerasEngine(model, precision="f32").outputs(batch, names)
    engine = OpenVinoEngine(model, "f32")
    found = engine.outputs(batch, names)

    assert expected[graph.output.name].std(axis=0).max() > 1e-5, "the photos must not all look the same to this network"
    np.testing.assert_allclose(engine.predict(batch), expected[graph.output.name], rtol=0, atol=1e-4)
    np.testing.assert_allclose(engine.predict(batch), expected[graph.output.name], rtol=5e-3)
    for name in names:
        assert found[name].shape == (len(batch), *graph.layer(name).output_shape)
        distance = np.abs(found[name] - expected[name]).max() / np.abs(expected[name]).max()
        assert distance < 1e-3, f"{name} differs by {distance:.2g} of its largest value"

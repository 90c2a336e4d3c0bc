"""Our Keras network against the one that Keras ships: the same weights must give the same probabilities."""

from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines.keras_engine import KerasEngine
from resnet_desktop.engines.keras_network import import_keras
from resnet_desktop.images import decode, short_side_for, to_batch
from tests.helpers.random_model import random_model

pytest.importorskip("keras")


def test_the_keras_network_equals_the_one_of_keras_applications(sample_photos: list[Path]) -> None:
    keras = import_keras()
    model = random_model(input_size=224, classes=1000)
    peer = keras.applications.ResNet50(weights=None)
    for layer in model.card.graph().layers:
        if layer.variables:
            arrays = [model.weights[f"{layer.name}/{variable.name}"] for variable in layer.variables]
            peer.get_layer(layer.alias).set_weights(arrays)
    preprocessing = model.card.preprocessing
    photos = [decode(path, short_side_for(preprocessing)) for path in sample_photos]
    batch = to_batch(photos, preprocessing)

    expected = peer.predict_on_batch(keras.applications.resnet50.preprocess_input(batch.astype(np.float32)))
    found = KerasEngine(model, precision="f32").predict(batch)

    assert expected.std(axis=0).max() > 1e-4, "the photos must not all look the same to this network"
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5)
    np.testing.assert_allclose(found, expected, rtol=1e-3)

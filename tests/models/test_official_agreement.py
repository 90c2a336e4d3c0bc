"""The whole way with a file that Keras itself wrote: from a web server to the same probabilities as Keras's own."""

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.jobs import Control
from resnet_desktop.models import Library
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.importing import import_file
from resnet_desktop.models.official import IMAGENET, download_official
from resnet_desktop.network import RESNET50, build
from tests.helpers.bad_server import NO_WAITS, Server, ranged, serving
from tests.helpers.random_model import random_weights

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:__array__ implementation"),  # of TensorFlow, which Keras calls without need
]


@pytest.fixture(scope="module")
def peer() -> Any:
    """Keras's own network with random weights whose predictions differ from picture to picture."""
    keras = pytest.importorskip("keras")
    model = keras.applications.ResNet50(weights=None)
    graph = build(RESNET50)
    weights = random_weights(graph)
    for layer in graph.layers:
        if layer.variables:
            arrays = [weights[f"{layer.name}/{variable.name}"] for variable in layer.variables]
            model.get_layer(layer.alias).set_weights(arrays)
    return model


def assert_same_probabilities(library: Library, name: str, peer: Any) -> None:
    keras = pytest.importorskip("keras")
    batch = np.random.default_rng(0).integers(0, 256, (4, 224, 224, 3)).astype(np.uint8)
    batch[1:] = batch[1:] // 3 + np.array([0, 60, 120], np.uint8)
    theirs = peer.predict_on_batch(keras.applications.resnet.preprocess_input(batch.astype(np.float32)))
    ours = OpenVinoEngine(library.get(name), "f32").predict(batch)
    assert np.ptp(theirs, axis=0).max() > 1e-4, "the pictures differ"
    np.testing.assert_allclose(ours, theirs, rtol=2e-3, atol=1e-6)
    np.testing.assert_array_equal(ours.argmax(axis=1), theirs.argmax(axis=1))


def test_a_downloaded_file_predicts_what_keras_predicts(peer: Any, own_home: Path, tmp_path: Path) -> None:
    peer.save(tmp_path / "official.h5")
    content = (tmp_path / "official.h5").read_bytes()
    library, bases = Library(own_home / "bundled", own_home / "models"), Bases(own_home / "bases")
    with serving(Server([lambda handler: ranged(handler, 40_000_000), ranged], content=content)) as server:
        source = dataclasses.replace(
            IMAGENET.source, url=server.url, md5=hashlib.md5(content).hexdigest(), size=len(content)
        )
        official = dataclasses.replace(IMAGENET, source=source)
        imported = download_official(Control(), library, bases, official, waits_s=NO_WAITS)
        assert server.ranges == ["", "bytes=40000000-"]
    assert imported.notices == ()
    assert library.get("resnet50-imagenet").card.labels[282] == "tiger cat"
    assert_same_probabilities(library, "resnet50-imagenet", peer)


def test_a_keras_archive_predicts_what_keras_predicts(peer: Any, own_home: Path, tmp_path: Path) -> None:
    peer.save(tmp_path / "whole.keras")
    library, bases = Library(own_home / "bundled", own_home / "models"), Bases(own_home / "bases")
    import_file(Control(), library, bases, tmp_path / "whole.keras")
    assert_same_probabilities(library, "whole", peer)

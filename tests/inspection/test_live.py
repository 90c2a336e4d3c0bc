"""The live network against Keras: every layer of every kind, and networks that never had the bypassed blocks."""

import dataclasses
import functools
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.images import UInt8Array, decode, short_side_for, to_batch
from resnet_desktop.inspection.live import LiveNetwork
from resnet_desktop.models import Model
from resnet_desktop.network import NETWORKS as KNOWN
from resnet_desktop.network import Kind, Stage
from tests.helpers.random_model import random_model
from tests.helpers.shortened import without_blocks
from tests.helpers.tiny_model import TINY

NETWORKS = [("resnet50", 64, None), ("resnet50", 97, None), ("listing", 64, None), ("listing", 161, 3)]


def photos_for(model: Model, paths: list[Path]) -> UInt8Array:
    preprocessing = model.card.preprocessing
    return to_batch([decode(path, short_side_for(preprocessing)) for path in paths], preprocessing)


@functools.cache
def live_of(network: str, input_size: int, pool_window: int | None = None) -> LiveNetwork:
    return LiveNetwork(random_model(network, input_size, 10, pool_window))


@pytest.mark.parametrize(("network", "input_size", "pool_window"), NETWORKS)
def test_maps_equal_what_keras_computes_in_every_layer(
    network: str, input_size: int, pool_window: int | None, sample_photos: list[Path]
) -> None:
    pytest.importorskip("keras")
    from resnet_desktop.engines.keras_engine import KerasEngine

    live = live_of(network, input_size, pool_window)
    names = [layer.name for layer in live.graph.layers]
    if network == "resnet50":
        assert {layer.kind for layer in live.graph.layers} == set(Kind)
    photo = photos_for(live.model, sample_photos[:1])
    expected = KerasEngine(live.model, precision="f32").outputs(photo, names)
    found = live.activations(photo[0])
    assert list(found) == names
    for name in names:
        assert found[name].shape == live.graph.layer(name).output_shape
        assert found[name].dtype == np.float32
        distance = np.abs(found[name] - expected[name][0]).max() / np.abs(expected[name]).max()
        assert distance < 1e-3, f"{name} differs by {distance:.2g} of its largest value"


@pytest.mark.parametrize(("network", "input_size", "pool_window"), NETWORKS[1:3])
@pytest.mark.parametrize("share", [0.4, 1.0])
def test_bypassed_blocks_leave_what_keras_computes_without_them(
    network: str, input_size: int, pool_window: int | None, share: float, sample_photos: list[Path]
) -> None:
    pytest.importorskip("keras")
    from resnet_desktop.engines.keras_network import build_keras_network, load_weights

    live = live_of(network, input_size, pool_window)
    bypassed = live.blocks if share == 1 else live.blocks[1::2]
    shorter = without_blocks(live.graph, bypassed)
    taken_out = len(live.graph.layers) - len(shorter.layers)
    assert taken_out == len(bypassed) * {"resnet50": 10, "listing": 7}[network]
    keras_model = build_keras_network(shorter)
    load_weights(keras_model, shorter, live.model.weights)
    photos = photos_for(live.model, sample_photos[:3])
    expected = keras_model.predict(photos, verbose=0)
    found = live.predict(photos, [bypassed] * len(photos))
    whole = live.predict(photos, [()] * len(photos))
    assert np.abs(found - whole).max() > 1e-3, "the blocks must matter, or this shows nothing"
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)
    seen = live.activations(photos[0], bypassed)
    np.testing.assert_allclose(seen[live.graph.output.name], expected[0], rtol=1e-3, atol=1e-5)


def test_with_all_blocks_it_is_the_plain_network(sample_photos: list[Path]) -> None:
    live = live_of("resnet50", 64)
    photos = photos_for(live.model, sample_photos[:3])
    plain = OpenVinoEngine(live.model, "f32").predict(photos)
    np.testing.assert_allclose(live.predict(photos, [()] * 3), plain, rtol=1e-4, atol=1e-6)


def test_each_picture_of_a_batch_has_its_own_choice_of_blocks(sample_photos: list[Path]) -> None:
    live = live_of("resnet50", 64)
    photo = photos_for(live.model, sample_photos[:1])
    choices = [(), *((name,) for name in live.blocks), live.blocks]
    together = live.predict(np.repeat(photo, len(choices), axis=0), choices)
    alone = np.concatenate([live.predict(photo, [choice]) for choice in choices])
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-6)
    assert len(np.unique(together.round(6), axis=0)) == len(choices)


def test_inside_a_bypassed_block_layers_say_what_they_would_add(sample_photos: list[Path]) -> None:
    live = live_of("resnet50", 64)
    photo = photos_for(live.model, sample_photos[:1])[0]
    whole, without = live.activations(photo), live.activations(photo, ["3b"])
    np.testing.assert_allclose(without["bn3b_branch2c"], whole["bn3b_branch2c"], rtol=1e-4, atol=1e-4)
    np.testing.assert_array_equal(without["res3b"], without["res3a_relu"])
    assert np.abs(without["res3b"] - whole["res3b"]).max() > 0.1


def test_blocks_are_the_identity_blocks_from_the_input_on() -> None:
    assert live_of("resnet50", 64).blocks == ("2b", "2c", "3b", "3c", "3d", "4b", "4c", "4d", "4e", "4f", "5b", "5c")
    assert len(live_of("listing", 64).blocks) == 2 + 3 + 5 + 2


def test_probabilities_heed_the_temperature(sample_photos: list[Path]) -> None:
    cold, warm = random_model("resnet50", 64), random_model("resnet50", 64, temperature=2.0)
    photos = photos_for(warm, sample_photos[:2])
    logits = np.log(LiveNetwork(cold).predict(photos, [(), ("2b",)]))
    expected = np.exp(logits / 2)
    expected /= expected.sum(axis=1, keepdims=True)
    live = LiveNetwork(warm)
    np.testing.assert_allclose(live.predict(photos, [(), ("2b",)]), expected, rtol=1e-3)
    np.testing.assert_allclose(live.activations(photos[0])[live.graph.output.name], expected[0], rtol=1e-3)


@pytest.mark.parametrize("name", ["2a", "9z"])
def test_only_identity_blocks_can_be_switched_off(name: str, sample_photos: list[Path]) -> None:
    live = live_of("resnet50", 64)
    photo = photos_for(live.model, sample_photos[:1])
    with pytest.raises(ValueError, match=f"'{name}' is no identity block of ResNet-50"):
        live.predict(photo, [(name,)])


def test_a_picture_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="64, 64, 3"):
        live_of("resnet50", 64).activations(np.zeros((32, 32, 3), np.uint8))


def test_no_pictures_give_no_probabilities() -> None:
    live = live_of("resnet50", 64)
    assert live.predict(np.empty((0, 64, 64, 3), np.uint8), []).shape == (0, 10)


def test_a_network_without_identity_blocks_has_nothing_to_switch_off(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = dataclasses.replace(TINY, name="bare", stages=(Stage(4, 1, 1), Stage(4, 1, 2)))
    monkeypatch.setitem(KNOWN, "bare", bare)
    live = LiveNetwork(random_model("bare", 32, 3))
    photo = np.random.default_rng(0).integers(0, 256, (1, 32, 32, 3), np.uint8)
    assert live.blocks == ()
    np.testing.assert_allclose(live.activations(photo[0])["fc3"], live.predict(photo, [()])[0], rtol=1e-4)

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines import EngineError
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.engines.openvino_network import build_openvino_network, openvino_core
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model, read_model, write_model
from resnet_desktop.network import NetworkError
from tests.helpers.random_model import random_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def engine(tiny_model: Model) -> OpenVinoEngine:
    return OpenVinoEngine(tiny_model, "f32")


def has_bfloat16() -> bool:
    return "BF16" in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def test_each_row_is_a_distribution_over_the_classes(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    probabilities = engine.predict(noise)
    assert probabilities.shape == (40, 3)
    assert probabilities.dtype == np.float32
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize("size", [0, 1, 2, 15, 16, 17, 33, 40])
def test_a_picture_gets_the_same_answer_in_any_batch(engine: OpenVinoEngine, noise: UInt8Array, size: int) -> None:
    alone = np.array([engine.predict(noise[index : index + 1])[0] for index in range(size)]).reshape(size, 3)
    np.testing.assert_allclose(engine.predict(noise[:size]), alone, rtol=1e-5)


def test_pictures_need_not_lie_one_after_another_in_memory(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    np.testing.assert_array_equal(engine.predict(noise[::2]), engine.predict(noise[::2].copy()))


@pytest.mark.parametrize("input_size", [32, 64, 224])
def test_small_pictures_are_run_several_at_a_time_and_large_ones_alone(input_size: int) -> None:
    engine = OpenVinoEngine(random_model("tiny", input_size, 3), "f32")
    assert engine._chunk == {32: 16, 64: 8, 224: 1}[input_size]
    assert engine.best_batch_size >= 2 * engine._chunk
    assert engine.predict(np.zeros((engine.best_batch_size + 1, input_size, input_size, 3), np.uint8)).shape[1] == 3


def test_every_layer_can_be_an_output(engine: OpenVinoEngine, tiny_model: Model, noise: UInt8Array) -> None:
    layers = tiny_model.card.graph().layers
    found = engine.outputs(noise[:3], [layer.name for layer in layers])
    assert {name: array.shape for name, array in found.items()} == {
        layer.name: (3, *layer.output_shape) for layer in layers
    }


def test_the_layers_of_a_model_from_disk_can_be_outputs_too(
    engine: OpenVinoEngine, tiny_model: Model, noise: UInt8Array, tmp_path: Path
) -> None:
    stored = write_model(tmp_path / tiny_model.card.name, tiny_model.card, tiny_model.weights, dtype="float32")
    read = read_model(stored.folder)
    assert not any(array.flags.writeable for array in read.weights.values())
    names = [layer.name for layer in tiny_model.card.graph().layers]
    found, expected = OpenVinoEngine(read, "f32").outputs(noise[:2], names), engine.outputs(noise[:2], names)
    for name in names:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-4, atol=1e-4, err_msg=name)


def test_the_input_layer_is_the_picture_in_bgr_without_the_mean(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    expected = noise[:2, :, :, ::-1].astype(np.float32) - np.array([103.939, 116.779, 123.68], np.float32)
    np.testing.assert_allclose(engine.outputs(noise[:2], ["input"])["input"], expected, atol=1e-4)


def test_folding_the_batch_norms_changes_nothing(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    np.testing.assert_allclose(engine.outputs(noise, ["fc3"])["fc3"], engine.predict(noise), rtol=1e-4)


def test_the_names_of_layers_are_those_of_operations(tiny_model: Model) -> None:
    graph = tiny_model.card.graph()
    network = build_openvino_network(graph, tiny_model.weights, layers=[graph.output.name])
    assert {layer.name for layer in graph.layers} <= {node.get_friendly_name() for node in network.get_ops()}


def test_the_temperature_divides_the_logits(noise: UInt8Array) -> None:
    plain = OpenVinoEngine(random_model("tiny", 32, 3), "f32").predict(noise)
    softened = np.exp(np.log(plain) / 2.5)
    found = OpenVinoEngine(random_model("tiny", 32, 3, temperature=2.5), "f32").predict(noise)
    np.testing.assert_allclose(found, softened / softened.sum(axis=1, keepdims=True), rtol=1e-4)


@pytest.mark.parametrize("shape", [(2, 31, 32, 3), (2, 32, 32), (32, 32, 3), (2, 32, 32, 4)])
def test_another_shape_is_refused_with_what_was_expected(engine: OpenVinoEngine, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"uint8 of shape \(n, 32, 32, 3\), not uint8"):
        engine.predict(np.zeros(shape, np.uint8))


def test_floats_are_refused(engine: OpenVinoEngine) -> None:
    with pytest.raises(ValueError, match="not float32"):
        engine.predict(np.zeros((1, 32, 32, 3), np.float32))


def test_an_unknown_layer_is_named(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    with pytest.raises(NetworkError, match="'res9z'"):
        engine.outputs(noise[:1], ["conv1", "res9z"])


def test_no_layers_give_no_outputs(engine: OpenVinoEngine, noise: UInt8Array) -> None:
    assert engine.outputs(noise[:1], []) == {}


def test_bf16_is_what_it_says_or_says_that_it_is_not(tiny_model: Model, noise: UInt8Array) -> None:
    plain = OpenVinoEngine(tiny_model, "f32").predict(noise)
    engine = OpenVinoEngine(tiny_model, "bf16")
    if has_bfloat16():
        assert (engine.precision, engine.notices) == ("bf16", ())
        assert np.abs(engine.predict(noise) - plain).max() > 0, "bf16 cannot give the very same numbers"
    else:
        assert engine.precision == "f32"
        assert engine.notices == ("This processor has no bf16; it computes in f32",)
        np.testing.assert_array_equal(engine.predict(noise), plain)
    np.testing.assert_allclose(engine.predict(noise), plain, atol=0.05)


def test_auto_is_bf16_where_the_processor_has_it(tiny_model: Model) -> None:
    engine = OpenVinoEngine(tiny_model)
    assert engine.precision == ("bf16" if has_bfloat16() else "f32")
    assert engine.notices == ()


def test_what_openvino_refuses_is_one_sentence_and_leaves_no_thread(tiny_model: Model) -> None:
    before = threading.active_count()
    with pytest.raises(EngineError, match=r"^The network cannot be made ready: .*f99") as caught:
        OpenVinoEngine(tiny_model, "f99")
    assert "\n" not in str(caught.value)
    assert threading.active_count() == before


def test_a_missing_openvino_is_one_sentence(tiny_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise ImportError("libopenvino.so: cannot open shared object file")

    monkeypatch.setattr("resnet_desktop.engines.openvino_engine.import_openvino", fail)
    with pytest.raises(EngineError, match=r"^OpenVINO cannot be loaded: libopenvino"):
        OpenVinoEngine(tiny_model)


def test_a_failure_while_running_is_one_sentence(
    tiny_model: Model, noise: UInt8Array, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = OpenVinoEngine(tiny_model)

    def fail() -> None:
        raise RuntimeError("Exception from src/inference.cpp:66:\nThe device is gone.\n\n")

    monkeypatch.setattr(engine._queue, "wait_all", fail)
    with pytest.raises(EngineError, match=r"^The network stopped working: The device is gone$"):
        engine.predict(noise)


def test_ctrl_c_reaches_a_program_that_let_go_of_two_engines() -> None:
    code = (
        "import signal; from tests.helpers.random_model import random_model; "
        "from resnet_desktop.engines.openvino_engine import OpenVinoEngine; "
        "model = random_model('resnet50', 32, 3); "
        "first = OpenVinoEngine(model, 'f32'); second = OpenVinoEngine(model, 'f32'); del first; del second; "
        "signal.signal(signal.SIGINT, lambda *_: print('pressed')); signal.raise_signal(signal.SIGINT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "pressed\n", "")

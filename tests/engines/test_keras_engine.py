import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines import EngineError
from resnet_desktop.engines.keras_engine import KerasEngine
from resnet_desktop.engines.keras_network import import_keras
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model
from tests.helpers.random_model import random_model

pytest.importorskip("keras")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def engine(tiny_model: Model) -> KerasEngine:
    return KerasEngine(tiny_model)


def test_it_gives_what_openvino_gives(engine: KerasEngine, tiny_model: Model, noise: UInt8Array) -> None:
    np.testing.assert_allclose(engine.predict(noise), OpenVinoEngine(tiny_model, "f32").predict(noise), atol=1e-5)


def test_nothing_in_gives_nothing_out(engine: KerasEngine, noise: UInt8Array) -> None:
    assert engine.predict(noise[:0]).shape == (0, 3)


def test_every_layer_can_be_an_output(engine: KerasEngine, tiny_model: Model, noise: UInt8Array) -> None:
    layers = tiny_model.card.graph().layers
    found = engine.outputs(noise[:2], [layer.name for layer in layers])
    expected = OpenVinoEngine(tiny_model, "f32").outputs(noise[:2], list(found))
    for layer in layers:
        assert found[layer.name].shape == (2, *layer.output_shape)
        np.testing.assert_allclose(
            found[layer.name], expected[layer.name], atol=1e-4 * np.abs(expected[layer.name]).max()
        )


def test_it_says_what_it_is(engine: KerasEngine) -> None:
    assert (engine.name, engine.device, engine.precision, engine.input_size, engine.classes) == (
        "TensorFlow", "CPU", "f32", 32, 3,
    )  # fmt: skip


def test_the_temperature_divides_the_logits(noise: UInt8Array) -> None:
    model = random_model("tiny", 32, 3, temperature=2.5)
    expected = OpenVinoEngine(model, "f32").predict(noise)
    np.testing.assert_allclose(KerasEngine(model).predict(noise), expected, atol=1e-5)


def test_bf16_is_near_f32_and_the_policy_of_others_stays(
    engine: KerasEngine, tiny_model: Model, noise: UInt8Array
) -> None:
    half = KerasEngine(tiny_model, precision="bf16")
    difference = np.abs(half.predict(noise) - engine.predict(noise))
    assert 0 < difference.max() < 0.05
    assert import_keras().config.dtype_policy().name == "float32"


def test_a_gpu_that_is_not_there_is_refused(tiny_model: Model) -> None:
    keras = import_keras()
    if keras.distribution.list_devices("gpu"):
        pytest.skip("there is a GPU here")
    with pytest.raises(EngineError, match=r"^TensorFlow as it is installed sees no GPU$"):
        KerasEngine(tiny_model, "gpu")


@pytest.mark.parametrize("backend", ["torch", "jax"])
def test_other_backends_of_keras_give_the_same(backend: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed; it is no dependency of the program")
    code = """
import sys
import numpy as np
from resnet_desktop.engines.keras_engine import KerasEngine
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY
NETWORKS[TINY.name] = TINY
model = random_model("tiny", 32, 3)
batch = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3), dtype=np.uint8)
engine = KerasEngine(model)
np.testing.assert_allclose(engine.predict(batch), OpenVinoEngine(model, "f32").predict(batch), atol=1e-5)
layer = engine.outputs(batch, ["pool1"])["pool1"]
assert layer.shape == (4, 8, 8, 64), layer.shape
assert "tensorflow" not in sys.modules
print(engine.name, engine.device)
"""
    environment = {**os.environ, "KERAS_BACKEND": backend, "KERAS_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [{"torch": "PyTorch", "jax": "JAX"}[backend], "CPU"]

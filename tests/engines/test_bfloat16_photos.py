"""bf16 on real photos, with the bundled model: what the processor makes of it, and what rounding alone does."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from resnet_desktop.engines import open_engine, openvino_network
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.engines.openvino_network import openvino_core
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array, decode, short_side_for, to_batch
from resnet_desktop.models import DEFAULT_MODEL, Model, default_library
from resnet_desktop.network import Layer
from tests.helpers.random_model import random_model

# Dekker 1971: x * s - (x * s - x) keeps the 8 leading bits of x, which are those of bf16.
_SPLIT = np.array(2**16 + 1, np.float32)
LARGE = 106


class RoundingBuilder(openvino_network._Builder):
    """Rounds every kernel and the output of every operation to bf16, and so rounds more often than a processor does."""

    def _constant(self, array: npt.NDArray[Any]) -> Any:
        if array.dtype == np.float32 and array.size > 3:  # the mean and scalars stay
            scaled = array * _SPLIT
            array = scaled - (scaled - array)
        return super()._constant(array)

    def _operation(self, layer: Layer, inputs: list[Any], arrays: Any) -> Any:
        output = super()._operation(layer, inputs, arrays)
        if layer is self._graph.output:
            return output
        scaled = self.ops.multiply(output, super()._constant(_SPLIT))
        return self.ops.subtract(scaled, self.ops.subtract(scaled, output))


@pytest.fixture(scope="module")
def model() -> Model:
    library = default_library()
    if DEFAULT_MODEL not in library.names():
        pytest.skip(f"the bundled model {DEFAULT_MODEL} is not there yet")
    return library.get(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def photos(shared_data: Path, test_pictures: list[Path], model: Model) -> UInt8Array:
    """Photos of what the model knows, and of things between whose classes it wavers: the large ones and 1,000 more."""
    large = sorted((shared_data / "data" / "photos").glob("*.JPEG"))
    assert len(large) == LARGE
    paths = [*large, *test_pictures]
    preprocessing = model.card.preprocessing
    return to_batch([decode(path, short_side_for(preprocessing)) for path in paths], preprocessing)


@pytest.fixture(scope="module")
def exact(model: Model, photos: UInt8Array) -> FloatArray:
    """The probabilities in f32."""
    return open_engine(model, "cpu", "f32").predict(photos)


@pytest.fixture(scope="module")
def in_bf16(model: Model, photos: UInt8Array) -> FloatArray:
    """The probabilities in the processor's own bf16."""
    if "BF16" not in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        pytest.skip("this processor has no bf16")
    return open_engine(model, "cpu", "bf16").predict(photos)


@pytest.mark.shared_data
def test_bf16_keeps_the_first_class_of_99_in_100_photos(exact: FloatArray, in_bf16: FloatArray) -> None:
    assert np.mean(exact.argmax(axis=1) == in_bf16.argmax(axis=1)) >= 0.99


@pytest.mark.shared_data
def test_bf16_keeps_the_first_class_of_99_in_100_large_photos(exact: FloatArray, in_bf16: FloatArray) -> None:
    # Two of them are near ties, of things that the model does not know.
    assert np.mean(exact[:LARGE].argmax(axis=1) == in_bf16[:LARGE].argmax(axis=1)) >= 0.99


@pytest.mark.shared_data
def test_rounding_to_bf16_keeps_the_first_class_of_99_in_100_photos(
    model: Model, photos: UInt8Array, exact: FloatArray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_network, "_Builder", RoundingBuilder)
    rounded = OpenVinoEngine(model, "f32").predict(photos)
    assert np.abs(exact - rounded).max() > 1e-4, "nothing was rounded"
    assert np.mean(exact.argmax(axis=1) == rounded.argmax(axis=1)) >= 0.99


def test_the_rounding_is_that_of_bf16(noise: UInt8Array, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino_network, "_Builder", RoundingBuilder)
    (found,) = OpenVinoEngine(random_model("tiny", 32, 3), "f32").outputs(noise[:2], ["res2a_relu"]).values()
    assert found.max() > 0
    assert not (found.view(np.uint32) & 0xFFFF).any(), "bf16 is the upper half of a float"

import dataclasses
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines import EngineError, cpu_precision, open_engine
from resnet_desktop.engines.cpu_precision import has_fast_int8
from resnet_desktop.engines.int8_calibrating import LargestValues
from resnet_desktop.engines.int8_places import rounded_layers
from resnet_desktop.engines.int8_ranges import RangesError, read_ranges, write_ranges
from resnet_desktop.engines.int8_rounding import round_kernel
from resnet_desktop.engines.openvino_network import build_openvino_network, openvino_core
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model
from resnet_desktop.network import LISTING, RESNET50, build


@pytest.fixture(scope="module")
def ranged(tiny_model: Model, noise: UInt8Array) -> Model:
    """The tiny model with ranges from the noise."""
    finder = LargestValues(tiny_model)
    record = write_ranges(dict(zip(finder.layers, finder.of(noise).max(axis=0).tolist(), strict=True)), {})
    return with_ranges(tiny_model, record)


def with_ranges(model: Model, record: Any) -> Model:
    return dataclasses.replace(model, card=dataclasses.replace(model.card, int8_ranges=record))


def changed(record: Any, **layers: Any) -> Any:
    return {**record, "ranges": {**record["ranges"], **layers}}


@pytest.mark.parametrize(("network", "count"), [(RESNET50, 71), (LISTING, 55)])
def test_what_a_convolution_an_addition_a_pooling_or_the_dense_layer_reads_is_rounded(network: Any, count: int) -> None:
    graph = build(network, 64, 10)
    layers = rounded_layers(graph)
    assert len(layers) == count
    assert list(layers)[:2] == ["input", "conv1_relu"]
    assert list(layers)[-2:] == ["res5c_relu", "avg_pool"]
    assert {name: layers[name] for name in ("input", "conv1_relu", "bn2a_branch1", "avg_pool")} == {
        "input": True, "conv1_relu": False, "bn2a_branch1": True, "avg_pool": False
    }  # fmt: skip


def test_the_largest_values_are_those_of_the_layers(tiny_model: Model, noise: UInt8Array) -> None:
    finder = LargestValues(tiny_model)
    found = finder.of(noise[:3])
    outputs = open_engine(tiny_model, "cpu", "f32").outputs(noise[:3], finder.layers)
    expected = [np.abs(outputs[name]).reshape(3, -1).max(axis=1) for name in finder.layers]
    np.testing.assert_allclose(found, np.transpose(expected), rtol=1e-3)


def test_a_kernel_is_rounded_to_127_steps_of_its_largest_value_in_each_channel() -> None:
    kernel = np.array([[1.0, -2.54, 0.0], [0.1, 0.05, 0.0]], np.float32)  # (in, out)
    rounded, scale = round_kernel(kernel, 1)
    assert rounded.tolist() == [[127, -127, 0], [13, 2, 0]]
    assert scale.shape == (1, 3)
    np.testing.assert_allclose(rounded * scale, kernel, atol=0.5 * scale.max())


def test_int8_is_close_to_f32_and_says_what_it_is(ranged: Model, noise: UInt8Array) -> None:
    exact = open_engine(ranged, "cpu", "f32").predict(noise)
    engine = open_engine(ranged, "cpu", "int8")
    found = engine.predict(noise)
    assert engine.precision == "int8"
    assert np.abs(found - exact).max() > 0, "int8 cannot give the very same numbers"
    np.testing.assert_allclose(found, exact, atol=0.05)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-5)


def test_every_convolution_is_computed_with_bytes(ranged: Model) -> None:
    if not has_fast_int8():
        pytest.skip("this processor has no instructions for int8")
    network = build_openvino_network(ranged.card.graph(), ranged.weights, ranges=read_ranges(ranged.card))
    nodes = openvino_core().compile_model(network, "CPU").get_runtime_model().get_ordered_ops()
    facts = [node.get_rt_info() for node in nodes]
    precisions = [str(each["runtimePrecision"].astype(str)) for each in facts if each["layerType"] == "Convolution"]
    assert precisions
    assert set(precisions) <= {"u8", "i8"}


def test_what_is_shown_of_layers_is_f32_all_the_same(ranged: Model, noise: UInt8Array) -> None:
    names = ["conv1", "res2a_relu", ranged.card.graph().output.name]
    exact = open_engine(ranged, "cpu", "f32").outputs(noise[:2], names)
    found = open_engine(ranged, "cpu", "int8").outputs(noise[:2], names)
    for name in names:
        np.testing.assert_array_equal(found[name], exact[name])


@pytest.mark.parametrize("is_fast", [True, False])
def test_auto_is_int8_where_model_and_processor_are_ready_for_it(
    ranged: Model, tiny_model: Model, monkeypatch: pytest.MonkeyPatch, is_fast: bool
) -> None:
    monkeypatch.setattr(cpu_precision, "has_fast_int8", lambda: is_fast)
    assert (open_engine(ranged, "cpu").precision == "int8") is is_fast
    assert open_engine(tiny_model, "cpu").precision != "int8"


def test_int8_on_a_processor_that_gains_nothing_by_it_says_so(ranged: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu_precision, "has_fast_int8", lambda: False)
    engine = open_engine(ranged, "cpu", "int8")
    assert engine.precision == "int8"
    assert engine.notices == ("This processor has no instructions for int8; another precision is faster",)


def test_wrong_ranges_are_refused_with_the_reason_and_auto_does_without_them(ranged: Model) -> None:
    record = dict(ranged.card.int8_ranges or {})
    wrong = with_ranges(ranged, changed(record, conv1_relu=-1.0))
    with pytest.raises(RangesError, match=r"conv1_relu should have a number above 0, but has -1\.0"):
        open_engine(wrong, "cpu", "int8")
    engine = open_engine(wrong, "cpu")
    assert engine.precision != "int8"
    assert "'random' cannot be used: conv1_relu" in engine.notices[0]


@pytest.mark.parametrize("value", [0, -0.5, float("nan"), float("inf"), 1e31, 1e-40, True, "6", None, [1.0], 10**400])
def test_a_range_that_is_no_positive_number_is_refused(ranged: Model, value: Any) -> None:
    card = with_ranges(ranged, changed(ranged.card.int8_ranges, input=value)).card
    with pytest.raises(RangesError, match="input should have a number above 0"):
        read_ranges(card)


def test_missing_and_unknown_layers_are_named(ranged: Model) -> None:
    record: Any = ranged.card.int8_ranges
    with pytest.raises(RangesError, match=r"'conv1' is no layer that is rounded"):
        read_ranges(with_ranges(ranged, changed(record, conv1=1.0)).card)
    less = {name: value for name, value in record["ranges"].items() if name != "avg_pool"}
    with pytest.raises(RangesError, match="the layer avg_pool has none"):
        read_ranges(with_ranges(ranged, {**record, "ranges": less}).card)


@pytest.mark.parametrize("record", [{}, {"schema": 2, "ranges": {}}, {"schema": True, "ranges": {}}, {"conv1": [0, 6]}])
def test_another_schema_is_refused(ranged: Model, record: Any) -> None:
    with pytest.raises(RangesError, match=r"schema should be 1, but is"):
        read_ranges(with_ranges(ranged, record).card)


def test_ranges_that_are_no_object_are_refused(ranged: Model) -> None:
    with pytest.raises(RangesError, match="'ranges' should be an object"):
        read_ranges(with_ranges(ranged, {"schema": 1, "ranges": [1.0]}).card)


def test_a_gpu_does_no_int8(ranged: Model) -> None:
    with pytest.raises(EngineError, match="int8 is for the CPU"):
        open_engine(ranged, "gpu", "int8")
    assert open_engine(ranged, "auto", "int8").device == "CPU"


def test_layers_and_gates_are_not_for_int8(ranged: Model) -> None:
    ranges = read_ranges(ranged.card)
    for options in ({"layers": ["conv1"]}, {"has_gates": True}):
        with pytest.raises(ValueError, match="no gates"):
            build_openvino_network(ranged.card.graph(), ranged.weights, ranges=ranges, **options)

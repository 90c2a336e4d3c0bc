from typing import Any

import pytest

from resnet_desktop.engines import EngineError, choose, open_engine
from resnet_desktop.engines.gpu import count_gpus
from resnet_desktop.models import Model


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that reports a GPU, and a backend that could use it."""
    monkeypatch.setattr(choose, "count_gpus", lambda: 1)
    monkeypatch.setattr(choose, "has_gpu_backend", lambda: True)


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "count_gpus", lambda: 0)


@pytest.mark.usefixtures("no_gpu")
@pytest.mark.parametrize("device", ["auto", "cpu"])
def test_without_a_gpu_openvino_computes(tiny_model: Model, device: str) -> None:
    engine = open_engine(tiny_model, device, "f32")
    assert (engine.name, engine.device, engine.precision, engine.notices) == ("OpenVINO", "CPU", "f32", ())


@pytest.mark.usefixtures("no_gpu")
def test_a_gpu_that_was_asked_for_and_is_not_there_is_an_error(tiny_model: Model) -> None:
    with pytest.raises(EngineError, match=r"^There is no NVIDIA GPU here"):
        open_engine(tiny_model, "gpu")


def test_a_gpu_without_a_backend_for_it_is_an_error_or_not_used(
    tiny_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose, "count_gpus", lambda: 1)
    monkeypatch.setattr(choose, "has_gpu_backend", lambda: False)
    assert open_engine(tiny_model, "auto").name == "OpenVINO"
    with pytest.raises(EngineError, match="is not installed"):
        open_engine(tiny_model, "gpu")


@pytest.mark.usefixtures("gpu")
def test_a_gpu_is_used_where_there_is_one(tiny_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def open_keras(*given: Any) -> str:
        asked.append(given)
        return "engine"

    monkeypatch.setattr("resnet_desktop.engines.keras_engine.KerasEngine", open_keras)
    assert open_engine(tiny_model, "auto", "bf16") == "engine"  # type: ignore[comparison-overlap]
    assert asked == [(tiny_model, "gpu", "bf16")]


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_fails_is_given_up_with_a_notice(tiny_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise EngineError("TensorFlow as it is installed sees no GPU")

    monkeypatch.setattr("resnet_desktop.engines.keras_engine.KerasEngine", fail)
    engine = open_engine(tiny_model, "auto", "f32")
    assert (engine.name, engine.device) == ("OpenVINO", "CPU")
    assert engine.notices == ("The GPU is not used: TensorFlow as it is installed sees no GPU",)
    with pytest.raises(EngineError, match="sees no GPU"):
        open_engine(tiny_model, "gpu")


def test_int8_needs_ranges(tiny_model: Model) -> None:
    with pytest.raises(EngineError, match="'random' cannot be computed in int8, because it has no activation ranges"):
        open_engine(tiny_model, "cpu", "int8")


@pytest.mark.parametrize(("device", "precision"), [("tpu", "auto"), ("cpu", "f64")])
def test_what_does_not_exist_is_refused_with_what_does(tiny_model: Model, device: str, precision: str) -> None:
    with pytest.raises(EngineError, match="must be one of auto, "):
        open_engine(tiny_model, device, precision)


def test_a_machine_without_the_drivers_library_has_no_gpu() -> None:
    assert count_gpus("libnvidia-ml-that-is-not-there.so.1") == 0

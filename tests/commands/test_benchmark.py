import json

import pytest

from resnet_desktop.cli import main
from resnet_desktop.commands.benchmark import row
from resnet_desktop.engines.benchmarking import EngineSpeed, measure_engine
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


class CountingEngine:
    """Notes how many pictures each call has."""

    name, device, precision, input_size, classes, best_batch_size = "Fake", "CPU", "f32", 8, 2, 4
    notices: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.calls: list[int] = []

    def predict(self, batch):  # type: ignore[no-untyped-def]
        self.calls.append(len(batch))


def test_an_engine_computes_single_pictures_and_full_batches() -> None:
    engine = CountingEngine()
    speed = measure_engine(engine, 0, Control())  # type: ignore[arg-type]
    assert engine.calls == [1] * 4 + [4] * 4
    assert (speed.engine, speed.batch) == ("Fake", 4)
    assert speed.single_ms > 0
    assert speed.pictures_per_second > 0


def test_measuring_can_be_stopped() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        measure_engine(CountingEngine(), 60, control)  # type: ignore[arg-type]


def test_a_line_has_numbers_with_units() -> None:
    speed = EngineSpeed("OpenVINO", "CPU", "int8", 9.84, 16, 182.7)
    assert row(speed) == ("OpenVINO", "CPU", "int8", "9.8 ms", "183 pictures/s", "16")


def test_each_precision_that_is_there_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    model = random_model("tiny", 32, 3)
    default_library().save(model.card, model.weights)
    assert main(["benchmark", "--model", model.card.name, "--seconds", "0", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    precisions = [speed["precision"] for speed in told["speeds"]]
    assert told["model"] == model.card.name
    assert precisions[0] == "f32"
    assert set(precisions) <= {"f32", "bf16"}  # the model has no ranges


def test_an_unknown_model_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--model", "nobody"]) == 2
    assert "there is no model 'nobody'" in capsys.readouterr().err

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import int8_benchmark
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """17 pictures of one class, and the model ``shapes`` in the library."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr(int8_benchmark, "has_nncf", lambda: False)
    card = random_card("shapes", "tiny", 32, 3)
    default_library().save(card, random_weights(card.graph()))
    (tmp_path / "class 1").mkdir()
    for index in range(17):
        pixels = np.random.default_rng(index).integers(0, 256, (32, 32, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / "class 1" / f"{index}.png")
    return tmp_path


def test_it_prints_every_speed_and_what_int8_loses(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(pictures)
    status = int8_benchmark.main([folder, "--model", "shapes", "--calibrate", folder, "--seconds", "0.05"])
    text = capsys.readouterr().out
    speeds = [line.split()[0] for line in text.splitlines() if line.endswith("pictures/s")]
    assert [name for name in speeds if name != "bf16"] == ["f32", "int8"]
    assert "17 pictures" in text
    assert f"points, wanted: <= 0.3   {'met' if status == 0 else 'NOT MET'}" in text

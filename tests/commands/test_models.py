import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop import paths
from resnet_desktop.commands import models
from resnet_desktop.images import Preprocessing
from resnet_desktop.models import ModelError, UnknownModelError, default_library
from resnet_desktop.models.store import WEIGHTS_FILE
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights

Command = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing bundled, and one model of the user's own."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr("resnet_desktop.models.library.resource_path", tmp_path.joinpath)
    default_library().save(tiny_card(), tiny_weights(tiny_card()))


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``resnet-desktop models …``; gives the exit status and what was printed."""

    def call(*words: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        models.add_arguments(parser)
        status = models.run(parser.parse_args(words))
        return status, capsys.readouterr().out

    return call


def damage() -> None:
    path = paths.models_dir() / "shapes" / WEIGHTS_FILE
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def test_list_shows_a_line_for_each_model(command: Command) -> None:
    status, text = command("list")
    head, line = text.splitlines()
    assert status == 0
    assert head.split() == ["name", "network", "classes", "input", "top-1", "size"]
    assert line.split() == ["shapes", "Tiny", "3", "32", "px", "93.8", "%", "(test)", *line.split()[-3:-1], "default"]
    assert line.index("Tiny") == head.index("network"), "columns are aligned"


def test_list_shows_damaged_models_with_their_reason(command: Command) -> None:
    (paths.models_dir() / "broken").mkdir()
    status, text = command("list")
    assert status == 0
    assert "broken" in text
    assert "damaged: card.json: the file is missing" in text


def test_an_empty_list_says_so(command: Command) -> None:
    command("remove", "shapes")
    assert command("list") == (0, "There are no models.\n")


def test_list_as_json_has_the_cards(command: Command) -> None:
    (paths.models_dir() / "broken").mkdir()
    broken, shapes = json.loads(command("list", "--format", "json")[1])
    assert broken["card"] is None
    assert broken["error"] == "card.json: the file is missing"
    assert shapes["error"] is None
    assert shapes["card"]["labels"] == ["circle", "square", "triangle ▲"]
    assert shapes["is_bundled"] is broken["is_default"] is False
    assert shapes["is_default"] is True, "nothing is bundled, so it is the first model that can be used"


def test_show_prints_what_is_known(command: Command) -> None:
    status, text = command("show", "shapes")
    facts = dict(line.split(maxsplit=1) for line in text.splitlines() if not line.startswith(" "))
    assert status == 0
    assert facts["title"] == "Three shapes"
    assert facts["network"] == f"Tiny, {tiny_card().graph().parameter_count:,} parameters"
    assert facts["classes"] == "3: circle, square, triangle ▲"
    assert facts["metrics.test.top1"] == "0.9375"
    assert facts["provenance.plan.rates"] == "0.1, 0.01"
    assert facts["licence"] == "CC0-1.0"
    assert facts["pooling"] == "window of 2 x 2"
    assert "reduced to 16 px" in text


def test_show_shortens_a_long_list_of_labels(command: Command) -> None:
    card = tiny_card(
        "many", labels=tuple(f"label {n}" for n in range(100)), preprocessing=Preprocessing(32), metrics={}
    )
    default_library().save(card, tiny_weights(card))
    text = command("show", "many")[1]
    assert "100: label 0, label 1, " in text
    assert "label 11 …" in text
    assert "label 12" not in text
    assert "unknown" in command("list")[1]


def show_with_metrics(command: Command, metrics: dict[str, object], temperature: float | None = 1.25) -> list[str]:
    card = tiny_card(metrics=metrics, temperature=temperature)
    default_library().save(card, tiny_weights(card), can_replace=True)
    status, text = command("show", "shapes")
    assert status == 0
    return [" ".join(line.split()) for line in text.splitlines()]


def test_show_says_in_words_how_sure_is_sure(command: Command) -> None:
    right, wrong = [0] * 201, [0] * 201
    right[199], wrong[199], wrong[100] = 884, 26, 90
    measured = {"data": "drawings, test", "top1": 0.884, "curve": {"right": right, "wrong": wrong}}
    lines = show_with_metrics(command, {"test": measured, "note": "by hand"})
    first = lines.index("calibration measured on 1,000 pictures (drawings, test):")
    assert lines[first - 1] == "temperature 1.25"
    assert lines[first + 1 : first + 4] == [
        "of the pictures where it is at least 50 % sure (100.0 % of all), 88.4 % are right",
        "of the pictures where it is at least 80 % sure (91.0 % of all), 97.1 % are right",
        "of the pictures where it is at least 95 % sure (91.0 % of all), 97.1 % are right",
    ]
    assert "metrics.note by hand" in lines
    assert "metrics.test.top1 0.884" in lines
    assert not any("curve" in line for line in lines), "402 numbers are for programs"


def test_show_says_where_calibration_is_missing(command: Command) -> None:
    lines = show_with_metrics(command, {}, temperature=None)
    assert "temperature none was fitted" in lines
    assert "calibration not measured" in lines


def test_show_of_a_model_with_a_damaged_curve_says_why_and_shows_the_rest(command: Command) -> None:
    lines = show_with_metrics(command, {"test": {"top1": 0.5, "curve": {"right": [1, 2]}}})
    assert any("metrics.test.curve.right should be a list of 201 whole numbers from 0" in line for line in lines)
    assert "metrics.test.top1 0.5" in lines


def test_show_of_a_damaged_model_says_why(command: Command) -> None:
    (paths.models_dir() / "shapes" / WEIGHTS_FILE).unlink()
    assert command("show", "shapes") == (1, "shapes is damaged: weights.safetensors: the file is missing\n")


def test_verify_lists_the_checks(command: Command) -> None:
    status, text = command("verify", "shapes")
    assert status == 0
    assert text.count("passed  ") == 6
    assert text.endswith("shapes is sound.\n")


def test_verify_of_a_damaged_model_fails_with_its_reason(command: Command) -> None:
    damage()
    status, text = command("verify", "shapes")
    assert status == 1
    assert "FAILED  weights.safetensors: the file was damaged or changed" in text
    assert "checksum" in text.splitlines()[-1]


def test_remove_tells_what_was_freed(command: Command) -> None:
    status, text = command("remove", "shapes")
    assert status == 0
    assert text.startswith("shapes is removed; this freed ")
    assert not list(paths.models_dir().iterdir())


@pytest.mark.parametrize("action", ["show", "verify", "remove"])
def test_an_unknown_model_is_an_error_with_a_suggestion(command: Command, action: str) -> None:
    with pytest.raises(UnknownModelError, match="did you mean 'shapes'"):
        command(action, "shape")


def test_a_bundled_model_cannot_be_removed(command: Command, tmp_path: Path) -> None:
    paths.models_dir().rename(tmp_path / "models")
    assert "came with the program" in command("list")[1]
    with pytest.raises(ModelError, match="came with the program"):
        command("remove", "shapes")

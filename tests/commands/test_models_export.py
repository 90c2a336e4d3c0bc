import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop.commands import models
from resnet_desktop.errors import UserError
from resnet_desktop.exporting import exports
from resnet_desktop.models import UnknownModelError, default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.exported_files import measure_quickly
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``resnet-desktop models export shapes …``; gives the exit status and what was printed."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr(exports, "measure", measure_quickly)
    card = random_card("shapes", "tiny", 32, 3)
    default_library().save(card, random_weights(card.graph()))

    def call(*words: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        models.add_arguments(parser)
        status = models.run(parser.parse_args(["export", *words]))
        return status, capsys.readouterr().out

    return call


def test_an_export_prints_its_certificate_and_is_in_the_table(command: Command, tmp_path: Path) -> None:
    """The one test in which both processes are spawned as for a user."""
    assert "  about 50.3 kB  -" in command("shapes", "--table")[1]
    target = tmp_path / "shapes.onnx"
    status, text = command("shapes", "--format", "onnx", "--output", str(target))
    assert status == 0
    assert text.startswith(f"{target} answers as the model does.\n")
    assert "same class  all 64\n" in text
    assert target.exists()
    line = next(line for line in command("shapes", "--table")[1].splitlines() if line.startswith("onnx"))
    assert "all 64" in line


def test_an_export_needs_a_format_and_a_place(command: Command) -> None:
    with pytest.raises(UserError, match="needs --format and --output"):
        command("shapes", "--format", "onnx")
    with pytest.raises(SystemExit):
        command("shapes", "--format", "docx", "--output", "shapes.docx")
    with pytest.raises(UnknownModelError, match="did you mean 'shapes'"):
        command("shape", "--table")

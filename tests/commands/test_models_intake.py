import argparse
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from safetensors.numpy import save_file

from resnet_desktop.commands import models
from resnet_desktop.models import ModelError, default_library
from resnet_desktop.models.bases import default_bases
from resnet_desktop.models.official import IMAGENET, IMAGENET_BASE, Official
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One model of the user's own; the current folder is an empty one."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    default_library().save(tiny_card(), tiny_weights(tiny_card()))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``resnet-desktop models …``; gives the exit status, and what was printed and complained."""

    def call(*words: str) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        models.add_arguments(parser)
        status = models.run(parser.parse_args(words))
        return status, *capsys.readouterr()

    return call


def test_a_shared_model_can_be_imported_again(command: Command, tmp_path: Path) -> None:
    status, text, _ = command("share", "shapes")
    assert status == 0
    assert text.startswith("shapes.resnet has the model shapes (")
    assert zipfile.is_zipfile(tmp_path / "shapes.resnet")
    assert command("import", "shapes.resnet", "--name", "again")[1].startswith("again is in the library: 3 classes, ")
    assert default_library().verify("again").is_sound
    assert command("share", "again", "--output", "x.resnet")[0] == 0


def test_labels_of_a_file_name_the_classes(command: Command, tmp_path: Path) -> None:
    card = tiny_card(pool_window=None)
    save_file(tiny_weights(card), tmp_path / "w.safetensors")
    (tmp_path / "labels.txt").write_text("a\nb\nc\n", "utf-8")
    _, text, complaint = command("import", "w.safetensors", "--labels", "labels.txt")
    assert text.startswith("w is in the library")
    assert complaint == "The file does not say how large its pictures are; 224 px is assumed.\n"
    assert default_library().get("w").card.labels == ("a", "b", "c")
    assert command("import", "w.safetensors", "--name", "v", "--quiet")[2] == ""


def test_a_base_is_listed_apart_and_removed_like_a_model(command: Command, tmp_path: Path) -> None:
    weights = {name: array for name, array in tiny_weights(tiny_card()).items() if not name.startswith("fc")}
    save_file(weights, tmp_path / "start.safetensors")
    assert "train --base start" in command("import", "start.safetensors")[1]
    lines = command("list")[1].splitlines()
    assert lines[-2].startswith("Bases, from which a training can start")
    assert lines[-1].split() == ["start", "Tiny", *lines[-1].split()[2:4], "start"]
    assert command("remove", "start")[1].startswith("start is removed")
    assert default_bases().names() == ()
    assert "Bases" not in command("list")[1]


def test_a_refused_file_is_an_error_with_the_reason(command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.pth").write_bytes(b"\x80\x04\x95")
    with pytest.raises(ModelError, match="Python pickle"):
        command("import", "x.pth")
    with pytest.raises(ModelError, match="the file is missing"):
        command("import", "nothing.h5")
    with pytest.raises(ModelError, match="'shapes-2' is free"):
        command("import", "x.pth", "--name", "shapes")


@pytest.mark.parametrize(("words", "expected"), [((), IMAGENET), (("--notop",), IMAGENET_BASE)])
def test_download_fetches_the_file_that_is_meant(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], expected: Official
) -> None:
    asked: list[object] = []

    def download(*arguments: object) -> object:
        asked.extend(arguments[3:])
        raise ModelError(Path("x"), "no network here")

    monkeypatch.setattr("resnet_desktop.models.official.download_official", download)
    with pytest.raises(ModelError, match="no network here"):
        command("download", "imagenet", "--name", "mine", *words)
    assert asked == [expected, "mine"]


def test_models_are_renamed_and_copied(command: Command) -> None:
    assert command("rename", "shapes", "forms")[1] == "shapes is called forms now.\n"
    assert command("duplicate", "forms", "copy")[1].startswith("copy is a copy of forms; it takes ")
    assert default_library().names() == ("resnet50-cifar10", "copy", "forms")
    with pytest.raises(ModelError, match="came with the program"):
        command("rename", "resnet50-cifar10", "mine")


def test_notes_are_shown_with_the_model(command: Command) -> None:
    assert command("note", "shapes") == (0, "", "")
    assert command("note", "shapes", "good for drawings")[1] == "good for drawings\n"
    shown = [line.split(maxsplit=1) for line in command("show", "shapes")[1].splitlines()]
    assert ["notes", "good for drawings"] in shown
    command("note", "shapes", "")
    assert "notes" not in command("show", "shapes")[1]

import argparse
import dataclasses
import io
from pathlib import Path

import pytest

from resnet_desktop import cli
from resnet_desktop.commands import train
from resnet_desktop.commands.training_log import TrainingLog, batch_line, epoch_line
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training import fine_tune
from resnet_desktop.training.following import RunWatch
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS
from resnet_desktop.training.run import Run
from tests.training.conftest import make_pictures


def plan(*words: str) -> Plan:
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    return train.plan_from(parser.parse_args(words))


def test_without_options_the_plan_is_the_default() -> None:
    assert plan() == Plan()


def test_every_field_of_the_plan_has_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["train", "--help"]) == 0
    text = capsys.readouterr().out
    for field in dataclasses.fields(Plan):
        assert f"--{field.name.replace('_', '-')}" in text


def test_options_go_over_the_preset_and_the_preset_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(Plan(epochs=77, freeze=1, seed=5, flip=True).to_json())
    combined = plan("--plan", str(file), "--preset", "quick", "--epochs", "9", "--no-flip")
    assert (combined.seed, combined.epochs, combined.flip) == (5, 9, False)
    assert combined.freeze == PRESETS["quick"].changes["freeze"]


def test_a_preset_sees_pictures_as_its_base_does_unless_sizes_are_given() -> None:
    assert plan("--preset", "quick").input_size == 112
    assert plan("--preset", "quick").source_size == 32  # CIFAR-10, as the base
    assert plan("--preset", "quick", "--data", "/pictures").source_size == 0
    assert plan("--preset", "quick", "--input-size", "96").input_size == 96
    assert plan("--preset", "quick", "--base", "none").input_size == Plan().input_size
    assert plan().input_size == Plan().input_size


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "--name NAME, or continue one with --resume RUN"),
        (["--name", "a", "--resume", "b"], "--name NAME, or continue one with --resume RUN"),
        (["--resume", "nothing"], "There is no run named 'nothing'"),
        (["--name", "a", "--epochs", "0"], "Epochs must be a whole number from 1 to 1,000, not 0"),
        (["--name", "a", "--plan", "/nowhere.json"], "The plan /nowhere.json cannot be read"),
        (["--name", "a", "--data", "/nowhere"], "there is no such folder"),
        (["--name", "a", "--data", "~nobody-here"], "there is no such folder"),
        (["--name", "a/b", "--data", "/nowhere"], "A run cannot be called 'a/b': a model's name may have letters"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    assert cli.main(["train", *words]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert not (own_home / "runs").exists()


BATCH = {
    "type": "batch", "epoch": 2, "epochs": 3, "step": 50, "steps": 100, "seconds_left": 180.0, "loss": 0.4551,
    "accuracy": 0.87, "learning_rate": 0.01, "pictures_per_second": 50.0,
}  # fmt: skip
EPOCH = {
    "type": "epoch", "epoch": 2, "loss": 0.4, "accuracy": 0.88, "validation_loss": 0.41, "validation_accuracy": 0.874,
    "seconds": 600.0, "learning_rate": 0.01, "pictures": 6000,
}  # fmt: skip
START = {
    "type": "start", "epoch": 0, "epochs": 3, "train": 6000, "validation": 500, "new_layers": ["fc10"],
    "unreadable": [(f"cat/{number}.jpg", "The file is empty.") for number in range(7)],
}  # fmt: skip


class Terminal(io.StringIO):
    """A text stream that says that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_the_moving_line_says_progress_rate_and_time_left() -> None:
    assert batch_line(BATCH) == "epoch 2/3   50 %  loss 0.455  accuracy 87.0 %  50 pictures/s  about 3 min left"
    quick = batch_line(BATCH | {"pictures_per_second": None})
    assert quick == "epoch 2/3   50 %  loss 0.455  accuracy 87.0 %  about 3 min left"


def test_an_epochs_line_says_what_it_brought() -> None:
    line = epoch_line(EPOCH)
    assert "accuracy 88.00 %" in line
    assert "validation loss 0.4100, accuracy 87.40 %" in line
    assert "about 10 min" in line


def test_the_moving_line_is_for_terminals_and_lasting_lines_for_all() -> None:
    file, terminal = io.StringIO(), Terminal()
    for stream in (file, terminal):
        log = TrainingLog(stream)
        log.show_record(START)
        log.show_progress(Progress(5, 10, "Reading"))
        log.show_record(EPOCH)
        log.close()
    assert "\r" not in file.getvalue()
    assert "Reading: 5 of 10" in terminal.getvalue()
    for text in (file.getvalue(), terminal.getvalue()):
        assert "6,000 training pictures, 500 validation pictures, 1 new layer" in text
        assert "7 pictures could not be read and are left out:" in text
        assert "cat/4.jpg: The file is empty." in text
        assert "cat/5.jpg" not in text
        assert "and 2 more" in text
        assert "epoch 2: loss" in text


def test_a_window_can_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_pictures(tmp_path / "colours", 12)

    def train_on(run: Run, control: Control, _tell: object) -> None:
        control.check()
        RunWatch(run.name).stop()
        control.check()

    monkeypatch.setattr(fine_tune, "fine_tune", train_on)
    words = ["--name", "mine", "--data", str(tmp_path / "colours"), "--network", "listing", "--base", "none"]
    assert cli.main(["train", *words, "--input-size", "32"]) == cli.INTERRUPTED
    assert capsys.readouterr().err.endswith("The run is kept; `train --resume mine` continues it.\nStopped.\n")


def test_quiet_means_silent() -> None:
    stream = Terminal()
    log = TrainingLog(stream, is_quiet=True)
    log.show_record(START)
    log.show_record(BATCH)
    log.show_record(EPOCH)
    log.close()
    assert stream.getvalue() == ""

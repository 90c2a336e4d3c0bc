"""``train --data cifar10`` where CIFAR-10 is not here yet: a server of this machine gives a small archive for it."""

import io
import signal
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_desktop import cli
from resnet_desktop.commands import train
from resnet_desktop.commands.moving_line import download_line
from resnet_desktop.commands.training_log import TrainingLog
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Progress
from resnet_desktop.training import cifar10
from resnet_desktop.training.run import Run
from tests.helpers.served_file import ServedFile, serving
from tests.training.conftest import make_pictures

WORDS = ["train", "--name", "mine", "--data", "cifar10", "--network", "listing", "--base", "none", "--input-size", "32"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three classes of 12 pictures, as an archive of about half a megabyte."""
    folder = tmp_path_factory.mktemp("pictures")
    make_pictures(folder / "colours", 12, 64)
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        tar.add(folder / "colours", "colours")
    return held.getvalue()


@pytest.fixture
def served(archive: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedFile]:
    """The web, where CIFAR-10 is this archive; and a training that ends before its first step."""

    def begin(run: Run, *_others: object) -> None:
        raise UserError(f"{run.name} would now be trained")

    monkeypatch.setattr(train, "_fine_tune", begin)
    with serving(archive) as file:
        monkeypatch.setattr(cifar10, "CIFAR10_SOURCE", file.source("CIFAR-10", "cifar.tar"))
        yield file


def test_cifar10_is_downloaded_and_then_trained_on(served: ServedFile, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(WORDS)
    assert capsys.readouterr().err == "resnet-desktop: mine would now be trained\n"
    assert Run.open("mine").data.classes == ("blue", "green", "red")
    assert served.starts == [0]


def test_what_is_here_is_not_downloaded_again(served: ServedFile) -> None:
    cli.main(WORDS)
    cli.main([*WORDS, "--name", "second"])
    assert Run.open("second").plan.data == "cifar10"
    assert served.starts == [0]


def test_ctrl_c_keeps_the_part_and_the_same_command_goes_on_with_it(
    served: ServedFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_log: TrainingLog, progress: Progress) -> None:
        if progress.done:
            signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr(TrainingLog, "show_progress", interrupt)
        assert cli.main(WORDS) == cli.INTERRUPTED
    assert capsys.readouterr().err == "What has come is kept; the same command goes on with it.\nStopped.\n"
    part = cifar10.bytes_here()
    assert 0 < part < len(served.content or b"")
    cli.main(WORDS)
    assert served.starts == [0, part]
    assert Run.open("mine").name == "mine"


def test_without_the_web_one_line_says_what_else_can_be_done(
    served: ServedFile, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    served.content = None
    assert cli.main(WORDS) == cli.WRONG_USAGE
    error = capsys.readouterr().err
    assert "CIFAR-10 could not be downloaded: " in error
    assert error.endswith("name an archive of it with --archive FILE, or a folder with --data DIR\n")
    assert error.count("\n") == 1
    assert not (own_home / "runs").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (["--base", "nothing-of-this-name"], "no model 'nothing-of-this-name'"),
        (["--freeze", "2"], "freeze at most stage 0"),
        (["--name", "../evil"], "letters from a to z"),
    ],
)
def test_nothing_is_downloaded_for_a_plan_that_cannot_work(
    served: ServedFile, changes: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*WORDS, *changes]) == cli.WRONG_USAGE
    assert message in capsys.readouterr().err
    assert served.starts == []


@pytest.mark.usefixtures("served")
def test_a_taken_name_is_told_with_the_option_that_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(WORDS)
    capsys.readouterr()
    assert cli.main(WORDS) == cli.WRONG_USAGE
    assert "There is already a run named 'mine': choose another name, or continue it with --resume mine" in (
        capsys.readouterr().err
    )


def test_the_moving_line_of_a_download_says_size_speed_and_time_left() -> None:
    progress = Progress(90_000_000, 170_000_000, "Downloading")
    assert download_line(progress, 0, 0.0) == "Downloading: 90.0 MB of 170 MB"
    assert download_line(progress, 20_000_000, 10.0) == "Downloading: 90.0 MB of 170 MB  2.0 MB/s  about 40 s left"

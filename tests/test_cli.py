import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from resnet_desktop import __version__, cli
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled


class FakeApp(ModuleType):
    """Stands in for the window: remembers what it was opened with."""

    def __init__(self) -> None:
        super().__init__("resnet_desktop.desktop.app")
        self.opened: list[list[str]] = []

    def main(self, paths: list[str]) -> int:
        self.opened.append(paths)
        return 0


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> FakeApp:
    fake = FakeApp()
    desktop = importlib.import_module("resnet_desktop.desktop")
    monkeypatch.setattr(desktop, "app", fake, raising=False)
    monkeypatch.setitem(sys.modules, "resnet_desktop.desktop.app", fake)
    return fake


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """Runs a command that raises; gives the exit status."""

    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("resnet_desktop.commands.network.run", fail)
    return cli.main(["network"])


@pytest.mark.parametrize("paths", [[], ["a.jpg"], ["folder", "b.jpg"], ["--", "-odd.jpg"]])
def test_paths_without_a_command_open_the_window(paths: list[str], app: FakeApp) -> None:
    assert cli.main(paths) == 0
    assert app.opened == [[path for path in paths if path != "--"]]


def test_a_file_called_like_a_command_can_be_opened(
    app: FakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clasify").mkdir()
    assert cli.main(["clasify"]) == 0
    assert cli.main(["./train"]) == 0
    assert app.opened == [["clasify"], ["./train"]]


def test_a_mistyped_command_is_told_from_a_path(app: FakeApp, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clasify", "a.jpg"]) == 2
    assert "did you mean 'classify'?" in capsys.readouterr().err
    assert app.opened == []


def test_without_a_display_the_terminal_is_pointed_to(
    app: FakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == 2
    assert "'resnet-desktop classify' works without" in capsys.readouterr().err
    assert app.opened == []


def test_without_qt_the_terminal_is_pointed_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desktop = importlib.import_module("resnet_desktop.desktop")
    monkeypatch.delattr(desktop, "app", raising=False)
    monkeypatch.setitem(sys.modules, "resnet_desktop.desktop.app", None)
    assert cli.main([]) == 2
    assert "'resnet-desktop classify' works without" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in cli.COMMANDS)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    assert f"usage: resnet-desktop {name}" in capsys.readouterr().out


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"resnet-desktop {__version__}\n"


def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["network", "--no-such-option"]) == 2
    assert "unrecognized arguments: --no-such-option" in capsys.readouterr().err


def test_the_exit_status_is_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resnet_desktop.commands.network.run", lambda _: 1)
    assert cli.main(["network"]) == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UserError("There is no model 'x'"), "There is no model 'x'"),
        (UserError("There is no \x1b[2J\nfile"), "There is no \\x1b[2J\\nfile"),
        (PermissionError(13, "Permission denied", "/out.csv"), "/out.csv: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_an_error_for_a_person_is_one_line(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing_with(error, monkeypatch) == 2
    assert capsys.readouterr().err == f"resnet-desktop: {told}\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Cancelled()])
def test_ctrl_c_is_130(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failing_with(error, monkeypatch) == 130


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        failing_with(ZeroDivisionError(), monkeypatch)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [([], ["window"]), (["models", "list"], ["command"]), (["network"], []), (["--version"], []), (["models"], [])],
)
def test_the_window_and_long_commands_are_logged(arguments: list[str], parts: list[str], app: FakeApp) -> None:
    started: list[str] = []
    cli.main(arguments, start_log=started.append)
    assert started == parts
    assert len(app.opened) == (parts == ["window"])


def test_an_error_that_nobody_foresaw_ends_the_program_and_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def fail(*_: object) -> int:
        raise LookupError("a mistake")

    monkeypatch.setattr("resnet_desktop.commands.network.run", fail)
    with pytest.raises(LookupError):
        cli.main(["network"], start_log=started.append)
    assert started == ["command"]

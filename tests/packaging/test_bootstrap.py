"""The two commands of the README: what they need and say. That they work on a bare machine shows in a fresh clone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import checkout
import launcher
from resnet_desktop.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "packaging" / "bootstrap.py"


def test_an_older_python_is_told_what_to_install() -> None:
    advice = bootstrap.python_advice((3, 9), None, "packaging/bootstrap.py run")
    assert "This is Python 3.9" in advice
    assert "sudo apt-get install python3.11 python3.11-venv" in advice


def test_a_suitable_python_that_is_there_is_named_with_the_whole_command() -> None:
    advice = bootstrap.python_advice((3, 14), "python3.12", "packaging/bootstrap.py run cats")
    assert advice.endswith("python3.12 packaging/bootstrap.py run cats")


def test_the_entry_can_be_read_by_old_pythons() -> None:
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("arguments", [[], ["cats"], ["cats", "dogs/1.jpg"], ["/tmp/classify me"]])
def test_nothing_or_paths_open_the_window(arguments: list[str]) -> None:
    assert launcher.opens_window(arguments)


@pytest.mark.parametrize("arguments", [["network"], ["train", "--data", "cifar10"], ["--help"], ["--version"]])
def test_commands_and_options_open_no_window(arguments: list[str]) -> None:
    assert not launcher.opens_window(arguments)


def test_every_command_of_the_program_is_known(tmp_path: Path) -> None:
    assert not any(launcher.opens_window([name]) for name in COMMANDS)
    assert launcher.opens_window([str(tmp_path)])


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_or_a_chosen_qt_platform_lets_the_window_open(name: str) -> None:
    assert launcher.has_display({name: ":0"})
    assert not launcher.has_display({name: ""})


def needed(
    command: str, *, lite: bool = False, window: bool = False, linux: bool = True, **environment: str
) -> set[str]:
    return launcher.needed_parts(command, lite=lite, window=window, environment=environment, linux=linux)


def test_a_command_in_the_terminal_needs_no_qt_libraries() -> None:
    assert needed("run") == {"base", "training"}
    assert needed("run", lite=True) == {"base"}


def test_the_window_needs_qt_libraries_and_those_of_x11_only_on_x11() -> None:
    assert needed("run", window=True, DISPLAY=":0") == {"base", "training", "qt", "x11"}
    assert needed("run", window=True, DISPLAY=":0", WAYLAND_DISPLAY="wayland-0") == {"base", "training", "qt"}
    assert needed("run", window=True, QT_QPA_PLATFORM="offscreen") == {"base", "training", "qt"}
    assert needed("run", window=True, linux=False) == {"base", "training"}


def test_the_tests_need_everything() -> None:
    assert needed("test") == {"base", "training", "dev", "qt"}


@pytest.fixture
def checkout_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a Python in its ``.venv`` and nothing recorded."""
    for name, content in {"PYPROJECT": "[project]\n", "CONSTRAINTS": "numpy==2\n", "PYTHON": ""}.items():
        file = tmp_path / ".venv" / name if name == "PYTHON" else tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
        monkeypatch.setattr(checkout, name, file)
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    monkeypatch.setattr(checkout, "STAMP", tmp_path / ".venv" / "stamp")
    return tmp_path


def test_what_was_installed_is_remembered(checkout_folder: Path) -> None:
    del checkout_folder
    key = checkout.dependencies_key()
    assert checkout.read_installed(key) == set()
    checkout.write_installed(key, {"base", "training"})
    assert checkout.read_installed(checkout.dependencies_key()) == {"base", "training"}


@pytest.mark.parametrize("name", ["PYPROJECT", "CONSTRAINTS"])
def test_changed_dependencies_are_installed_again(checkout_folder: Path, name: str) -> None:
    checkout.write_installed(checkout.dependencies_key(), {"base"})
    (checkout_folder / name).write_text("changed")
    assert checkout.read_installed(checkout.dependencies_key()) == set()


def test_another_python_or_a_moved_checkout_is_installed_again(
    checkout_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = checkout.dependencies_key()
    monkeypatch.setattr(checkout, "ROOT", checkout_folder / "elsewhere")
    assert checkout.dependencies_key() != key
    monkeypatch.setattr(checkout, "ROOT", checkout_folder)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert checkout.dependencies_key() != key


def test_a_venv_that_lost_its_python_is_installed_again(checkout_folder: Path) -> None:
    checkout.write_installed(checkout.dependencies_key(), {"base"})
    checkout.PYTHON.unlink()
    checkout.PYTHON.symlink_to(checkout_folder / "an interpreter that was uninstalled")
    assert checkout.read_installed(checkout.dependencies_key()) == set()


def test_a_damaged_record_counts_as_nothing_installed(checkout_folder: Path) -> None:
    del checkout_folder
    checkout.STAMP.write_bytes(b"\xff\xfe\x00")
    assert checkout.read_installed(checkout.dependencies_key()) == set()


def run_bootstrap(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, str(BOOTSTRAP), *arguments]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(not checkout.IS_LINUX, reason="only Linux can lack a display")
def test_without_a_display_run_points_to_classify_and_installs_nothing() -> None:
    done = run_bootstrap("run", "my photos")
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert done.stderr.strip().endswith("run classify 'my photos'")
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [[], ["install"], ["--lite"]])
def test_wrong_usage_shows_the_two_commands(arguments: list[str]) -> None:
    done = run_bootstrap(*arguments)
    assert done.returncode == 2
    assert "run [--lite]" in done.stderr
    assert "test [--lite]" in done.stderr


def test_help_is_no_error() -> None:
    done = run_bootstrap("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "run [--lite]" in done.stdout

"""Making `.venv`: the choice of TensorFlow's build, and when `.venv` cannot be added to."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement

import checkout
import installation
from pip_run import Activity, Pip

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("linux", "machine", "has_driver", "extra"),
    [
        (True, "x86_64", True, "gpu"),
        (True, "x86_64", False, "train"),
        (True, "aarch64", True, "train"),
        (False, "AMD64", True, "train"),
        (False, "arm64", False, "train"),
    ],
)
def test_the_gpu_build_is_for_linux_with_a_driver_that_answers(
    linux: bool, machine: str, has_driver: bool, extra: str
) -> None:
    assert installation.training_extra(linux=linux, machine=machine, has_driver=has_driver) == extra


def fake_nvml(monkeypatch: pytest.MonkeyPatch, status: int, gpus: int) -> None:
    def count(pointer: Any) -> int:
        pointer._obj.value = gpus  # what `ctypes.byref` holds
        return status

    library = SimpleNamespace(nvmlInit_v2=lambda: status, nvmlDeviceGetCount_v2=count)
    monkeypatch.setattr("installation.ctypes.CDLL", lambda _name: library)


@pytest.mark.parametrize(("status", "gpus", "answer"), [(0, 1, True), (0, 0, False), (9, 1, False)])
def test_the_driver_answers_for_at_least_one_gpu(
    monkeypatch: pytest.MonkeyPatch, status: int, gpus: int, answer: bool
) -> None:
    fake_nvml(monkeypatch, status, gpus)
    assert installation.has_nvidia_driver() is answer


def test_no_driver_library_means_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr("installation.ctypes.CDLL", not_found)
    assert installation.has_nvidia_driver() is False


def names(extra: str) -> set[str]:
    return {Requirement(line).name.lower() for line in installation.requirements(extra, PYPROJECT)}


def test_the_base_package_classifies_without_tensorflow() -> None:
    assert {"openvino", "pyside6-essentials"} <= names("base")
    assert not names("base") & {"tensorflow", "tensorflow-cpu", "keras", "torch"}


def test_exactly_one_build_of_tensorflow_is_chosen_on_every_platform() -> None:
    wanted = [Requirement(line) for line in installation.requirements("train", PYPROJECT)]
    for platform, machine, build in [
        ("linux", "x86_64", "tensorflow-cpu"),
        ("win32", "AMD64", "tensorflow-cpu"),
        ("linux", "aarch64", "tensorflow"),
        ("darwin", "arm64", "tensorflow"),
    ]:
        environment = {"sys_platform": platform, "platform_machine": machine}
        chosen = {one.name for one in wanted if one.marker is None or one.marker.evaluate(environment)}
        assert chosen == {"keras", build}


def test_every_requirement_is_pinned_within_its_range() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    for extra in ("base", "train", "gpu", "dev"):
        for line in installation.requirements(extra, PYPROJECT):
            one = Requirement(line)
            assert one.specifier.contains(pins[one.name.lower()]), line


def test_parts_become_extras_in_the_order_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "training_extra", lambda **_: "gpu")
    assert installation.extras_of({"dev", "training", "base", "qt", "x11"}) == ["base", "gpu", "dev"]
    assert installation.extras_of({"qt"}) == []


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Something that looks like a finished `.venv`: its Python is the one that runs the tests."""
    folder = tmp_path / ".venv"
    packages = folder / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (packages / installation.PATH_FILE).write_text(f"{ROOT}\n")
    monkeypatch.setattr(installation, "VENV", folder)
    monkeypatch.setattr(installation, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(installation, "UNFINISHED", folder / "unfinished")
    monkeypatch.setattr(installation, "LOG", folder / "log")
    return folder


def test_a_finished_venv_is_added_to(venv: Path) -> None:
    del venv
    assert installation.is_usable(["base", "train", "dev"])


def test_a_venv_whose_installation_was_interrupted_is_made_anew(venv: Path) -> None:
    (venv / "unfinished").touch()
    assert not installation.is_usable(["dev"])


def test_a_venv_without_its_python_is_made_anew(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "PYTHON", venv / "bin" / "python")
    assert not installation.is_usable(["base"])


def test_a_venv_of_another_python_is_made_anew(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del venv
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not installation.is_usable(["base"])


def test_a_venv_of_a_moved_checkout_is_made_anew(venv: Path) -> None:
    path_file = venv / "lib" / "python3.11" / "site-packages" / installation.PATH_FILE
    path_file.write_text("/where/it/was\n")
    assert not installation.is_usable(["base"])
    path_file.unlink()
    assert not installation.is_usable(["base"])


def test_a_venv_with_the_other_build_of_tensorflow_is_made_anew(venv: Path) -> None:
    (venv / "lib" / "python3.11" / "site-packages" / "tensorflow_cpu-2.21.0.dist-info").mkdir()
    assert not installation.is_usable(["gpu"])
    assert installation.is_usable(["train"])


def test_too_little_room_on_the_disk_is_said_before_downloading(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del venv
    monkeypatch.setattr("installation.shutil.disk_usage", lambda _path: SimpleNamespace(free=0.3e9))
    with pytest.raises(checkout.Stop, match=r"takes about 1\.0 GB, but 0\.3 GB are free"):
        installation.install("base")


def fake_pip(venv: Path, monkeypatch: pytest.MonkeyPatch, output: str, status: int) -> None:
    """Put a program in pip's place that says `output` and ends with `status`."""
    program = venv / "pip.py"
    program.write_text(f"import sys\nprint({output!r})\nsys.exit({status})\n")
    monkeypatch.setattr("installation.Pip", lambda _line, *rest: Pip([sys.executable, str(program)], *rest))


def test_a_failed_download_leaves_a_venv_that_can_be_added_to(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pip(venv, monkeypatch, "Collecting keras\nERROR: Failed to establish a new connection", 1)
    with pytest.raises(checkout.Stop, match="Check the network connection") as stop:
        installation.install("train")
    assert "--lite" in str(stop.value)
    assert installation.is_usable(["train"])


def test_a_failure_while_files_change_makes_the_next_start_begin_anew(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_pip(venv, monkeypatch, "Installing collected packages: keras\nERROR: [Errno 28] No space left on device", 1)
    with pytest.raises(checkout.Stop, match="the disk is full"):
        installation.install("base")
    assert not installation.is_usable(["base"])


def test_an_interruption_while_files_change_makes_the_next_start_begin_anew(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_pip(venv, monkeypatch, "Installing collected packages: keras\nhere the user loses patience", 0)

    def read(_activity: Activity, line: str) -> bool:
        if line.startswith("here"):
            raise KeyboardInterrupt
        return True

    monkeypatch.setattr(Activity, "read", read)
    with pytest.raises(KeyboardInterrupt):
        installation.install("base")
    assert not installation.is_usable(["base"])


def test_a_success_leaves_no_mark(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pip(venv, monkeypatch, "Installing collected packages: keras\nSuccessfully installed keras-3.15.1", 0)
    installation.install("base")
    assert installation.is_usable(["base"])
    assert "Successfully installed" in (venv / "log").read_text(encoding="utf-8")


def test_a_missing_ensurepip_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("installation.importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("installation.system_packages.read_os_release", lambda: "ID=ubuntu\nID_LIKE=debian\n")
    monkeypatch.setattr("installation.system_packages.apt_install", lambda _packages: False)
    with pytest.raises(checkout.Stop, match=rf"sudo apt-get install python3\.{sys.version_info[1]}-venv"):
        installation.ensure_ensurepip()

"""Makes `.venv` and fills it: what is pinned, step by step, and so that every interruption can be mended."""

import contextlib
import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import system_packages
from checkout import (
    CONSTRAINTS,
    IS_LINUX,
    IS_WINDOWS,
    PYPROJECT,
    PYTHON,
    ROOT,
    VENV,
    Stop,
    read_installed,
    say,
    this_command,
    write_installed,
)
from pip_run import Activity, Pip, Ticker

# Exists while pip changes files in `.venv`: found at the next start, it means that a package may be half there.
UNFINISHED = VENV / "installation-unfinished"
LOG = VENV / "bootstrap.log"
# In `.venv`'s site-packages: puts the checkout on the path of its Python.
PATH_FILE = "resnet_desktop_checkout.pth"

# What is in a `.venv` with the other build of TensorFlow. Both fill one folder, so they cannot follow each other.
FOREIGN_BUILD = {"gpu": "tensorflow_cpu-*.dist-info", "train": "nvidia_cudnn*.dist-info"}
# Room on the disk that a part takes, bytes, with the downloads beside it; measured on Linux, generously rounded.
ROOM = {"base": 1.0e9, "train": 2.0e9, "gpu": 9e9, "dev": 0.4e9}
TITLES = {
    "base": "Installing OpenVINO and Qt",
    "train": "Installing TensorFlow",
    "gpu": "Installing TensorFlow for the NVIDIA GPU",
    "dev": "Installing tools for tests",
}


def has_nvidia_driver() -> bool:
    """Ask the NVIDIA driver how many GPUs it sees; False without driver or GPU. No GPU is touched."""
    for name in ("libnvidia-ml.so.1", "/usr/lib/wsl/lib/libnvidia-ml.so.1"):
        try:
            nvml = ctypes.CDLL(name)
            count = ctypes.c_uint(0)
            if nvml.nvmlInit_v2() == 0 and nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)) == 0:
                return count.value > 0
        except (OSError, AttributeError):
            continue
    return False


def training_extra(*, linux: bool, machine: str, has_driver: bool) -> str:
    """Choose the extra that brings TensorFlow: its GPU build exists for 64-bit Intel and AMD on Linux only."""
    return "gpu" if linux and machine == "x86_64" and has_driver else "train"


def requirements(extra: str, pyproject: str) -> list[str]:
    """Read requirements out of the text of ``pyproject.toml``: the base ones for ``base``, else those of an extra."""
    project = tomllib.loads(pyproject)["project"]
    found: list[str] = project["dependencies"] if extra == "base" else project["optional-dependencies"][extra]
    return found


def extras_of(parts: set[str]) -> list[str]:
    """List the extras of ``pyproject.toml`` that parts stand for, in the order to install them, after ``base``."""
    extras = ["base"] if "base" in parts else []
    if "training" in parts:
        extras.append(training_extra(linux=IS_LINUX, machine=platform.machine(), has_driver=has_nvidia_driver()))
    return [*extras, "dev"] if "dev" in parts else extras


def prepare(parts: set[str], key: str) -> None:
    """Install the parts that are not ready, and remember them.

    Args:
        parts: what is needed; see `launcher.needed_parts`.
        key: digest of what the installation depends on.

    Raises:
        Stop: something is missing that cannot be got from here; says what and what to do.
    """
    try:
        if "qt" in parts:
            system_packages.ensure_qt(x11="x11" in parts)
        with only_one_at_a_time():
            ready = read_installed(key)  # another run may have been faster
            extras = extras_of(parts - ready)
            if extras and not is_usable(extras):
                make_venv()
                ready, extras = set(), extras_of(parts)
            for extra in extras:
                install(extra)
                ready.add("training" if extra in FOREIGN_BUILD else extra)
                write_installed(key, ready)
            write_installed(key, ready | (parts & {"qt", "x11"}))
    except OSError as error:
        raise Stop(
            f"{VENV} cannot be written: {error.strerror or error}. Mend that, then run the same again."
        ) from error


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Let a second start wait until the first has installed; the lock ends with the process that holds it."""
    if IS_WINDOWS:
        yield
        return
    import fcntl

    with CONSTRAINTS.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:  # a network file system without locks
            pass
        yield


def is_usable(extras: list[str]) -> bool:
    """Tell whether `.venv` can be added to: whole, of this Python and checkout, without the other TensorFlow."""
    if UNFINISHED.exists() or not PYTHON.is_file():
        return False
    question = "import sys, pip; print(sys.version_info[:2] == %r)" % (sys.version_info[:2],)  # noqa: UP031  a tuple
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-c", question], capture_output=True, text=True, check=False, timeout=60
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    packages = next(iter([*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]), VENV)
    with contextlib.suppress(OSError):
        if answer.strip() == "True" and (packages / PATH_FILE).read_text(encoding="utf-8") == f"{ROOT}\n":
            foreign = [pattern for extra in extras if (pattern := FOREIGN_BUILD.get(extra))]
            return not any(next(packages.glob(pattern), None) for pattern in foreign)
    return False


def make_venv() -> None:
    """Make `.venv` anew, with the pinned pip, and put the checkout on its path so that edits are live."""
    if VENV.exists() or VENV.is_symlink():
        say(f"{VENV.name} is unfinished or of another kind; making it anew.")
        if VENV.is_symlink() or not VENV.is_dir():
            VENV.unlink()
        else:
            shutil.rmtree(VENV)
    ensure_ensurepip()
    # The base interpreter: this script may itself be run by a `.venv` that has just been removed.
    python = getattr(sys, "_base_executable", None) or sys.executable
    with Ticker("Making .venv", Activity()) as ticker:
        done = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, check=False)
        ticker.succeeded = done.returncode == 0
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise Stop(f"Python's own `venv` failed: {lines[-1]}\nTry it by hand: {python} -m venv {VENV}")
    UNFINISHED.touch()
    site = subprocess.run(
        [PYTHON, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    Path(site, PATH_FILE).write_text(f"{ROOT}\n", encoding="utf-8")
    # Newer than what Python brings: it says how far a download is, and installs a quarter faster.
    run_pip("Updating pip", ["pip"])


def ensure_ensurepip() -> None:
    """Python needs its module `ensurepip` for a `.venv`; Debian and Ubuntu have it in a package of its own.

    Raises:
        Stop: it is missing and cannot be installed from here; names the command that does it.
    """
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python3.{sys.version_info[1]}-venv"
    if system_packages.installer_of(system_packages.read_os_release()) == "apt-get":
        if system_packages.apt_install([package]):
            importlib.invalidate_caches()
            if importlib.util.find_spec("ensurepip"):
                return
        advice = f"Install it, then run the same command again:\n  sudo apt-get install {package}"
    else:
        advice = "Install your distribution's package for Python's venv and pip, then run the same command again."
    raise Stop(f"This Python lacks its module ensurepip, which makes {VENV.name}. {advice}")


def install(extra: str) -> None:
    """Install one part.

    Raises:
        Stop: no room, no network, no build for this machine; says which.
    """
    free = shutil.disk_usage(VENV).free
    if free < ROOM[extra]:
        raise Stop(
            f"{TITLES[extra]} takes about {ROOM[extra] / 1e9:.1f} GB, but {free / 1e9:.1f} GB are free in {ROOT}. "
            "Make room, then run the same command again."
        )
    run_pip(TITLES[extra], requirements(extra, PYPROJECT.read_text(encoding="utf-8")), hint=extra in FOREIGN_BUILD)


def run_pip(title: str, wanted: list[str], *, hint: bool = False) -> None:
    """Run one ``pip install`` with progress, and keep its words in `LOG`.

    Args:
        title: what is done, for a person.
        wanted: requirements.
        hint: on failure, say that `--lite` does without.
    """
    line = [str(PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Compiled on first use instead: installing TensorFlow takes half the time, and most of it is never imported.
    line += ["--no-compile", "--only-binary=:all:", "--constraint", str(CONSTRAINTS)]
    if wanted == ["pip"]:
        line.append("--upgrade")
    else:
        line.append("--progress-bar=raw")
    reason = Pip([*line, *wanted], {**os.environ, "PIP_USER": "0"}, LOG).run(title, on_change=UNFINISHED.touch)
    if reason is None:
        UNFINISHED.unlink(missing_ok=True)
        return
    without = f"\nTo go on without fine-tuning: {this_command()} {' '.join(sys.argv[1:2])} --lite" if hint else ""
    raise Stop(f"{title} failed: {reason}\nThe same command tries again; pip's own words are in {LOG}.{without}")

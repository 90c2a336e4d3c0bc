"""Fixtures of every test: nothing of the user is touched, nothing is left running."""

import importlib.util
import os
import sys
import tarfile
import threading
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Tests start many processes; each would compile TensorFlow anew, 5 s of the processor, where Python must not keep that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "resources" / "samples"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Bring tests into the order of a run, and skip those that cannot be passed here.

    Where several processes share the tests, files with slow ones come first: one that began last would be waited for.
    Marked tests are skipped where the project's data folder is absent, as on a stranger's machine.
    """
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)
    if (SHARED / "data").is_dir():
        return
    skip = pytest.mark.skip(reason=f"there is no {SHARED.name}/data beside the checkout")
    for item in items:
        if item.get_closest_marker("shared_data"):
            item.add_marker(skip)


@pytest.fixture
def without_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look like the lite program, which is without it."""
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    find = importlib.util.find_spec

    def find_all_but_one(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "tensorflow" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_all_but_one)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder ``../shared`` with ``data/`` and ``weights/``; the test carries ``@pytest.mark.shared_data`` too."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"there is no {SHARED.name}/data beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def test_pictures(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One in ten of CIFAR-10's test pictures, in folders named after their classes."""
    folder = tmp_path_factory.mktemp("cifar10")
    with tarfile.open(shared_data / "data" / "cifar10-jpeg.tar.xz") as archive:
        pictures = [each for each in archive if each.isfile() and "/test/" in each.name]
        chosen = sorted(pictures, key=lambda each: each.name)[::10]
        # In the order of the archive: each step back would unpack it from its beginning again.
        archive.extractall(folder, members=sorted(chosen, key=lambda each: each.offset), filter="data")
    found = sorted((folder / "cifar" / "test").glob("*/*.jpg"))
    assert len(found) == 1_000
    return found


@pytest.fixture(scope="session")
def sample_photos() -> list[Path]:
    """The photos that ship with the program, in alphabetical order: JPEG, upright, at least 400 px wide."""
    photos = sorted(SAMPLES.glob("*.jpg"))
    assert photos, f"there are no pictures in {SAMPLES}"
    return photos


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder for each test, so that no test sees or changes the user's models and settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RESNET_DESKTOP_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_thread_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread behind which would keep the process alive."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=20)  # one that is about to end may have to wait for other processes
    running = [thread.name for thread in left if thread.is_alive()]
    assert not running, f"threads still running after the test: {', '.join(running)}"

"""A training whose processes die, and one whose disk is full: at most the work since the last checkpoint is lost."""

import dataclasses
import errno
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("keras")

from resnet_desktop import paths
from resnet_desktop.jobs import Control
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS, Stage
from resnet_desktop.training import run as run_module
from resnet_desktop.training.fine_tune import create_run, fine_tune
from resnet_desktop.training.following import RunWatch
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record, RecordFile, read_records, sentence_for
from resnet_desktop.training.run import Run
from resnet_desktop.training.run_lock import run_is_training
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("small_listing")

PATIENCE_S = 240
MOMENTS = 10
EPOCHS = 80


def new_run(name: str, folder: Path, **fields: Any) -> Run:
    small = {
        "network": "listing", "base": "none", "input_size": 32, "crop_fraction": 1.0, "batch": 8, "validation": 0.25,
        "crop": 0.5, "colour": 0.2, "dropout": 0.2, "checkpoint_minutes": 0.01,
    }  # fmt: skip
    return create_run(name, Plan(**{**small, "data": str(folder), **fields}), Control())


def ignore(_: Record) -> None:
    """Hear nothing."""


def end_of(run: Run) -> tuple[dict[str, np.ndarray], list[Record]]:
    """The last checkpoint's arrays and the history without times."""
    checkpoint = run.load_checkpoint()
    assert checkpoint is not None
    times = ("seconds", "pictures_per_second")
    history = [{key: value for key, value in record.items() if key not in times} for record in run.history]
    return dict(checkpoint.arrays), history


def assert_same(run: Run, whole: Run) -> None:
    arrays, history = end_of(run)
    expected, expected_history = end_of(whole)
    assert history == expected_history
    assert arrays.keys() == expected.keys()
    assert [name for name in arrays if not np.array_equal(arrays[name], expected[name])] == []
    best, expected_best = run.load_best(), whole.load_best()
    assert [name for name in best if not np.array_equal(best[name], expected_best[name])] == []


class Parent:
    """A process that trains a run in a child of its own."""

    def __init__(self, name: str, *, outlives: bool = False) -> None:
        words = [sys.executable, "-m", "tests.helpers.training_parent", name, *(["outlives"] if outlives else [])]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.process.stdout is not None
        self.child = int(self.process.stdout.readline())

    def until(self, kind: str) -> Record:
        """Wait for a record of a type, or for the end of all."""
        assert self.process.stdout is not None
        record: Record = {}
        for line in self.process.stdout:
            record = json.loads(line)
            if record["type"] == kind:
                break
        return record

    def wait(self, seconds: float) -> None:
        """Let it work for a while."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def close(self) -> None:
        self.process.kill()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.wait()


def wait_until_nobody_trains(name: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    follower = RunWatch(name)
    while run_is_training(name):
        assert time.monotonic() < deadline
        follower.poll(0.1)


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory,
    colour_folder: Path,
    small_listing: None,  # noqa: ARG001 - the network must be there first
) -> Run:
    """A run of the same plan in which nobody died."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESNET_DESKTOP_HOME", str(tmp_path_factory.mktemp("whole")))
        run = new_run("whole", colour_folder, epochs=EPOCHS)
        last = Parent("whole")
        assert last.until("done")["type"] == "done"
        last.close()
        return run


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["child", "parent"])
def test_a_run_survives_ten_deaths_of_each_of_its_processes_exactly(
    victim: str, colour_folder: Path, whole: Run
) -> None:
    generator = random.Random(victim)
    run = new_run("dying", colour_folder, epochs=EPOCHS)
    deaths = 0
    for moment in range(MOMENTS):
        parent = Parent("dying")
        if kind := ("", "start", "epoch", "start", "epoch")[moment % 5]:  # "": while the process still starts
            parent.until(kind)
        parent.wait(generator.uniform(0, 1))
        if parent.process.poll() is None:
            os.kill(parent.child if victim == "child" else parent.process.pid, signal.SIGKILL)
            deaths += 1
        if victim == "child":
            assert parent.until("error")["is_resumable"]
        parent.close()
        wait_until_nobody_trains("dying")
    assert deaths == MOMENTS
    assert 0 < len(run.history) < EPOCHS
    last = Parent("dying")
    assert last.until("done")["type"] == "done"
    last.close()
    assert_same(run, whole)
    epochs = [record["epoch"] for record in read_records(run.folder) if record["type"] == "epoch"]
    assert epochs == list(range(1, EPOCHS + 1))


def test_a_training_may_outlive_its_parent(colour_folder: Path) -> None:
    new_run("orphan", colour_folder, epochs=30)
    parent = Parent("orphan", outlives=True)
    parent.until("epoch")
    parent.close()
    follower = RunWatch("orphan")
    deadline = time.monotonic() + PATIENCE_S
    records: list[Record] = []
    while follower.state != "ended":
        assert time.monotonic() < deadline
        records += follower.poll(1.0)
    assert records[-1]["type"] == "done"
    assert "orphan" in default_library().names()


SHORT = {"epochs": 1, "checkpoint_minutes": 5}


class Disk:
    """Fails with ENOSPC after some writes, until there is room again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._left = math.inf
        for owner, name in ((paths, "write_atomically"), (run_module, "_save"), (RecordFile, "add")):
            monkeypatch.setattr(owner, name, self._failing(getattr(owner, name)))

    def fill_after(self, writes: int) -> None:
        self._left = writes

    def make_room(self) -> None:
        self._left = math.inf

    def _failing(self, write: Any) -> Any:
        def wrapped(*arguments: Any) -> None:
            if self._left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._left -= 1
            write(*arguments)

        return wrapped


@pytest.mark.slow
def test_a_disk_that_is_full_at_any_write_stops_the_run_and_leaves_all_usable(
    colour_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some twenty trainings whose graphs are built anew: one block makes them in half the time of three.
    one_block = dataclasses.replace(NETWORKS["listing"], stages=(Stage(8, 1, 1),))
    monkeypatch.setitem(NETWORKS, "listing", one_block)
    whole = new_run("whole", colour_folder, **SHORT)
    fine_tune(whole, Control(), ignore)
    disk = Disk(monkeypatch)
    for full_at in range(100):
        run = new_run(f"full{full_at}", colour_folder, **SHORT)
        disk.fill_after(full_at)
        sentence = ""
        try:
            fine_tune(run, Control(), ignore)
        except OSError as error:
            sentence = sentence_for(error)
        disk.make_room()
        if not sentence:
            break
        assert "The disk is full" in sentence
        assert run.name not in default_library().names()
        assert run.data == whole.data
        run.load_checkpoint()
        fine_tune(Run.open(run.name), Control(), ignore)
        assert_same(run, whole)
    assert full_at > 8
    assert_same(run, whole)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A file system of a few megabytes."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only the administrator of a Linux system can make a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_really_full_disk_stops_the_run_and_room_lets_it_go_on(
    colour_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "small", 8):
        monkeypatch.setenv("RESNET_DESKTOP_HOME", str(tmp_path / "small"))
        run = new_run("colours", colour_folder, epochs=3)
        ballast = tmp_path / "small" / "ballast"

        def fill(record: Record) -> None:
            if record["type"] == "epoch" and record["epoch"] == 1:
                ballast.write_bytes(bytes(shutil.disk_usage(ballast.parent).free))

        with pytest.raises(OSError, match="No space left"):
            fine_tune(run, Control(), fill)
        checkpoint = run.load_checkpoint()
        assert checkpoint is not None
        assert (checkpoint.epoch, len(run.history)) == (1, 1)
        ballast.unlink()
        fine_tune(Run.open("colours"), Control(), ignore)
        assert len(run.history) == 3

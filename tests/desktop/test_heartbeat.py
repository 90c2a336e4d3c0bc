"""How long the window's thread stands still with 100,000 pictures.

Searching, reading, thumbnails and saving are the program's own; only the network is replaced by work that keeps all
cores as busy, without the interpreter's lock, as the engine does.

Two numbers for each thing that is done: the longest time between two beats of a timer, which is what a person would
feel, and the processor time that the window's thread itself used in such a stretch, which other programs hardly change.
The first is printed; the second is what the test holds against a bound.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from heartbeat import Heartbeat, Stall
from resnet_desktop.classification import Result, classify
from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.classification.results import FloatArray
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.listing.gallery import SIDES_PX
from resnet_desktop.desktop.standing_back import standing_back
from resnet_desktop.engines import Engine
from resnet_desktop.images import UInt8Array
from resnet_desktop.jobs import Control
from tests.desktop.fakes import LABELS, FakeClassifier

COUNT = 100_000
FOLDERS = 100
STEP_MS = 15
ROUNDS = 12_000
"""Of a digest, for each picture: about the 10 ms that the bundled network takes."""

SCROLL_S = 1.0
MOST_MS = 250
"""Wide of what a quiet machine needs (50), and far below a layout or a collection of everything."""


class BusyEngine:
    """Takes the processor as a network does, on all cores, and answers at random."""

    best_batch_size = 16

    def __init__(self) -> None:
        self._cores = ThreadPoolExecutor(available_cores())
        standing_back(lambda: self.predict(np.zeros((available_cores(), 1), np.uint8)))  # its threads begin there

    def predict(self, batch: UInt8Array) -> FloatArray:
        list(self._cores.map(lambda _: hashlib.pbkdf2_hmac("sha256", b"", b"", ROUNDS), batch))
        raw = np.random.default_rng(0).random((len(batch), len(LABELS)), np.float32)
        probabilities: FloatArray = raw / raw.sum(axis=1, keepdims=True)
        return probabilities

    def close(self) -> None:
        self._cores.shutdown()


class BusyClassifier(FakeClassifier):
    """Finds, reads and classifies as the program does, by a `BusyEngine`."""

    def classify(self, paths: Iterable[Path], model: LoadedModel, control: Control) -> Iterator[Result]:
        engine = BusyEngine()
        try:
            yield from classify(paths, cast("Engine", engine), model.card, control=control, read=self._reading())
        finally:
            engine.close()

    @property
    def has_process(self) -> bool:
        return self._reader is not None and self._reader.pid is not None


@pytest.fixture
def folders(tmp_path: Path, sample_photos: list[Path]) -> list[Path]:
    """A thousand links to the sample photos in one folder, which has a hundred names."""
    real = tmp_path / "folder000"
    real.mkdir()
    for number in range(COUNT // FOLDERS):
        (real / f"img{number:04}.jpg").symlink_to(sample_photos[number % len(sample_photos)])
    folders = [real]
    for number in range(1, FOLDERS):
        folders.append(tmp_path / f"folder{number:03}")
        folders[-1].symlink_to(real)
    return folders


@pytest.fixture
def classifier() -> Iterator[BusyClassifier]:
    made = BusyClassifier()
    yield made
    made.close()


@pytest.fixture
def heartbeat(qapp: object) -> Iterator[Heartbeat]:  # noqa: ARG001  a timer needs an application
    made = Heartbeat()
    yield made
    made.stop()


def scroll(program: Program, qtbot: QtBot) -> None:
    """Scroll by lines, by pages and by leaps for a while, as a hand on the scroll bar does."""
    bar = program.window.classify.browser.view.verticalScrollBar()
    steps = [bar.singleStep()] * 20 + [bar.pageStep()] * 10 + [bar.maximum() // 7] * 5
    done = 0

    def step() -> None:
        nonlocal done
        way = steps[done % len(steps)]
        bar.setValue((bar.value() + way) % max(1, bar.maximum()))
        done += 1

    timer = QTimer(interval=STEP_MS)
    timer.timeout.connect(step)
    timer.start()
    end = time.monotonic() + SCROLL_S
    qtbot.waitUntil(lambda: time.monotonic() > end, timeout=60_000)
    timer.stop()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_hundred_thousand_pictures_never_hold_up_the_window(
    make_program: Callable[[], Program],
    classifier: BusyClassifier,
    folders: list[Path],
    heartbeat: Heartbeat,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = make_program()
    classifier.read_outside()
    qtbot.waitUntil(lambda: classifier.has_process, timeout=30_000)
    program.window.resize(1920, 1080)
    page = program.window.classify
    pictures, arranging, browser = page.session.pictures, page.session.arranging, page.browser
    stalls: dict[str, Stall] = {}
    heartbeat.longest()
    qtbot.wait(200)
    stalls["nothing"] = heartbeat.longest()

    started, used = time.perf_counter(), time.thread_time()
    page.add(folders)
    qtbot.waitUntil(lambda: pictures.rowCount() == COUNT, timeout=60_000)
    appeared_s, own_s = time.perf_counter() - started, time.thread_time() - used
    stalls["appearing"] = heartbeat.longest()

    for is_grid in (True, False):
        browser.show_view(is_grid, SIDES_PX[1])
        scroll(program, qtbot)
        stalls["scrolling tiles" if is_grid else "scrolling the table"] = heartbeat.longest()

    arranging.sort_by("confidence", is_descending=True)
    qtbot.waitUntil(lambda: pictures.is_arranged, timeout=60_000)
    stalls["sorting"] = heartbeat.longest()
    browser.show_view(True, SIDES_PX[1])
    scroll(program, qtbot)
    stalls["scrolling what is sorted"] = heartbeat.longest()

    done = page.session.work.done
    assert page.session.work.is_classifying
    assert done > 0
    page.session.cancel()
    with capsys.disabled():
        print(f"\n100,000 pictures there after {appeared_s:.2f} s, {own_s:.2f} s of it the window's own work;")
        print(f"{done:,} classified meanwhile; longest stalls:")
        for what, stall in stalls.items():
            print(f"{what}: {stall.passed_ms:.0f} ms, {stall.used_ms:.0f} ms of it the window's own work")
    assert own_s < 2
    assert max(stall.used_ms for stall in stalls.values()) < MOST_MS

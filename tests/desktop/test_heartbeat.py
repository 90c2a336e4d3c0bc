"""How long the window's thread stands still with 100,000 pictures.

Two numbers for each thing that is done: the longest time between two beats of a timer, which is what a person would
feel, and the processor time that the window's thread itself used in such a stretch, which other programs hardly change.
The first is printed; the second is what the test holds against a bound.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Result
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.classifier import Found, LoadedModel
from resnet_desktop.desktop.classify.listing.gallery import SIDES_PX
from resnet_desktop.jobs import Control, Progress
from tests.desktop.fakes import FakeClassifier, made_up_result

COUNT = 100_000
FOLDERS = 100
BEAT_MS = 5
STEP_MS = 15
SCROLL_S = 1.0
MOST_MS = 250
"""Wide of what a quiet machine needs (50), and far below a layout or a collection of everything."""


class Stall(NamedTuple):
    """The longest stretch between two beats.

    Attributes:
        passed_ms: time on the wall.
        used_ms: processor time of the window's thread.
    """

    passed_ms: float
    used_ms: float


class Heartbeat:
    """A timer of the window's thread."""

    def __init__(self) -> None:
        self._last = self._now()
        self._longest = Stall(0, 0)
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def longest(self) -> Stall:
        """The longest stall since the last call."""
        self._beat()
        longest, self._longest = self._longest, Stall(0, 0)
        return longest

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now, last = self._now(), self._last
        self._last = now
        self._longest = Stall(
            max(self._longest.passed_ms, now.passed_ms - last.passed_ms - BEAT_MS),
            max(self._longest.used_ms, now.used_ms - last.used_ms),
        )

    @staticmethod
    def _now() -> Stall:
        return Stall(1000 * time.perf_counter(), 1000 * time.thread_time())


@dataclass
class FakeLibrary(FakeClassifier):
    """Lists 100,000 names of a few real photos and classifies a thousand a second, until it is told to stop.

    Attributes:
        paths: what a search finds.
    """

    paths: Sequence[Path] = ()
    _pace: threading.Event = field(default_factory=threading.Event)

    def find(self, paths: Sequence[Path], control: Control) -> Iterator[Path | Found]:  # noqa: ARG002
        for count, path in enumerate(self.paths, start=1):
            control.check()
            control.report(Progress(count))
            yield path
        yield Found(len(self.paths), 0, ())

    def classify(self, paths: Iterator[Path], model: LoadedModel, control: Control) -> Iterator[Result]:  # type: ignore[override]  # noqa: ARG002
        for path in paths:
            control.check()
            self._pace.wait(0.001)
            yield made_up_result(path)
        control.check()


@pytest.fixture
def library(tmp_path: Path, sample_photos: list[Path]) -> list[Path]:
    """A thousand links to the sample photos in one folder, which has a hundred names."""
    real = tmp_path / "folder000"
    real.mkdir()
    for number in range(COUNT // FOLDERS):
        (real / f"img{number:04}.jpg").symlink_to(sample_photos[number % len(sample_photos)])
    folders = [real]
    for number in range(1, FOLDERS):
        folders.append(tmp_path / f"folder{number:03}")
        folders[-1].symlink_to(real)
    return [folder / f"img{number:04}.jpg" for folder in folders for number in range(COUNT // FOLDERS)]


@pytest.fixture
def classifier(library: list[Path]) -> FakeLibrary:
    return FakeLibrary(paths=library)


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
    make_program: Callable[[], Program], heartbeat: Heartbeat, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    program = make_program()
    program.window.resize(1920, 1080)
    page = program.window.classify
    pictures, arranging, browser = page.session.pictures, page.session.arranging, page.browser
    stalls: dict[str, Stall] = {}
    heartbeat.longest()
    qtbot.wait(200)
    stalls["nothing"] = heartbeat.longest()

    started, used = time.perf_counter(), time.thread_time()
    page.add([Path("/photos")])
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

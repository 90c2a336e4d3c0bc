#!/usr/bin/env python3
"""Measure how long the window stands still beside a real training, and print the longest stalls.

    .venv/bin/python packaging/window_stalls.py [FOLDER] [--seconds N] [--freeze N] [--input-size N] [--size WxH]

The real window is opened on Qt's offscreen platform, trains in its child process on FOLDER (class folders; without it,
on pictures of noise), and is used meanwhile: its steps and pages are opened, its curves scrolled. Nothing else should
run. Each line has the longest time between two beats of a timer, and the longest that the window's thread itself worked
in one go; the rest of the former is time in which the system let others run.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QScrollArea

from heartbeat import Heartbeat, Stall
from resnet_desktop import paths
from resnet_desktop.desktop import app
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.opened_files import Application
from resnet_desktop.desktop.train.live.leaving import Leave
from resnet_desktop.desktop.train.step_stack import JUDGEMENT, PICTURES, PLAN, RUNS, TRAINING
from resnet_desktop.training.plan import Plan
from training_benchmark import write_pictures

LONGEST_MS = 50
TRAIN_PAGE = 2
OTHER_PAGES = (0, 1)
_SCROLL_MS = 15
_LOOK_MS = 20
_PATIENCE_S = 120


class Stalls:
    """The longest stall of each thing that is done.

    Attributes:
        longest: by what was done.
    """

    def __init__(self) -> None:
        self._heartbeat = Heartbeat()
        self.longest: dict[str, Stall] = {}

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Measure what is done in this block."""
        self._heartbeat.longest()
        yield
        now, before = self._heartbeat.longest(), self.longest.get(what, Stall(0, 0))
        self.longest[what] = Stall(max(now.passed_ms, before.passed_ms), max(now.used_ms, before.used_ms))

    @property
    def lines(self) -> list[str]:
        """A line for each thing, and one for all."""
        rows = [*self.longest.items(), ("longest stall", Stall(*map(max, zip(*self.longest.values(), strict=True))))]
        return [f"{what}: {stall.passed_ms:.0f} ms, {stall.used_ms:.0f} ms of work" for what, stall in rows]


def wait(seconds: float) -> None:
    """Let the window run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window run until something is so.

    Raises:
        TimeoutError: it never became so.
    """
    end = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        wait(_LOOK_MS / 1000)


def scroll(area: QScrollArea, seconds: float) -> None:
    """Scroll down and up again, a line at a time."""
    bar = area.verticalScrollBar()
    steps = itertools.cycle([bar.singleStep()] * 20 + [-bar.singleStep()] * 20)
    timer = QTimer(interval=_SCROLL_MS)
    timer.timeout.connect(lambda: bar.setValue(bar.value() + next(steps)))
    timer.start()
    wait(seconds)
    timer.stop()


def measure(program: app.Program, folder: Path, plan: Plan, seconds: float) -> Stalls:
    """Train in the window and use it meanwhile.

    Args:
        program: its window is shown.
        folder: class folders.
        plan: how to train; it should have more epochs than there is time.
        seconds: how long to use the window once steps are taken.
    """
    window, page = program.window, program.window.pages.train
    stalls = Stalls()
    with stalls.during("opening the Train page"):
        window.show_page(TRAIN_PAGE)
        wait(0.5)
    train = page.content
    with stalls.during("looking at the pictures"):
        train.use_path(folder)
        wait_until(lambda: train.state.data is not None)
        wait(0.5)
    train.state.use_plan(plan)
    with stalls.during("starting"):
        train.show_step(TRAINING)
        train.follower.start("stalls")
        wait_until(lambda: train.follower.shown.course.place > 0)
    visited: set[tuple[str, int]] = set()
    areas = [area for area in train.live.findChildren(QScrollArea) if area.verticalScrollBar().maximum() > 0]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with stalls.during("watching"):
            wait(2)
        with stalls.during("scrolling"):
            for area in areas or train.live.findChildren(QScrollArea)[:1]:
                scroll(area, 1)
        for step in (PICTURES, PLAN, JUDGEMENT, RUNS, TRAINING):
            with stalls.during(_visit("steps", step, visited)):
                train.show_step(step)
                wait(0.5)
        for number in (*OTHER_PAGES, TRAIN_PAGE):
            with stalls.during(_visit("pages", number, visited)):
                window.show_page(number)
                wait(0.5)
    with stalls.during("stopping"):
        train.follower.stop()
        wait_until(lambda: train.follower.phase.has_ended)
    return stalls


def _visit(what: str, number: int, visited: set[tuple[str, int]]) -> str:
    is_first = (what, number) not in visited
    visited.add((what, number))
    return f"opening {what} for the first time" if is_first else f"changing {what}"


def main(words: list[str] | None = None) -> int:
    """Measure and print.

    Args:
        words: the command line; None for this process's own.
    Returns:
        0 when no stall was longer than wanted, else 1.
    """
    parser = argparse.ArgumentParser(description="The window's stalls beside a training.")
    parser.add_argument("folder", type=Path, nargs="?", help="class folders; pictures of noise without it")
    parser.add_argument("--seconds", type=float, default=20, help="how long to use the window while it trains")
    parser.add_argument("--freeze", type=int, default=4, help="keep everything up to this stage as it is")
    parser.add_argument("--input-size", type=int, default=112, help="side of the network's input, px")
    parser.add_argument("--size", default="1280x800", help="of the window, px")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as home:
        os.environ[paths.HOME_VARIABLE] = home
        folder = options.folder
        if folder is None:
            folder = Path(home) / "pictures"
            write_pictures(folder, 400, options.input_size)
        application = Application(sys.argv[:1])
        app.set_up(application)
        program = app.assemble(application, Classifier())
        program.window.resize(*map(int, options.size.split("x")))
        program.window.show()
        app._begin(program, [], application)  # noqa: SLF001 - what a start does once the window is painted
        wait_until(lambda: program.current.loaded is not None and not program.tasks.listed)
        wait_until(lambda: program.making_ahead.is_done)
        plan = Plan(epochs=1000, batch=32, freeze=options.freeze, input_size=options.input_size, crop=0.6, colour=0.2)
        try:
            stalls = measure(program, folder, plan, options.seconds)
        finally:
            if program.window.pages.train.is_made:
                program.window.pages.train.content.follower.leave(Leave.STOP)
            program.window.close()
            wait(0.2)
    sys.stdout.write("\n".join(stalls.lines) + "\n")
    return int(max(each.passed_ms for each in stalls.longest.values()) >= LONGEST_MS)


if __name__ == "__main__":
    sys.exit(main())

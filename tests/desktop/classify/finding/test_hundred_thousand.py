"""What the window's thread spends, with 100,000 classified pictures, while filters and the threshold are moved."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from heartbeat import Heartbeat, Stall
from resnet_desktop.classification import Entry
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.finding.filter_bar import FilterBar
from resnet_desktop.desktop.classify.finding.picture_tally import PictureTally
from resnet_desktop.desktop.long_lived import LongLived
from tests.desktop.classify.finding.conftest import WIDE_PX
from tests.desktop.fakes import LABELS, made_up_result
from tests.desktop.test_heartbeat import MOST_MS
from tests.desktop.widgets.hand import Hand

COUNT = 100_000
FOLDERS = ("cat", "dog", "Summer")
HANDFUL = 2000


@pytest.fixture(scope="module")
def library() -> list[Entry]:
    """A hundred thousand results, made of a thousand different ones."""
    kinds = [made_up_result(Path(f"{number}.jpg")) for number in range(1000)]
    made = []
    for number in range(COUNT):
        path = Path(f"/photos/{FOLDERS[number % len(FOLDERS)]}/img{number:06}.jpg")
        result = replace(kinds[number % len(kinds)], path=path)
        _ = result.best, result.margin, hash(path), str(path)  # as the tasks that classify and search leave them
        made.append(Entry(path, result))
    return made


@pytest.fixture
def heartbeat(qapp: object) -> Heartbeat:  # noqa: ARG001  a timer needs an application
    return Heartbeat()


def test_filters_and_threshold_never_hold_up_the_window(
    make_program: Callable[[], Program],
    library: list[Entry],
    heartbeat: Heartbeat,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = make_program()
    page = program.window.classify
    pictures, arranging = page.session.pictures, page.session.arranging
    tally = PictureTally(pictures, page)
    page.query.set_classes(LABELS)
    bar = FilterBar(page.query, tally)
    bar.setParent(page)
    bar.resize(WIDE_PX, 80)
    bar.show()
    for start in range(0, COUNT, HANDFUL):
        pictures.add(library[start : start + HANDFUL])
    long_lived = LongLived()
    long_lived.grow(COUNT)  # as the session does with what it lists
    page.session.changed.emit()
    stalls: dict[str, Stall] = {}
    heartbeat.longest()

    qtbot.waitUntil(lambda: tally.numbers.classified == COUNT, timeout=60_000)
    stalls["counting them all"] = heartbeat.longest()
    assert tally.numbers.judged == sum(entry.folder_label in LABELS for entry in library)

    heartbeat.longest()
    qtbot.wait(500)
    stalls["nothing"] = heartbeat.longest()

    bar.threshold.open()
    slider = bar.threshold.chooser.slider
    heartbeat.longest()
    drag(slider, qtbot)
    stalls["moving the threshold"] = heartbeat.longest()

    page.query.ask("unsure")
    qtbot.waitUntil(lambda: pictures.is_arranged, timeout=60_000)
    stalls["asking for the unsure ones"] = heartbeat.longest()
    drag(slider, qtbot)
    stalls["moving the threshold while only the unsure ones are shown"] = heartbeat.longest()
    assert 0 < pictures.rowCount() < COUNT

    bar.threshold.chooser.close()
    bar.clear.click()
    heartbeat.longest()
    drag(bar.confidence_line.slider, qtbot)
    qtbot.waitUntil(lambda: pictures.is_arranged, timeout=60_000)
    stalls["moving the range of confidence"] = heartbeat.longest()

    bar.clear.click()
    qtbot.waitUntil(lambda: not pictures.is_arranged, timeout=60_000)
    heartbeat.longest()
    pictures.remove(range(COUNT // 2))
    qtbot.waitUntil(lambda: tally.numbers.classified == COUNT // 2, timeout=60_000)
    stalls["taking half of them out"] = heartbeat.longest()
    heartbeat.stop()
    with capsys.disabled():
        print("\n100,000 classified pictures; longest stalls:")
        for what, stall in stalls.items():
            print(f"{what}: {stall.passed_ms:.0f} ms, {stall.used_ms:.0f} ms of it the window's own work")
    long_lived.end()
    assert arranging.order.text == ""
    assert max(stall.used_ms for stall in stalls.values()) < MOST_MS


def drag(slider: QWidget, qtbot: QtBot) -> None:
    """Hold the handle and move it to and fro for a second and a half, as a hand does."""
    hand, width = Hand(slider), slider.width()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 4, 14))
    end, places = time.monotonic() + 1.5, [*range(width // 4, width // 2, 2), *range(width // 2, width // 4, -2)]
    done = 0

    def has_moved_on() -> bool:
        nonlocal done
        hand.move_to(places[done % len(places)], 14, Qt.MouseButton.LeftButton)
        done += 1
        return time.monotonic() > end

    qtbot.waitUntil(has_moved_on, timeout=60_000)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 4, 14))

"""Pictures are read by another process as if they were read here, whatever happens to it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.images import Input, PictureSearch, Preprocessing, read_input
from resnet_desktop.images import outside_reading as module
from resnet_desktop.images.outside_reading import DEADLY, OutsideReader
from resnet_desktop.images.outside_search import OutsideSearch
from resnet_desktop.jobs import Cancelled, Control
from tests.helpers.deadly_reading import read_or_die

INPUT = Preprocessing(32)
PATIENCE_S = 30

PARENT = """
import os, sys, time
from resnet_desktop.images.outside_reading import OutsideReader
if __name__ == "__main__":
    reader = OutsideReader(1)
    reader.start()
    while reader.pid is None:
        time.sleep(0.01)
    print(reader.pid, flush=True)
    os.kill(os.getpid(), 9)
"""


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        threading.Event().wait(0.01)


def is_gone(pid: int) -> bool:
    """Whether not even a zombie is left."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture(scope="module")
def reader() -> Iterator[OutsideReader]:
    """A reader whose process is up; the tests that take it do not harm it for good."""
    made = OutsideReader(2, read_or_die)
    made.start()
    wait_until(lambda: made.pid is not None)
    yield made
    made.close()


@pytest.fixture
def photo(tmp_path: Path, sample_photos: list[Path]) -> Path:
    return Path(shutil.copy(sample_photos[0], tmp_path / "photo.jpg"))


def assert_same(answer: Input | str, expected: Input | str) -> None:
    if isinstance(answer, str) or isinstance(expected, str):
        assert answer == expected
    else:
        assert (answer.width, answer.height) == (expected.width, expected.height)
        np.testing.assert_array_equal(answer.pixels, expected.pixels)


@pytest.mark.parametrize("preprocessing", [Preprocessing(1), Preprocessing(112, 1.0, 32), Preprocessing(224)])
def test_inputs_and_errors_are_the_same_as_in_this_process(
    reader: OutsideReader, sample_photos: list[Path], tmp_path: Path, preprocessing: Preprocessing
) -> None:
    cut_off = tmp_path / "cut off.jpg"
    cut_off.write_bytes(sample_photos[0].read_bytes()[:5_000])
    empty = tmp_path / "ümlaut 漢字.png"
    empty.touch()
    for path in [*sample_photos, cut_off, empty, tmp_path / "not there.jpg", tmp_path]:
        answer = reader.read(path, preprocessing, Control())
        assert_same(answer, read_input(path, preprocessing))


@pytest.mark.shared_data
def test_odd_pictures_are_the_same_as_in_this_process(reader: OutsideReader, shared_data: Path) -> None:
    odd = sorted(path for path in (shared_data / "data" / "odd-images").rglob("*") if path.is_file())
    for path in odd[::4]:
        assert_same(reader.read(path, INPUT, Control()), read_input(path, INPUT))


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_read(reader: OutsideReader, photo: Path) -> None:
    path = photo.rename(Path(os.fsdecode(os.fsencode(photo.parent) + b"/\xff.jpg")))
    assert_same(reader.read(path, INPUT, Control()), read_input(path, INPUT))


def test_a_path_is_one_of_the_folder_where_this_process_stands(
    reader: OutsideReader, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photo.parent)
    assert isinstance(reader.read(Path(photo.name), INPUT, Control()), Input)


def test_a_search_finds_the_same_in_the_same_order(reader: OutsideReader, photo: Path, tmp_path: Path) -> None:
    for folder in ("b", "a/10", "a/9"):
        (tmp_path / folder).mkdir(parents=True)
        for number in (10, 9):
            shutil.copy(photo, tmp_path / folder / f"{number}.jpg")
    (tmp_path / "a" / "notes.txt").write_text("no picture")
    (tmp_path / "b" / "nowhere.jpg").symlink_to("nothing")
    given = [str(tmp_path / "not there.jpg"), str(tmp_path), str(photo)]
    here, outside = PictureSearch(given), OutsideSearch(given, reader, Control())
    assert [Path(file) for part in outside.parts() for file in part] == list(here)
    assert outside.passed_over == here.passed_over == 1
    assert outside.problems == here.problems
    assert outside.problems


def test_a_search_that_is_left_early_does_not_disturb_the_next(
    reader: OutsideReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "read_input", None)  # nothing is done in this process
    names = [f"{number}.jpg" for number in range(3_000)]
    for name in names:
        (tmp_path / name).touch()
    left = OutsideSearch([str(tmp_path)], reader, Control()).parts()
    assert Path(next(left)[0]).name == "0.jpg"
    left.close()  # type: ignore[attr-defined]  # it is a generator
    assert found_names(OutsideSearch([str(tmp_path)], reader, Control()).parts()) == names


def test_a_search_goes_on_here_where_its_process_died(reader: OutsideReader, tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(5_000)]
    for name in names:
        (tmp_path / name).touch()
    found = OutsideSearch([str(tmp_path)], reader, Control()).parts()
    first = next(found)
    kill(reader)
    assert found_names([first, *found]) == names


def found_names(parts: Iterable[list[str]]) -> list[str]:
    return [Path(file).name for part in parts for file in part]


def kill(reader: OutsideReader) -> int:
    """Kill the process and wait for the next one; gives the pid of the dead one."""
    pid = reader.pid
    assert pid is not None
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    wait_until(lambda: reader.pid not in (None, pid))
    return pid


def test_a_process_that_was_killed_is_replaced_and_leaves_nothing(reader: OutsideReader, photo: Path) -> None:
    pid = kill(reader)
    assert is_gone(pid)
    assert_same(reader.read(photo, INPUT, Control()), read_input(photo, INPUT))


@pytest.mark.parametrize("name", ["deadly.jpg", "wrong.jpg"])
def test_a_picture_that_ends_the_process_has_an_error_and_the_others_lose_nothing(
    reader: OutsideReader, photo: Path, name: str
) -> None:
    deadly = Path(shutil.copy(photo, photo.with_name(name)))
    paths = [photo, photo, deadly, photo, photo, photo]
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda path: reader.read(path, INPUT, Control()), paths))
    for path, answer in zip(paths, answers, strict=True):
        assert_same(answer, DEADLY if path == deadly else read_input(photo, INPUT))
    assert "\n" not in DEADLY


def begin_slowly(
    reader: OutsideReader, photo: Path, threads: ThreadPoolExecutor, control: Control
) -> Future[Input | str]:
    """Have a picture read that takes until a file ``go`` is there, and wait until the process is at it."""
    slow = Path(shutil.copy(photo, photo.with_name("slow.jpg")))
    answer = threads.submit(reader.read, slow, INPUT, control)
    wait_until((photo.parent / "begun").exists)
    return answer


def test_cancelling_waits_for_no_picture_and_mixes_up_no_answers(reader: OutsideReader, photo: Path) -> None:
    control = Control()
    with ThreadPoolExecutor(1) as threads:
        answer = begin_slowly(reader, photo, threads, control)
        control.cancel()
        with pytest.raises(Cancelled):
            answer.result(PATIENCE_S)
    (photo.parent / "go").touch()
    broken = photo.with_name("broken.jpg")
    broken.write_bytes(b"no picture")
    for path in [broken, photo] * 2:
        assert_same(reader.read(path, INPUT, Control()), read_input(path, INPUT))


def test_closing_ends_the_process_in_the_middle_of_a_picture(photo: Path) -> None:
    reader = OutsideReader(1, read_or_die)
    reader.start()
    wait_until(lambda: reader.pid is not None)
    pid = reader.pid
    assert pid is not None
    with ThreadPoolExecutor(1) as threads:
        answer = begin_slowly(reader, photo, threads, Control())
        reader.close()
        with pytest.raises(Cancelled):
            answer.result(PATIENCE_S)
    assert is_gone(pid)
    with pytest.raises(Cancelled):
        reader.read(photo, INPUT, Control())


def test_pictures_are_read_here_until_there_is_a_process(photo: Path) -> None:
    reader = OutsideReader(1, read_or_die)
    assert_same(reader.read(photo, INPUT, Control()), read_input(photo, INPUT))
    assert list(OutsideSearch([str(photo)], reader, Control()).parts()) == [[str(photo)]]
    reader.close()


def test_pictures_are_read_here_where_the_system_has_no_room_for_a_process(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(module, "ReadingProcess", refuse)
    reader = OutsideReader(1)
    reader.start()
    assert_same(reader.read(photo, INPUT, Control()), read_input(photo, INPUT))
    reader.close()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed in the same way")
def test_a_process_whose_parent_was_killed_ends() -> None:
    done = subprocess.run([sys.executable, "-c", PARENT], capture_output=True, text=True, timeout=60, check=False)
    pid = int(done.stdout)
    wait_until(lambda: is_gone(pid))

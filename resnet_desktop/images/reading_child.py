"""The process that reads pictures for another one, from the inside."""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection

from resnet_desktop.images.finding import PictureSearch
from resnet_desktop.images.reading import Read, read_input
from resnet_desktop.images.reading_records import MORE, READY, Part, answer_to_bytes, bytes_to_request, part_to_bytes
from resnet_desktop.jobs import Control
from resnet_desktop.priority import stand_back

NICENESS = 14
"""How far behind the window's process this one stands where the processor is short (POSIX: 0 to 19)."""

_MOST_IN_PART = 1_024
_LONGEST_PART_S = 0.05


def run_child(life: Connection, search_lane: Connection, lanes: list[Connection], read: Read = read_input) -> None:
    """Answer until the parent hangs up; the entry of the spawned process.

    Args:
        life: tells the parent that this process is ready; its end is the parent's end.
        search_lane: searches come in, one at a time, and what they find goes out; somebody waits for that.
        lanes: requests come in and answers go out, on each of them one at a time, on all of them side by side.
        read: what is done.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the parent's affair
    threading.Thread(target=_serve, args=(search_lane, read), name="searching", daemon=True).start()
    if sys.platform != "linux":
        stand_back(NICENESS)
    for number, lane in enumerate(lanes, start=1):
        threading.Thread(target=_read_behind, args=(lane, read), name=f"reading-{number}", daemon=True).start()
    try:
        life.send_bytes(READY)
        life.recv_bytes()
    except (EOFError, OSError):
        pass
    os._exit(0)  # at once: nobody waits any more for what the threads are at


def _read_behind(lane: Connection, read: Read) -> None:
    if sys.platform == "linux":
        stand_back(NICENESS)  # this thread only, there
    _serve(lane, read)


def _serve(lane: Connection, read: Read) -> None:
    control = Control()
    parts: Iterator[Part] = iter(())
    while True:
        try:
            request = lane.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            if request == MORE:
                answer: bytes | memoryview = part_to_bytes(next(parts))
            elif isinstance(wanted := bytes_to_request(request), list):
                parts = find_parts(wanted)
                answer = part_to_bytes(next(parts))
            else:
                answer = answer_to_bytes(read(*wanted, control))
            lane.send_bytes(answer)
        except OSError:
            return
        except BaseException:  # noqa: BLE001  an error in the program ends the process, as a crash would
            traceback.print_exc()
            os._exit(1)


def find_parts(paths: list[str]) -> Iterator[Part]:
    """Look for pictures, and tell of it in parts: of many at once, and yet as soon as they are found."""
    search = PictureSearch(paths)
    folders: list[tuple[str, list[str]]] = []
    count, since = 0, time.monotonic()
    for file in search.files():
        folder, separator, name = file.rpartition(os.sep)
        if not folders or folders[-1][0] != folder + separator:
            folders.append((folder + separator, []))
        folders[-1][1].append(name)
        count += 1
        if count >= _MOST_IN_PART or time.monotonic() - since > _LONGEST_PART_S:
            yield _part(search, folders, is_last=False)
            folders, count, since = [], 0, time.monotonic()
    yield _part(search, folders, is_last=True)


def _part(search: PictureSearch, folders: list[tuple[str, list[str]]], *, is_last: bool) -> Part:
    problems = [(str(folder), reason) for folder, reason in search.problems]
    return Part(folders, is_last, search.passed_over, problems)

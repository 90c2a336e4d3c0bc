"""What a process that reads pictures and its parent say to each other: plain bytes, nothing pickled."""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.images.reading import Input

READY = b"ready"
"""The first thing that the process says."""

_HEAD = struct.Struct("<II")
_LONGEST_REASON = 4_096


MORE = b"more"
"""Asks a search for its next part."""


@dataclass(frozen=True)
class Part:
    """A part of what a search found.

    Attributes:
        folders: folders, each with its separator at the end, and names of pictures in them, in order.
        is_last: the search is at its end.
        passed_over: files in folders so far that are no pictures.
        problems: folders that could not be read so far, with one sentence each.
    """

    folders: list[tuple[str, list[str]]]
    is_last: bool
    passed_over: int
    problems: list[tuple[str, str]]


def request_to_bytes(path: Path, preprocessing: Preprocessing) -> bytes:
    """Write down what to read."""
    return json.dumps([str(path), preprocessing.to_dict()]).encode()  # escapes what is no Unicode in a file's name


def search_to_bytes(paths: Sequence[str]) -> bytes:
    """Write down where to look for pictures."""
    return json.dumps(paths).encode()


def bytes_to_request(request: bytes) -> tuple[Path, Preprocessing] | list[str]:
    """The opposite of both."""
    match json.loads(request):
        case [str(path), dict(preprocessing)]:
            return Path(path), Preprocessing.from_dict(preprocessing)
        case paths:
            return list(paths)


def part_to_bytes(part: Part) -> bytes:
    """Write down a part of what a search found."""
    return json.dumps([part.folders, part.is_last, part.passed_over, part.problems]).encode()


def bytes_to_part(answer: bytes) -> Part:
    """The opposite of `part_to_bytes`."""
    return Part(*json.loads(answer))


def answer_to_bytes(answer: Input | str) -> memoryview:
    """Write down what came of it: width and height, and the pixels; 0, 0 and the reason where there are none."""
    if isinstance(answer, str):
        head, body = _HEAD.pack(0, 0), np.frombuffer(answer.encode()[:_LONGEST_REASON], np.uint8)
    else:
        head, body = _HEAD.pack(answer.width, answer.height), answer.pixels.reshape(-1)
    return np.concatenate([np.frombuffer(head, np.uint8), body]).data


def room_for_answer(preprocessing: Preprocessing) -> UInt8Array:
    """Give memory that holds any answer to a request."""
    return np.empty(_HEAD.size + max(3 * preprocessing.input_size**2, _LONGEST_REASON), np.uint8)


def bytes_to_answer(answer: UInt8Array, preprocessing: Preprocessing) -> Input | str:
    """The opposite of `answer_to_bytes`.

    Args:
        answer: (bytes,) uint8; the pixels stay where they are in it.
        preprocessing: of the request.
    """
    width, height = _HEAD.unpack_from(answer.data)
    body = answer[_HEAD.size :]
    if not width:
        return bytes(body).decode(errors="ignore")
    size = preprocessing.input_size
    return Input(body.reshape(size, size, 3), width, height)

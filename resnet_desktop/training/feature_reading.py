"""Reading the views that features are computed of, in threads, a little ahead of the network."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.images import PictureError, Preprocessing, UInt8Array
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.dataset import Example
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.views import read_views

PIECE = 16
"""Views that one thread reads in one go: two that took turns on tiny pictures would mostly wait for each other."""

Wanted = tuple[int, list[int]]
"""A picture's place, and the views of it that nobody computed."""

Outcome = UInt8Array | PictureError
"""(views, size, size, 3) uint8 RGB, or why there are none."""


def read_ahead(
    folder: Path,
    examples: Sequence[Example],
    wanted: list[Wanted],
    plan: Plan,
    preprocessing: Preprocessing,
    control: Control,
) -> Iterator[tuple[list[Wanted], list[Outcome]]]:
    """Yield pictures piece by piece with what was read of each, in order.

    Args:
        folder: where the pictures are.
        examples: paths relative to it.
        wanted: what to read.
        plan: seed and changes of views.
        preprocessing: how the network sees pictures.
        control: cancellation.
    Raises:
        Cancelled: the caller asked to stop.
    """
    workers = available_cores()

    def read(piece: list[Wanted]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for index, views in piece:
            if control.is_cancelled:
                raise Cancelled
            try:
                outcomes.append(read_views(folder, examples[index].path, views, plan, preprocessing))
            except PictureError as error:
                outcomes.append(error)
        return outcomes

    readers = ThreadPoolExecutor(workers, "reading")
    coming: deque[tuple[list[Wanted], Future[list[Outcome]]]] = deque()
    try:
        for piece in _pieces(wanted):
            coming.append((piece, readers.submit(read, piece)))
            if len(coming) > 2 * workers:
                yield _first(coming)
        while coming:
            yield _first(coming)
    finally:
        readers.shutdown(cancel_futures=True)


def _first(coming: deque[tuple[list[Wanted], Future[list[Outcome]]]]) -> tuple[list[Wanted], list[Outcome]]:
    piece, future = coming.popleft()
    return piece, future.result()


def _pieces(wanted: list[Wanted]) -> Iterator[list[Wanted]]:
    """Divide pictures into pieces of about as many views."""
    piece: list[Wanted] = []
    room = PIECE
    for each in wanted:
        piece.append(each)
        room -= len(each[1])
        if room <= 0:
            yield piece
            piece, room = [], PIECE
    if piece:
        yield piece

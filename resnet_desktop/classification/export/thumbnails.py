"""Small JPEGs of pictures, made in threads while the caller goes on."""

import io
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PIL import Image

from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.images import PictureError, decode

SIDE = 160
"""The long side of a thumbnail, px; smaller pictures stay as they are."""

_QUALITY = 75

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture.

    Attributes:
        jpeg: the file, RGB, upright.
        width: px.
        height: px.
    """

    jpeg: bytes
    width: int
    height: int


def make_thumbnail(path: Path) -> Thumbnail | str:
    """Read a picture and make it small; gives the reason, one sentence, where that cannot be."""
    try:
        image = Image.fromarray(decode(path, SIDE).pixels)
        image.thumbnail((SIDE, SIDE), Image.Resampling.BICUBIC)
        file = io.BytesIO()
        image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    except PictureError as error:
        return error.reason
    except MemoryError:
        return "There is not enough memory for this picture."
    return Thumbnail(file.getvalue(), *image.size)


class ThumbnailQueue(Generic[Asked]):
    """Makes thumbnails in the order in which they are asked for, a few ahead; to be closed.

    Whoever asks faster than they are made waits, so only a few are in memory.
    """

    def __init__(self) -> None:
        workers = available_cores()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="thumbnail")
        self._coming: deque[tuple[Asked, Future[Thumbnail | str]]] = deque()
        self._room = 2 * workers

    def ask(self, asked: Asked, path: Path) -> Iterator[tuple[Asked, Thumbnail | str]]:
        """Ask for one more, and give those that there is no more room for, each with what it was asked with."""
        self._coming.append((asked, self._pool.submit(make_thumbnail, path)))
        yield from self._take(self._room)

    def rest(self) -> Iterator[tuple[Asked, Thumbnail | str]]:
        """Give all that are still to come."""
        yield from self._take(0)

    def close(self) -> None:
        """End the threads, each after the picture in its hands."""
        self._pool.shutdown(cancel_futures=True)

    def _take(self, left: int) -> Iterator[tuple[Asked, Thumbnail | str]]:
        while len(self._coming) > left:
            asked, future = self._coming.popleft()
            yield asked, future.result()

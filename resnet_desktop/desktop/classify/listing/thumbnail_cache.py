"""Thumbnails on disk, so that a folder that was seen once is there at once; all of it can be made again.

One SQLite file instead of a hundred thousand small ones: it is bounded, replaced and read faster, above all on Windows.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.listing.thumbnail_shelf import Shelf

_SIDES = (256, 512)


def stored_side(side: int) -> int:
    """The side that is kept for thumbnails of this side, px; they are made smaller when they are taken out."""
    return next((stored for stored in _SIDES if stored >= side), side)


class ThumbnailCache:
    """The file.

    Args:
        folder: where it lies; it is made when it is missing.
        most_bytes: it may take.
    """

    def __init__(self, folder: Path, most_bytes: int = 500_000_000) -> None:
        self._file = folder / "thumbnails.sqlite"
        self._most_bytes = most_bytes

    @contextmanager
    def open(self) -> Iterator["Shelf"]:
        """Open the file for a task; one that is damaged is thrown away, one that cannot be used is done without."""
        from resnet_desktop.desktop.classify.listing import thumbnail_shelf  # noqa: PLC0415  SQLite is loaded after the paint

        connection = None
        try:
            connection = thumbnail_shelf.connect(self._file)
        except thumbnail_shelf.DamagedError:
            self._throw_away()
            with suppress(thumbnail_shelf.DamagedError):  # Windows keeps what another program has open
                connection = thumbnail_shelf.connect(self._file)
        if connection is None:
            yield thumbnail_shelf.Shelf(None, self._most_bytes)
            return
        with closing(connection):
            shelf = thumbnail_shelf.Shelf(connection, self._most_bytes)
            yield shelf
        if shelf.is_damaged:
            self._throw_away()

    def _throw_away(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

"""A report for people: one HTML file with thumbnails, classes, errors and where the results come from."""

import tempfile
from collections import defaultdict
from typing import BinaryIO, TextIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export import report_page, report_parts
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin
from resnet_desktop.classification.export.report_tally import Tally
from resnet_desktop.classification.export.thumbnails import Thumbnail, ThumbnailQueue

MOST_PICTURES = 10_000
"""Pictures that a report shows; of more it shows the first and counts all. About 70 MB, which a browser can open."""


class ReportWriter:
    """Writes the file at the end, because it begins with sums and is ordered by class.

    Until then finished parts, thumbnails included, wait in a temporary file: in memory are only their places.
    """

    def __init__(self, file: TextIO, origin: Origin, options: Options) -> None:
        self._file = file
        self._origin = origin
        self._tally = Tally(options.unsure_below)
        self._thumbnails = ThumbnailQueue[tuple[int, Entry]]()
        self._parts = _Parts()
        self._shown = 0

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        self._tally.add(entry)
        if entry.is_waiting or self._shown >= MOST_PICTURES:
            return
        self._shown += 1
        if entry.error:
            self._parts.add("", report_parts.error_row(entry))
            return
        for (number, ready), thumbnail in self._thumbnails.ask((self._shown, entry), entry.path):
            self._add(number, ready, thumbnail)

    def finish(self) -> None:
        """Write the file."""
        for (number, entry), thumbnail in self._thumbnails.rest():
            self._add(number, entry, thumbnail)
        page = report_page.page(self._origin, self._tally, self._shown)
        self._file.write(page.before_pictures)
        for number, (label, found) in enumerate(self._tally.ranking(), 1):
            if not self._parts.has(label):
                continue
            before, after = report_parts.gallery(number, label, found)
            self._file.write(before)
            self._parts.copy(label, self._file)
            self._file.write(after)
        self._file.write(page.before_errors)
        self._parts.copy("", self._file)
        self._file.write(page.end)

    def close(self) -> None:
        """End the threads and drop the temporary file."""
        self._thumbnails.close()
        self._parts.close()

    def _add(self, number: int, entry: Entry, thumbnail: Thumbnail | str) -> None:
        self._parts.add(entry.label, report_parts.figure(number, entry, self._tally, thumbnail))


class _Parts:
    """Finished pieces of text in a temporary file, by the group that they belong to."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # `close` closes it
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, group: str, part: str) -> None:
        content = part.encode("utf-8")
        self._places[group].append((self._file.tell(), len(content)))
        self._file.write(content)

    def has(self, group: str) -> bool:
        return group in self._places

    def copy(self, group: str, file: TextIO) -> None:
        for place, length in self._places.get(group, ()):
            self._file.seek(place)
            file.write(self._file.read(length).decode("utf-8"))

    def close(self) -> None:
        self._file.close()

"""Entries as a table in a terminal."""

import unicodedata
from collections.abc import Sequence
from typing import TextIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.formatting import percent

_PERCENT_WIDTH = 7  # ">99.9 %"
_INDENT = "  "
_WIDEST_LABEL = 28
_LEAST_PATH_WIDTH = 20


class TableWriter:
    """Aligned lines: one for each picture where one class is wanted, else the path and a line for each class.

    Args:
        file: where to.
        top_k: classes for each picture.
        width: columns of the terminal; longer paths lose their middle. None: lines may have any length.
        labels: the classes, for the width of their column.
    """

    def __init__(self, file: TextIO, top_k: int, width: int | None, labels: Sequence[str]) -> None:
        self._file = file
        self._top_k = top_k
        self._width = width
        self._label_width = min(max((columns(printable(label)) for label in labels), default=0), _WIDEST_LABEL)

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        self._file.write(self._line(entry) if self._top_k == 1 else self._block(entry))

    def finish(self) -> None:
        """Nothing belongs to the end of a table."""

    def close(self) -> None:
        """Nothing is held."""

    def _block(self, entry: Entry) -> str:
        pairs = [("given", entry.given)] if entry.given else []
        if entry.result is None:
            pairs.append(("waiting", ""))
        elif entry.error:
            pairs.append(("error", entry.error))
        else:
            pairs += [(percent(each.probability), each.label) for each in entry.result.top(self._top_k)]
        lines = [f"{_INDENT}{words:>{_PERCENT_WIDTH}}  {printable(text)}".rstrip() + "\n" for words, text in pairs]
        return "".join([f"{self._path(entry, self._width)}\n", *lines])

    def _line(self, entry: Entry) -> str:
        label = elide(printable(entry.label), self._label_width)
        if entry.is_waiting:
            words = "waiting"
        elif entry.given:
            words = "given"
        else:
            words = "error" if entry.error else percent(entry.confidence)
        after = f"  {printable(entry.error)}" if entry.error else ""
        start = f"{words:>{_PERCENT_WIDTH}}  {label}{' ' * (self._label_width - columns(label))}  "
        room = None if self._width is None else max(self._width - len(start), _LEAST_PATH_WIDTH)
        return f"{start}{self._path(entry, room)}{after}\n"

    def _path(self, entry: Entry, room: int | None) -> str:
        text = printable(str(entry.path))
        return text if room is None else elide(text, room)


def printable(text: str) -> str:
    """Escape what a terminal would not show or would obey: line ends, escape sequences, bytes that are no text."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: two for East Asian wide characters, none for accents."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def elide(text: str, width: int) -> str:
    """Shorten a text to so many columns by leaving out its middle; of a path most of the file's name stays."""
    if columns(text) <= width:
        return text
    start = _cut(text, (width - 1) // 3)
    end = _cut(text[::-1], width - 1 - columns(start))[::-1]
    return f"{start}…{end}"


def _cut(text: str, width: int) -> str:
    """The longest start of a text that fits."""
    for length in range(min(len(text), width), 0, -1):
        if columns(text[:length]) <= width:
            return text[:length]
    return ""

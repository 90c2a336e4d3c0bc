"""JSON for programs: an array of objects, or one object on each line."""

import json
from typing import Any, TextIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.export.columns import origin_record, record
from resnet_desktop.classification.export.options import Options
from resnet_desktop.classification.export.origin import Origin


class JsonLinesWriter:
    """One object on each line, which also says where it comes from: a line can be understood alone."""

    def __init__(self, file: TextIO, origin: Origin, options: Options) -> None:
        self._file = file
        self._origin = origin_record(origin)
        self._top_k = options.top_k

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        self._file.write(to_json(record(entry, self._top_k) | self._origin) + "\n")

    def finish(self) -> None:
        """Nothing belongs to the end of lines."""

    def close(self) -> None:
        """Nothing is held."""


class JsonWriter:
    """One array of the same objects, an object on each line."""

    def __init__(self, file: TextIO, origin: Origin, options: Options) -> None:
        self._file = file
        self._origin = origin_record(origin)
        self._top_k = options.top_k
        self._before = "[\n"

    def write(self, entry: Entry) -> None:
        """Add one picture."""
        self._file.write(self._before + to_json(record(entry, self._top_k) | self._origin))
        self._before = ",\n"

    def finish(self) -> None:
        """Close the array."""
        self._file.write("[]\n" if self._before == "[\n" else "\n]\n")

    def close(self) -> None:
        """Nothing is held."""


def to_json(value: dict[str, Any]) -> str:
    """Write a record on one line, readable also where it is not ASCII."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name with bytes that are no text; escaped, Python reads the same name back
        return json.dumps(value)
    return text

"""The formats of an export, as the window shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        key: what `resnet_desktop.classification.export.export` calls it.
        title: what it is called.
        kind: what its files are called.
        suffix: of its files, with the dot.
        description: what it is for.
        has_ranks: whether it says several classes for each picture.
        has_decimal_comma: whether numbers may be written with a comma.
    """

    key: str
    title: str
    kind: str
    suffix: str
    description: str
    has_ranks: bool = True
    has_decimal_comma: bool = False


FORMATS = (
    Format(
        "csv",
        "CSV",
        "CSV files",
        ".csv",
        "A table that opens in spreadsheets: one row for each picture, with its classes and what you said, and which "
        "model they are from.",
        has_decimal_comma=True,
    ),
    Format(
        "jsonl",
        "JSON lines",
        "JSON lines files",
        ".jsonl",
        "For programs: one object on each line, in the list's order.",
    ),
    Format("json", "JSON", "JSON files", ".json", "For programs: one list of objects, in the list's order."),
    Format(
        "html",
        "HTML report",
        "HTML files",
        ".html",
        "For people: one file with thumbnails, sums and errors that opens in every browser. It shows the first 10,000 "
        "pictures and counts all.",
        has_ranks=False,
    ),
)


def format_of(key: str) -> Format:
    """Give a format by its key; CSV where there is none of it."""
    return next((each for each in FORMATS if each.key == key), FORMATS[0])

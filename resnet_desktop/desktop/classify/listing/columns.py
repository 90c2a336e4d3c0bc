"""The table's columns, declared once: what they are called, what they say, how wide they begin, what they sort by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.listing.marks import mark_of

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


@dataclass(frozen=True)
class Column:
    """One column of the table.

    Attributes:
        title: its header.
        sort_key: what `resnet_desktop.classification.arrangement.arrange` calls it.
        text: what it says of a picture; the second value is the threshold below which predictions are unsure, 0 to 1.
        width_px: at first.
        is_number: stands at the right.
        is_descending: the order begins with the largest when it is sorted by.
    """

    title: str
    sort_key: str
    text: "Callable[[Entry, float], str]"
    width_px: int
    is_number: bool = False
    is_descending: bool = False


def _confidence(entry: "Entry", _threshold: float) -> str:
    return formatting.percent(entry.confidence) if _says_its_class(entry) else ""


def _margin(entry: "Entry", _threshold: float) -> str:
    return formatting.percent(entry.margin) if _says_its_class(entry) else ""


def _says_its_class(entry: "Entry") -> bool:
    """Whether the network's numbers are those of the class beside them."""
    return bool(entry.predicted) and not entry.is_corrected


def _size(entry: "Entry", _threshold: float) -> str:
    return wording.pixels(entry.result.width, entry.result.height) if entry.result and not entry.error else ""


COLUMNS = (
    Column("Name", "name", lambda entry, _: entry.path.name, 216),
    Column("Class", "label", lambda entry, _: entry.label, 112),
    Column("Confidence", "confidence", _confidence, 120, is_number=True, is_descending=True),
    Column("State", "state", lambda entry, threshold: mark_of(entry, threshold).word, 112),
    Column("Margin", "margin", _margin, 80, is_number=True),
    Column("Size, px", "size", _size, 112, is_number=True, is_descending=True),
    Column("Folder", "folder", lambda entry, _: wording.folder_line(entry.path.parent), 200),
)

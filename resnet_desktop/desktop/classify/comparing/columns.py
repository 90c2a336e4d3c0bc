"""The columns of the differences, declared once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.formatting import percent

if TYPE_CHECKING:
    from resnet_desktop.classification.comparison import Difference
    from resnet_desktop.classification.verdicts import Verdict
    from resnet_desktop.desktop.classify.comparing.running import Compared

    Row = tuple[Difference, Verdict]

RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: what it is sorted by.
        title: its header; empty where that is a model's name.
        text: what it says of a difference.
        width_px: at first; the last one takes what is left.
        is_number: stands at the right.
        is_descending: the order begins with the largest when it is sorted by.
    """

    key: str
    title: str
    text: "Callable[[Row, Compared], str]"
    width_px: int
    is_number: bool = False
    is_descending: bool = False


COLUMNS = (
    Column("name", "Name", lambda row, _: row[0].path.name, 176),
    Column("first", "", lambda row, _: row[0].first.label, 104),
    Column("first_confidence", "Confidence", lambda row, _: percent(row[0].first.probability), 88, True, True),
    Column("second", "", lambda row, _: row[0].second.label, 104),
    Column("second_confidence", "Confidence", lambda row, _: percent(row[0].second.probability), 88, True, True),
    Column(RIGHT, "Right", lambda row, compared: verdict_word(row[1].value, compared), 80),
    Column("folder", "Folder", lambda row, _: row[0].path.parent.name, 48),
)


def verdict_word(value: str, compared: "Compared") -> str:
    """Say who is right; empty where nobody knows."""
    return {"first": compared.first, "second": compared.second, "neither": "Neither"}.get(value, "")

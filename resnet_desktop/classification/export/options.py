"""What whoever exports may choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is written; each format uses what concerns it.

    Attributes:
        top_k: classes for each picture, from 1.
        unsure_below: confidence, 0 to 1, below which the report calls a picture unsure while nobody has given a class.
        has_decimal_comma: write CSV for spreadsheets in languages that write 0,5: commas in numbers, and therefore
            semicolons between columns.
        width: columns of the terminal, for the table; None where lines may have any length.
    """

    top_k: int = 5
    unsure_below: float = 0.5
    has_decimal_comma: bool = False
    width: int | None = None

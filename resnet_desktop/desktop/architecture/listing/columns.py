"""The columns of the table: what each says of a row, and what it is sorted by; no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.widgets.text_table import TextColumn
from resnet_desktop.formatting import count, size
from resnet_desktop.network.rows import Row
from resnet_desktop.network.tables import shape_text

MISSING = float("-inf")
"""What a row that has no such number is sorted by; it comes last, whatever the order."""


@dataclass(frozen=True)
class NumberColumn(TextColumn):
    """A column that rows can be sorted by.

    Attributes:
        order: what rows are sorted by: numbers, or texts.
        tip: what it is, where its title does not say all.
    """

    order: Callable[[Row], float | str] = lambda row: row.name
    tip: str = ""


def _number(
    title: str, text: Callable[[Row], str], order: Callable[[Row], float | str], width_px: int, tip: str = ""
) -> NumberColumn:
    return NumberColumn(title, text, width_px, is_number=True, order=order, tip=tip)


def _or_missing(value: float | None) -> float:
    return MISSING if value is None else value


OF_LAYERS = ("Keras alias", "Kernel", "Stride", "Padding")
"""The titles of the columns that only layers have."""

COLUMNS = (
    NumberColumn("Name", lambda row: row.name, 168, order=lambda row: row.name),
    NumberColumn(
        "Keras alias", lambda row: row.alias, 168, ink="text2", order=lambda row: row.alias,
        tip="The same layer's name in keras.applications",
    ),
    NumberColumn("Kind", lambda row: row.kind, 148, ink="text2", order=lambda row: row.kind),
    _number(
        "Output", lambda row: shape_text(row.output_shape), lambda row: float(prod(row.output_shape)), 104,
        "Height x width x channels; sorted by the number of values",
    ),
    _number(
        "Kernel", lambda row: wording.square(row.kernel), lambda row: _or_missing(row.kernel), 72,
        "Kernel of a convolution or window of a pooling, px",
    ),
    _number(
        "Stride", lambda row: "" if row.stride is None else str(row.stride), lambda row: _or_missing(row.stride), 64,
        "Step of the kernel or window, px",
    ),
    _number(
        "Padding", wording.padding, lambda row: _or_missing(row.padding[0] if row.padding else None), 76,
        "Rows and columns of zeros on each side, or before + after",
    ),
    _number("Parameters", lambda row: count(row.parameters), lambda row: row.parameters, 104),
    _number(
        "Trainable", lambda row: count(row.trainable), lambda row: row.trainable, 104,
        "Parameters that training changes: all but the moving statistics of batch norms",
    ),
    _number(
        "MACs", lambda row: count(row.macs), lambda row: row.macs, 120,
        "Multiply-accumulate operations of convolutions and dense layers for one picture, biases not counted",
    ),
    _number("FLOPs = 2 x MACs", lambda row: count(row.flops), lambda row: row.flops, 136, wording.FLOPS_TIP),
    _number(
        "Activations", lambda row: size(row.activation_bytes), lambda row: row.activation_bytes, 96,
        "Memory of the outputs in float32 for one picture: what training must keep",
    ),
    _number(
        "Receptive field", lambda row: f"{count(row.receptive_field)} px", lambda row: row.receptive_field, 120,
        "Side of the square of input pixels that one output value can depend on",
    ),
    _number(
        "Time, ms", wording.milliseconds, lambda row: _or_missing(row.milliseconds), 160,
        "Measured on this machine; layers that are computed together share one time",
    ),
)  # fmt: skip
"""All columns, the name first."""

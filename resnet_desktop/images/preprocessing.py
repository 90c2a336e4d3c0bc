"""How a picture of any size becomes the square that a network sees: the numbers, not the work."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

_LARGEST_SIDE = 4096


@dataclass(frozen=True)
class Preprocessing:
    """Which square of a picture a network sees, and at which size.

    Attributes:
        input_size: side of the network's input, px.
        crop_fraction: part of the short side that the centred square keeps, above 0, at most 1. 224/256 is the
            evaluation recipe of He et al. 2015: short side to 256, the middle 224 of it.
        source_size: resolution of the data that the network was trained on, px, when that was lower than the input
            (CIFAR-10: 32): larger squares are first reduced to this size, because sharper pictures than the
            network ever saw are strange to it. None: the input size is the data's own.
    """

    input_size: int
    crop_fraction: float = 224 / 256
    source_size: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible numbers.

        Raises:
            ValueError: names the field, what was expected and what came.
        """
        _check_side("input_size", self.input_size)
        if self.source_size is not None:
            _check_side("source_size", self.source_size)
        fraction = self.crop_fraction
        if isinstance(fraction, bool) or not isinstance(fraction, int | float):
            raise ValueError(f"crop_fraction must be a number above 0 and at most 1, not {fraction!r}.")
        if not (math.isfinite(fraction) and 0 < fraction <= 1):
            raise ValueError(f"crop_fraction must be above 0 and at most 1, not {fraction!r}.")

    def crop_box(self, width: int, height: int) -> tuple[float, float, float, float]:
        """Find the centred square that the network sees.

        Args:
            width: upright width of the picture, px.
            height: upright height of the picture, px.
        Returns:
            (left, top, right, bottom) in upright source pixels, edges, not rounded.
        """
        side = min(width, height) * self.crop_fraction
        left, top = (width - side) / 2, (height - side) / 2
        return left, top, left + side, top + side

    def to_dict(self) -> dict[str, Any]:
        """Give the record that a card stores."""
        return asdict(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Preprocessing":
        """Read the record of a card.

        Args:
            record: ``input_size`` and, where they differ from the defaults, the other fields.
        Raises:
            ValueError: a field is missing, unknown or impossible; says which, what was expected and what came.
        """
        if not isinstance(record, Mapping):
            raise ValueError(f"preprocessing must be a record of fields, not {record!r}.")
        known = [field.name for field in fields(cls)]
        if unknown := [str(name) for name in record if name not in known]:
            raise ValueError(f"preprocessing has the unknown field {unknown[0]!r}; known are {', '.join(known)}.")
        if "input_size" not in record:
            raise ValueError("preprocessing lacks the field input_size.")
        return cls(**record)


def _check_side(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST_SIDE:
        raise ValueError(f"{name} must be a whole number of pixels from 1 to {_LARGEST_SIDE}, not {value!r}.")

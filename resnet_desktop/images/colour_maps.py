"""From numbers to colours: perceptually even tables, which are data below ``resources/colours``."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.resources import resource_path

SEQUENTIAL = "magma"
"""From little to much: black to pale yellow, ever lighter."""

DIVERGING = "blue-white-orange"
"""From one opposite over nothing to the other; blue and orange differ to colour-blind eyes too."""


@cache
def colour_table(name: str) -> UInt8Array:
    """Read a table of colours.

    Args:
        name: `SEQUENTIAL` or `DIVERGING`.
    Returns:
        (colours, 3) uint8, sRGB, the colour of the lowest value first; read-only.
    Raises:
        OSError: there is no such table.
    """
    table = np.loadtxt(resource_path("colours", f"{name}.csv"), np.uint8, delimiter=",")
    table.flags.writeable = False
    return table


def coloured(values: NDArray[np.float32], low: float, high: float, name: str) -> UInt8Array:
    """Give each value its colour.

    Args:
        values: (…) float, any shape; what lies outside of the range gets the colour of its end.
        low: the value of the first colour.
        high: the value of the last colour, above ``low``.
        name: `SEQUENTIAL` or `DIVERGING`.
    Returns:
        (…, 3) uint8, sRGB.
    """
    table = colour_table(name)
    steps = np.clip((values - low) / (high - low), 0, 1) * (len(table) - 1)
    colours: UInt8Array = table[np.rint(steps).astype(np.intp)]
    return colours

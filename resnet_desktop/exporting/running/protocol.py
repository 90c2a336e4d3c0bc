"""What is known about a file that is open to be run, and the face that it must have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Predict = Callable[[NDArray[np.uint8]], NDArray[np.float32]]
"""(n, size, size, 3) uint8 RGB to (n, classes) float32."""


class FaceError(Exception):
    """A file's inputs or outputs are not those that every export has."""


@dataclass(frozen=True)
class Running:
    """An exported file, open.

    Attributes:
        runtime: what runs it, such as ``"ONNX Runtime"``.
        versions: of the packages that take part, by name.
        predict: classifies a batch of any size from 1.
    """

    runtime: str
    versions: Mapping[str, str]
    predict: Predict


@dataclass(frozen=True)
class Port:
    """An input or output of a file.

    Attributes:
        name: what it is called.
        dtype: the type of its numbers, as NumPy calls it.
        shape: its axes; None for an open one.
    """

    name: str
    dtype: str
    shape: Sequence[int | None]

    def __str__(self) -> str:
        """Write it as a person would: ``image uint8 (n, 32, 32, 3)``."""
        axes = ", ".join("n" if axis is None else str(axis) for axis in self.shape)
        return f"{self.name} {self.dtype} ({axes})"


def check_face(inputs: Sequence[Port], outputs: Sequence[Port]) -> None:
    """Hold a file's inputs and outputs against the face of every export.

    Raises:
        FaceError: says what was expected and what is there.
    """
    _check("input", "image uint8 (n, size, size, 3)", inputs, "image", "uint8", 4)
    _check("output", "probabilities float32 (n, classes)", outputs, "probabilities", "float32", 2)


def _check(what: str, expected: str, ports: Sequence[Port], name: str, dtype: str, axes: int) -> None:
    is_right = len(ports) == 1 and (ports[0].name, ports[0].dtype) == (name, dtype)
    if not is_right or len(ports[0].shape) != axes or ports[0].shape[0] is not None or None in ports[0].shape[1:]:
        found = " and ".join(map(str, ports)) or "nothing"
        raise FaceError(f"the {what} should be {expected} and is {found}")

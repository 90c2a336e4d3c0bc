"""What every engine can do."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.errors import UserError
from resnet_desktop.images import UInt8Array

FloatArray = NDArray[np.float32]

DEVICES = ("auto", "cpu", "gpu")
"""What can be asked for; ``auto`` takes a GPU where there is one."""

PRECISIONS = ("auto", "f32", "bf16", "int8")
"""What can be asked for; ``auto`` takes the fastest that the model and the device have."""


class EngineError(UserError):
    """A network cannot be executed; one line that says why."""


class Engine(Protocol):
    """A trained network on a device, ready to be used by one caller at a time, from any thread.

    One caller of `predict` and one of `outputs` may be there at the same time: whoever looks at one picture does not
    wait for whoever classifies a folder.

    Attributes:
        name: ``OpenVINO``, or the backend of Keras: ``TensorFlow``, ``JAX``, ``PyTorch``.
        device: ``CPU`` or ``GPU``: where it really runs.
        precision: ``f32``, ``bf16`` or ``int8``: what it really computes in.
        input_size: side of the input, px.
        classes: number of classes.
        best_batch_size: pictures in one call of `predict` from which on it gets no faster.
        notices: what was not done as asked, one sentence for a person each.
    """

    @property
    def name(self) -> str: ...  # noqa: D102  # see Attributes
    @property
    def device(self) -> str: ...  # noqa: D102
    @property
    def precision(self) -> str: ...  # noqa: D102
    @property
    def input_size(self) -> int: ...  # noqa: D102
    @property
    def classes(self) -> int: ...  # noqa: D102
    @property
    def best_batch_size(self) -> int: ...  # noqa: D102
    @property
    def notices(self) -> tuple[str, ...]: ...  # noqa: D102

    def predict(self, batch: UInt8Array) -> FloatArray:
        """Classify a batch.

        Args:
            batch: (n, input_size, input_size, 3) uint8, RGB, 0 to 255; any n from 0.
        Returns:
            (n, classes) float32 probabilities, 0 to 1, each row 1 in sum; calibrated where the card has a temperature.
        Raises:
            EngineError: the device gave up.
            ValueError: the batch has another shape or type.
        """
        ...

    def outputs(self, batch: UInt8Array, layers: Sequence[str]) -> dict[str, FloatArray]:
        """Compute what layers give out.

        Args:
            batch: as for `predict`.
            layers: canonical names; ``input`` is the picture as the first layer gets it: BGR, mean subtracted.
        Returns:
            For each name (n, height, width, channels) or (n, features), float32.
        Raises:
            EngineError: the device gave up.
            NetworkError: there is no such layer.
            ValueError: the batch has another shape or type.
        """
        ...


def check_batch(batch: UInt8Array, input_size: int) -> None:
    """Refuse a batch that is not the network's input.

    Raises:
        ValueError: says what was expected and what came.
    """
    if batch.dtype != np.uint8 or batch.shape[1:] != (input_size, input_size, 3):
        raise ValueError(
            f"a batch must be uint8 of shape (n, {input_size}, {input_size}, 3), not {batch.dtype} {batch.shape}"
        )

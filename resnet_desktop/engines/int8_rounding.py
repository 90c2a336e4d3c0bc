"""Rounding to eight bits, said in the operations that OpenVINO turns into whole-number arithmetic.

Sources:
    OpenVINO's documentation of FakeQuantize and of its low-precision transformations: activations are rounded with one
    scale for a whole tensor (unsigned after a ReLU, else signed), kernels with one scale for each output channel,
    signed and without an offset.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Int8Array = npt.NDArray[np.int8]
Float32Array = npt.NDArray[np.float32]

_LEVELS = 256
_LARGEST = 127
_SMALLEST_SCALE = np.float32(1e-20)


def round_kernel(kernel: Float32Array, axis: int) -> tuple[Int8Array, Float32Array]:
    """Round a kernel to whole numbers from -127 to 127, with one scale for each output channel.

    Args:
        kernel: any shape.
        axis: the output channels'.
    Returns:
        The whole numbers, and the scales with which they are multiplied, of the same number of axes.
    """
    others = tuple(other for other in range(kernel.ndim) if other != axis)
    largest = np.maximum(kernel.max(axis=others, keepdims=True), -kernel.min(axis=others, keepdims=True))
    scale = np.maximum(largest / np.float32(_LARGEST), _SMALLEST_SCALE).astype(np.float32)
    scaled = kernel / scale
    return np.rint(scaled, out=scaled).astype(np.int8), scale


def add_kernel(ops: Any, rounded: Any, scale: Any) -> Any:
    """Add a rounded kernel as float numbers, which is how OpenVINO knows one.

    Args:
        ops: OpenVINO's operations.
        rounded: a constant of whole numbers.
        scale: a constant, one for each output channel.
    """
    return ops.multiply(ops.convert(rounded, "f32"), scale)


def add_rounding(ops: Any, tensor: Any, largest: float, *, is_signed: bool) -> Any:
    """Round an operation's output to 256 levels.

    Args:
        ops: OpenVINO's operations.
        tensor: the operation.
        largest: what is above becomes this; above 0.
        is_signed: whether the levels begin as far below 0, else at 0.
    """
    high = np.float32(largest)
    low = -high * np.float32((_LARGEST + 1) / _LARGEST) if is_signed else np.float32(0)
    low_end, high_end = (ops.constant(np.array(end, np.float32)) for end in (low, high))
    return ops.fake_quantize(tensor, low_end, high_end, low_end, high_end, _LEVELS)

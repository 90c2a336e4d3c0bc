"""torchvision's ResNet as arithmetic on its own arrays: a reference that shares no code and no data with the program.

Source: He et al. 2015 with the stride in the 3x3 convolution, written from torchvision's documentation of the model and
PyTorch's of Conv2d, BatchNorm2d (eps=1e-05) and MaxPool2d (padding counts as minus infinity).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
State = Mapping[str, Array]


def probabilities(state: State, batch: npt.NDArray[np.uint8], blocks: Sequence[int]) -> Array:
    """Classify a batch.

    Args:
        state: arrays by PyTorch's names, axes (out, in, height, width).
        batch: (n, height, width, 3) uint8 RGB.
        blocks: in each stage.
    Returns:
        (n, classes) float64.
    """
    x = (batch / 255 - np.array([0.485, 0.456, 0.406])) / np.array([0.229, 0.224, 0.225])
    x = x.transpose(0, 3, 1, 2)
    x = np.maximum(_norm(state, "bn1", _convolve(x, state["conv1.weight"], 2, 3)), 0)
    x = _windows(x, 3, 2, 1, -np.inf).max(axis=(-2, -1))
    for stage, count in enumerate(blocks, start=1):
        for number in range(count):
            x = _block(state, f"layer{stage}.{number}", x, 2 if stage > 1 and number == 0 else 1)
    logits = x.mean(axis=(2, 3)) @ state["fc.weight"].T + state["fc.bias"]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _block(state: State, name: str, x: Array, stride: int) -> Array:
    shortcut = x
    if f"{name}.downsample.0.weight" in state:
        shortcut = _convolve(x, state[f"{name}.downsample.0.weight"], stride, 0)
        shortcut = _norm(state, f"{name}.downsample.1", shortcut)
    y = np.maximum(_norm(state, f"{name}.bn1", _convolve(x, state[f"{name}.conv1.weight"], 1, 0)), 0)
    y = np.maximum(_norm(state, f"{name}.bn2", _convolve(y, state[f"{name}.conv2.weight"], stride, 1)), 0)
    y = _norm(state, f"{name}.bn3", _convolve(y, state[f"{name}.conv3.weight"], 1, 0))
    return np.asarray(np.maximum(shortcut + y, 0))


def _windows(x: Array, size: int, stride: int, padding: int, value: float) -> Array:
    sides = [(0, 0), (0, 0), (padding, padding), (padding, padding)]
    padded = np.pad(x, sides, constant_values=value)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size), (2, 3))[:, :, ::stride, ::stride]


def _convolve(x: Array, weight: Array, stride: int, padding: int) -> Array:
    windows = _windows(x, weight.shape[-1], stride, padding, 0.0)  # (n, in, height, width, kernel, kernel)
    return np.asarray(np.einsum("nihwyx,oiyx->nohw", windows, weight, optimize=True))


def _norm(state: State, name: str, x: Array) -> Array:
    mean, variance, weight, bias = (
        state[f"{name}.{part}"].reshape(1, -1, 1, 1) for part in ("running_mean", "running_var", "weight", "bias")
    )
    return np.asarray((x - mean) / np.sqrt(variance + 1e-5) * weight + bias)

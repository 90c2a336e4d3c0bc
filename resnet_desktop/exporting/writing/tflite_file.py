"""Writing LiteRT files (``.tflite``), in float32 and in int8."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.exporting.writing import saved_model
from resnet_desktop.images import UInt8Array


def write(blueprint: Blueprint, path: Path) -> None:
    """Write the network in float32."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        saved_model.write(blueprint, Path(folder))
        path.write_bytes(_converter(folder).convert())


def write_int8(blueprint: Blueprint, path: Path, calibration: UInt8Array) -> None:
    """Write the network in int8: weights by channel, activations by layer; input uint8, output float32.

    Args:
        blueprint: the model.
        path: the file.
        calibration: (n, size, size, 3) uint8 RGB: their activations give the ranges.
    """
    import tensorflow as tf

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        saved_model.write(blueprint, Path(folder), input_dtype="float32")
        converter = _converter(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type, converter.inference_output_type = tf.uint8, tf.float32
        converter.representative_dataset = lambda: _calibration(calibration)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that TensorFlow will give its interpreter away one day
            path.write_bytes(converter.convert())


def _converter(folder: str) -> Any:
    import tensorflow as tf

    return tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[saved_model.SIGNATURE])


def _calibration(pictures: UInt8Array) -> Iterator[dict[str, Any]]:
    """The pictures one by one, the first with a black and a white pixel: so 0 to 255 become the input's own steps."""
    for index, picture in enumerate(pictures):
        pixels = picture.astype(np.float32)
        if not index:
            pixels[0, 0], pixels[0, 1] = 0, 255
        yield {"image": pixels[None]}

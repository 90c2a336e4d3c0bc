"""Writing a model in each format. All of it runs in a spawned process."""

from collections.abc import Callable
from pathlib import Path

from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.images import UInt8Array


def write(name: str, blueprint: Blueprint, path: Path, calibration: UInt8Array) -> None:
    """Write a model.

    Args:
        name: of the format, in `resnet_desktop.exporting.formats.FORMATS`.
        blueprint: the model.
        path: the file or folder to make; its folder is there and empty.
        calibration: (n, size, size, 3) uint8 RGB: the pictures that int8 takes its ranges from; others ignore it.
    Raises:
        OSError: it cannot be written.
    """
    if name == "tflite-int8":
        from resnet_desktop.exporting.writing.tflite_file import write_int8

        write_int8(blueprint, path, calibration)
    else:
        _writers()[name](blueprint, path)


def write_apart(
    name: str, blueprint: Blueprint, path: Path, calibration: UInt8Array, _report: Callable[[int, int], None]
) -> None:
    """Be `write`, as a piece of work for a spawned process; none of the libraries tells how far it is."""
    write(name, blueprint, path, calibration)


def _writers() -> dict[str, Callable[[Blueprint, Path], None]]:
    from resnet_desktop.exporting.writing import keras_file, onnx_file, openvino_file, saved_model, tflite_file

    return {
        "keras": keras_file.write,
        "savedmodel": saved_model.write,
        "onnx": onnx_file.write,
        "openvino": openvino_file.write,
        "tflite": tflite_file.write,
    }

"""Running an exported file as a stranger would: by its own runtime, with nothing of this program's engines."""

from collections.abc import Callable
from pathlib import Path

from resnet_desktop.exporting.running.protocol import Predict, Running


def open_file(name: str, path: Path) -> Running:
    """Open an exported file with the runtime that people open it with.

    Args:
        name: of the format, in `resnet_desktop.exporting.formats.FORMATS`.
        path: the file or folder.
    Raises:
        FaceError: its inputs or outputs are not those that every export has.
    """
    return _openers()[name](path)


def _openers() -> dict[str, Callable[[Path], Running]]:
    from resnet_desktop.exporting.running import keras_file, onnx_file, openvino_file, saved_model, tflite_file

    return {
        "keras": keras_file.open_file,
        "savedmodel": saved_model.open_file,
        "onnx": onnx_file.open_file,
        "openvino": openvino_file.open_file,
        "tflite": tflite_file.open_file,
        "tflite-int8": tflite_file.open_file,
    }


__all__ = ["Predict", "Running", "open_file"]

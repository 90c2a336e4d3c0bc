"""The formats that a model can be exported in, as data."""

import importlib.util
from dataclasses import dataclass

from resnet_desktop.exporting.errors import ExportError


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        name: the word for it on the command line.
        title: the name a person reads.
        suffix: of the file, with its dot; empty for a folder.
        is_folder: whether the export is a folder of files.
        companion: suffix of a second file that belongs to the first; empty where there is none.
        writer: the package that writes it.
        reader: the package that the Python sample reads it with.
        bytes_per_weight: how much one parameter takes in the file, bytes.
        is_exact: whether it computes with the model's own numbers; int8 rounds them.
        use: what it is good for, one line.
    """

    name: str
    title: str
    suffix: str
    writer: str
    reader: str
    use: str
    is_folder: bool = False
    companion: str = ""
    bytes_per_weight: int = 4
    is_exact: bool = True

    @property
    def needs_tensorflow(self) -> bool:
        """Whether it can only be written where TensorFlow is installed."""
        return self.writer == "tensorflow"


FORMATS = {
    each.name: each
    for each in (
        Format(
            "onnx", "ONNX", ".onnx", "onnx", "onnxruntime",
            "for ONNX Runtime and most other programs and languages",
        ),
        Format(
            "openvino", "OpenVINO IR", ".xml", "openvino", "openvino",
            "the fastest on Intel processors and graphics; a .bin file with the weights lies beside it",
            companion=".bin",
        ),
        Format("keras", "Keras", ".keras", "tensorflow", "keras", "to go on working with it in Keras 3"),
        Format(
            "savedmodel", "TensorFlow SavedModel", "", "tensorflow", "tensorflow",
            "a folder for TensorFlow and TensorFlow Serving", is_folder=True,
        ),
        Format(
            "tflite", "LiteRT (TFLite)", ".tflite", "tensorflow", "tensorflow", "for telephones and small computers"
        ),
        Format(
            "tflite-int8", "LiteRT (TFLite), int8", ".tflite", "tensorflow", "tensorflow",
            "the smallest file, for telephones and small computers; rounds, so a few pictures may change their class",
            bytes_per_weight=1, is_exact=False,
        ),
    )
}  # fmt: skip
"""Every format by its name, in the order in which they are shown."""


def format_named(name: str) -> Format:
    """Find a format.

    Raises:
        ExportError: there is none of this name; names them all.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise ExportError(f"There is no format {name!r}; there are {', '.join(FORMATS)}") from None


def can_export(chosen: Format) -> str:
    """Say why a format cannot be written here; empty where it can. Imports nothing."""
    needed = ("tensorflow", "keras") if chosen.needs_tensorflow else (chosen.writer,)
    if all(map(_is_installed, needed)):
        return ""
    if chosen.needs_tensorflow:
        return f"{chosen.title} needs TensorFlow and Keras, which are not installed here (extra 'train')"
    return f"{chosen.title} needs the package {chosen.writer}, which is not installed here"


def _is_installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None

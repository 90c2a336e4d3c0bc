"""Running a LiteRT file by the interpreter: LiteRT's own where it is installed, else the one in TensorFlow."""

import importlib.util
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.exporting.running.protocol import FaceError, Port, Running, check_face

_AS_THEY_ARE = (1.0, 0)


def open_file(path: Path) -> Running:
    """Load it and take its signature for serving.

    Raises:
        FaceError: see `open_file` of the package; also where the input's steps are not those of a picture's pixels.
    """
    runtime, version, interpreter_class = _interpreter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TensorFlow will give its interpreter away one day
        interpreter = interpreter_class(str(path), num_threads=os.cpu_count())
    classify = interpreter.get_signature_runner("serving_default")
    inputs, outputs = classify.get_input_details(), classify.get_output_details()
    check_face([_port(*each) for each in inputs.items()], [_port(*each) for each in outputs.items()])
    steps = inputs["image"]["quantization"]
    if steps not in (_AS_THEY_ARE, (0.0, 0)):
        raise FaceError(f"the input should be pixels from 0 to 255 and is counted in steps of {steps}")

    def predict(batch: Any) -> Any:
        return np.array(classify(image=batch)["probabilities"], np.float32)

    return Running(runtime, version, predict)


def _interpreter() -> tuple[str, dict[str, str], Any]:
    if importlib.util.find_spec("ai_edge_litert") is not None:
        from importlib.metadata import version

        from ai_edge_litert.interpreter import Interpreter

        return "LiteRT", {"ai-edge-litert": version("ai-edge-litert")}, Interpreter
    import tensorflow as tf

    return "TensorFlow Lite's interpreter", {"tensorflow": str(tf.__version__)}, tf.lite.Interpreter


def _port(name: str, details: Any) -> Port:
    shape = (None if axis == -1 else int(axis) for axis in details["shape_signature"])
    return Port(name, np.dtype(details["dtype"]).name, tuple(shape))

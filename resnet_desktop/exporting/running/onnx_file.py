"""Running an ONNX file: by ONNX Runtime where it is installed, else by OpenVINO's reader of ONNX."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.exporting.running import openvino_file
from resnet_desktop.exporting.running.protocol import Port, Running, check_face

_TYPES = {"tensor(uint8)": "uint8", "tensor(float)": "float32"}


def open_file(path: Path) -> Running:
    """Load it with all its operations checked."""
    if importlib.util.find_spec("onnxruntime") is None:
        return openvino_file.open_file(path, "OpenVINO's reader of ONNX")
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    check_face(list(map(_port, session.get_inputs())), list(map(_port, session.get_outputs())))

    def predict(batch: Any) -> Any:
        return np.asarray(session.run(["probabilities"], {"image": batch})[0])

    return Running("ONNX Runtime", {"onnxruntime": str(onnxruntime.__version__)}, predict)


def _port(port: Any) -> Port:
    shape = tuple(axis if isinstance(axis, int) else None for axis in port.shape)
    return Port(port.name, _TYPES.get(port.type, port.type), shape)

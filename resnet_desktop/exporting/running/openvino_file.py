"""Running OpenVINO IR, or another format that OpenVINO reads, from the file."""

from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.engines.openvino_network import import_openvino, openvino_core
from resnet_desktop.exporting.running.protocol import Port, Running, check_face


def open_file(path: Path, runtime: str = "OpenVINO") -> Running:
    """Read it from the disk and compile it for the processor in float32."""
    openvino = import_openvino()
    core = openvino_core()
    network = core.read_model(path)
    check_face(list(map(_port, network.inputs)), list(map(_port, network.outputs)))
    compiled = core.compile_model(network, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})

    def predict(batch: Any) -> Any:
        return np.array(compiled([batch])["probabilities"])

    return Running(runtime, {"openvino": str(openvino.__version__)}, predict)


def _port(port: Any) -> Port:
    shape = tuple(None if axis.is_dynamic else int(axis.get_length()) for axis in port.partial_shape)
    return Port(port.any_name, np.dtype(port.element_type.to_dtype()).name, shape)

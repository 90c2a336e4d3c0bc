"""Running a ``.keras`` file by Keras on TensorFlow."""

from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.engines.keras_network import import_keras
from resnet_desktop.exporting.running.protocol import Port, Running, check_face


def open_file(path: Path) -> Running:
    """Load it in the safe mode, which runs no code that a file brings along."""
    keras = import_keras()
    network = keras.saving.load_model(path, compile=False, safe_mode=True)
    output = _port(network.outputs[0], network.output_names[0])
    check_face([_port(each, each.name) for each in network.inputs], [output])

    def predict(batch: Any) -> Any:
        return np.asarray(network.predict_on_batch(batch))

    return Running("Keras", versions("keras", "tensorflow"), predict)


def versions(*modules: str) -> dict[str, str]:
    """The versions of modules that are imported already."""
    import sys

    return {name: str(sys.modules[name].__version__) for name in modules}


def _port(tensor: Any, name: str) -> Port:
    return Port(name, str(tensor.dtype), tuple(tensor.shape))

"""Running a SavedModel by TensorFlow, without Keras."""

from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop.exporting.running.protocol import Port, Running, check_face


def open_file(path: Path) -> Running:
    """Load it and take its signature for serving."""
    import tensorflow as tf

    module = tf.saved_model.load(str(path))
    classify = module.signatures["serving_default"]
    _, inputs = classify.structured_input_signature
    outputs = classify.structured_outputs
    check_face([_port(name, spec) for name, spec in inputs.items()], [_port(*each) for each in outputs.items()])

    def predict(batch: Any, _owner: Any = module) -> Any:  # the signature does not keep its variables alive
        return np.asarray(classify(image=tf.constant(batch))["probabilities"])

    return Running("TensorFlow", {"tensorflow": str(tf.__version__)}, predict)


def _port(name: str, spec: Any) -> Port:
    return Port(name, spec.dtype.name, tuple(spec.shape))

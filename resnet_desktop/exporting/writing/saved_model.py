"""Writing a TensorFlow SavedModel."""

from pathlib import Path
from typing import Any

from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.exporting.writing.keras_network import build_export_network

SIGNATURE = "serving_default"


def write(blueprint: Blueprint, path: Path, *, input_dtype: str = "uint8") -> None:
    """Write a folder whose signature takes ``image`` and gives ``probabilities``; any number of pictures.

    Args:
        blueprint: the model.
        path: the folder to make.
        input_dtype: of ``image``; see `build_export_network`.
    """
    network = build_export_network(blueprint, input_dtype=input_dtype)  # loads TensorFlow by its own way

    import tensorflow as tf

    size = blueprint.graph.input_size
    image = tf.TensorSpec((None, size, size, 3), tf.as_dtype(input_dtype), name="image")

    def classify(image: Any) -> dict[str, Any]:
        return {"probabilities": network(image, training=False)}

    module = tf.Module()
    module.weights = [each.value for each in network.variables]
    module.classify = tf.function(classify, input_signature=[image], autograph=False)
    tf.saved_model.save(module, str(path), signatures={SIGNATURE: module.classify})

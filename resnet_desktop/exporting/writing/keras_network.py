"""The Keras model that is exported: standard layers only, so that it loads without any code of this program."""

from typing import TYPE_CHECKING

from resnet_desktop.engines.keras_network import build_keras_network, import_keras
from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.network import Kind

if TYPE_CHECKING:
    import keras

COLOURS = "colours"
"""The name of the convolution (1,1) that turns RGB into what the network expects."""


def build_export_network(blueprint: Blueprint, *, input_dtype: str = "uint8") -> "keras.Model":
    """Build the network with its weights and its preprocessing.

    Args:
        blueprint: the model.
        input_dtype: of the pictures, 0 to 255; ``uint8`` but for converters that make it so themselves.
    Returns:
        Input ``image``: (n, size, size, 3) RGB. Output: (n, classes) float32 probabilities from a softmax layer
        that is called ``probabilities``.
    Raises:
        KeyError: an array is missing.
    """
    keras = import_keras()
    graph = blueprint.graph
    network = build_keras_network(graph)
    image = keras.Input((graph.input_size, graph.input_size, 3), dtype=input_dtype, name="image")
    pixels = keras.layers.Rescaling(1.0, name="as_float")(image)
    colours = keras.layers.Conv2D(3, 1, trainable=False, name=COLOURS)
    tensors = {"input": colours(pixels)}
    colours.set_weights([blueprint.colours[None, None], blueprint.offset])
    for layer in graph.layers[1:]:
        inputs = [tensors[name] for name in layer.inputs]
        made = network.get_layer(layer.name)
        if layer.kind is Kind.DENSE:  # under another name than in the network: what it gives out is part of the face
            made = keras.layers.Dense(layer.output_shape[-1], activation=layer.activation, name="probabilities")
        tensors[layer.name] = made(inputs if layer.kind is Kind.ADD else inputs[0])
        if layer.variables:
            made.set_weights([blueprint.array(layer.name, variable.name) for variable in layer.variables])
    return keras.Model(image, tensors[graph.output.name], name=graph.network.name)

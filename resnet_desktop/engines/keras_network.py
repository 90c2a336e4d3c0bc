"""The Keras graph, built from the network's data. Runs on TensorFlow, JAX and PyTorch alike (``KERAS_BACKEND``)."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from resnet_desktop.network import Graph, Kind, Layer

if TYPE_CHECKING:
    import keras


def import_keras() -> ModuleType:
    """Import Keras with the settings that every use in this program shares.

    TensorFlow switches oneDNN on by itself only where the CPU has VNNI; on other x86 CPUs its own convolutions train
    this network at a third of the speed, so it is asked for here. An environment that says otherwise wins.

    Returns:
        The ``keras`` module.
    Raises:
        ModuleNotFoundError: neither Keras nor its backend is installed.
    """
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("GRPC_VERBOSITY", "ERROR")
    with _quiet_start():
        import keras

    return keras  # type: ignore[no-any-return]


@contextmanager
def _quiet_start() -> Iterator[None]:
    """Keep TensorFlow's greeting off standard error while it is imported for the first time.

    WORKAROUND https://github.com/tensorflow/tensorflow/issues/100442: what it says before its logging is set up heeds
    no setting. Errors are exceptions and pass.
    """
    if "keras" in sys.modules:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def build_keras_network(
    graph: Graph, *, batch_norm_momentum: float = 0.99, dropout: float = 0.0, l2: float = 0.0
) -> "keras.Model":
    """Build the network as a Keras model with preprocessing inside.

    Args:
        graph: the network at its input size.
        batch_norm_momentum: how slowly moving statistics follow the batches, 0 to 1; for training.
        dropout: part of the features dropped before the dense layer while training, 0 to 1.
        l2: strength of the L2 penalty on kernels while training.
    Returns:
        Input ``image``: (n, size, size, 3) uint8 RGB, 0 to 255. Output: (n, classes) float32 probabilities.
        Layers carry the network's canonical names; weights are random (He normal).
    """
    keras = import_keras()
    image = keras.Input((graph.input_size, graph.input_size, 3), dtype="uint8", name="image")
    colours = keras.ops.cast(image, "float32")
    normalisation = graph.network.normalisation
    if normalisation.is_reversed:
        colours = keras.ops.flip(colours, axis=-1)  # PyTorch has no [..., ::-1]
    colours = colours - np.array(normalisation.means, np.float32)
    if normalisation.divides:
        colours = colours / np.array(normalisation.deviations, np.float32)
    tensors = {"input": colours}
    for layer in graph.layers[1:]:
        inputs = [tensors[name] for name in layer.inputs]
        if layer.kind is Kind.DENSE and dropout:
            inputs = [keras.layers.Dropout(dropout, name="dropout")(inputs[0])]
        tensors[layer.name] = _keras_layer(layer, graph, batch_norm_momentum, l2)(
            inputs if layer.kind is Kind.ADD else inputs[0]
        )
    return keras.Model(image, tensors[graph.output.name], name=graph.network.name)


def _keras_layer(layer: Layer, graph: Graph, batch_norm_momentum: float, l2: float) -> Any:
    keras = import_keras()
    layers = keras.layers
    name = layer.name
    regularizer = keras.regularizers.L2(l2) if l2 else None
    padding = "same" if layer.same_padding else "valid"
    match layer.kind:
        case Kind.ZERO_PADDING:
            return layers.ZeroPadding2D(layer.padding[0], name=name)
        case Kind.CONVOLUTION:
            return layers.Conv2D(
                layer.output_shape[-1], layer.kernel, layer.stride, padding,
                kernel_initializer="he_normal", kernel_regularizer=regularizer, name=name,
            )  # fmt: skip
        case Kind.BATCH_NORM:
            return layers.BatchNormalization(
                momentum=batch_norm_momentum, epsilon=graph.network.batch_norm_epsilon, name=name
            )
        case Kind.RELU:
            return layers.Activation("relu", name=name)
        case Kind.MAX_POOL:
            return layers.MaxPooling2D(layer.kernel, layer.stride, padding, name=name)
        case Kind.ADD:
            return layers.Add(name=name)
        case Kind.AVERAGE_POOL:
            return layers.AveragePooling2D(layer.kernel, layer.stride, padding, name=name)
        case Kind.FLATTEN:
            return layers.Flatten(name=name)
        case Kind.DENSE:
            return layers.Dense(
                layer.output_shape[-1], activation=layer.activation, dtype="float32",
                kernel_regularizer=regularizer, name=name,
            )  # fmt: skip
        case Kind.INPUT:
            raise AssertionError("the input is no Keras layer of its own")


def load_weights(model: "keras.Model", graph: Graph, weights: Mapping[str, np.ndarray]) -> None:
    """Put arrays into a Keras model.

    Args:
        model: what `build_keras_network` made from the same graph.
        graph: the network.
        weights: every array of the network, ``<layer>/<variable>``, any float type.
    Raises:
        KeyError: an array is missing.
        ValueError: an array has another shape.
    """
    for layer in graph.layers:
        if layer.variables:
            arrays = [np.asarray(weights[f"{layer.name}/{variable.name}"], np.float32) for variable in layer.variables]
            model.get_layer(layer.name).set_weights(arrays)


def read_weights_of(model: "keras.Model", graph: Graph) -> dict[str, np.ndarray]:
    """Take the arrays out of a Keras model.

    Returns:
        ``<layer>/<variable>`` to a float32 array; axes as in `Variable.shape`.
    """
    weights = {}
    for layer in graph.layers:
        if layer.variables:
            arrays = model.get_layer(layer.name).get_weights()
            for variable, array in zip(layer.variables, arrays, strict=True):
                weights[f"{layer.name}/{variable.name}"] = np.asarray(array, np.float32)
    return weights

"""Keras on TensorFlow, JAX or PyTorch: the engine for GPUs, and the one that others are compared with."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Literal

import numpy as np

from resnet_desktop.engines.keras_network import build_keras_network, import_keras, load_weights
from resnet_desktop.engines.near_ties import settle
from resnet_desktop.engines.protocol import EngineError, FloatArray, check_batch
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model
from resnet_desktop.network import Kind

_BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
_POLICIES = {"f32": "float32", "bf16": "mixed_bfloat16"}
_FIRST_WITH_BFLOAT16 = (8, 0)  # compute capability: Ampere
_BATCH_SIZES = {"CPU": 32, "GPU": 128}
_COLOUR = re.compile("\x1b\\[[0-9;]*m")


class KerasEngine:
    """A model as a Keras network; see `Engine`. Near ties in bf16 are settled in f32, as by `OpenVinoEngine`."""

    def __init__(self, model: Model, device: Literal["cpu", "gpu"] = "cpu", precision: str = "auto") -> None:
        """Build the network and, on a GPU, try it once.

        Args:
            model: card and weights.
            device: ``cpu`` or ``gpu``.
            precision: ``auto``, ``f32`` or ``bf16``; ``auto`` is bf16 on GPUs that have it.
        Raises:
            EngineError: Keras is not installed, it sees no GPU, or the GPU fails.
        """
        self._model = model
        self._graph = model.card.graph()
        self._device: Literal["cpu", "gpu"] = device
        with _keras_errors(f"Keras cannot use the {device.upper()}"):
            keras = import_keras()
            backend: str = keras.config.backend()
            self._name = _BACKENDS.get(backend, backend)
            if device == "gpu" and not _sees_gpu(backend):
                raise EngineError(f"{self._name} as it is installed sees no GPU")
            if precision == "auto":
                precision = "bf16" if device == "gpu" and _has_bfloat16(backend) else "f32"
            self._precision = precision
            with keras.device(f"{device}:0"), _dtype_policy(_POLICIES[precision]):
                self._network = build_keras_network(self._graph)
                load_weights(self._network, self._graph, _calibrated(model))
            if device == "gpu":
                self.predict(np.zeros((1, self.input_size, self.input_size, 3), np.uint8))

    @property
    def name(self) -> str:
        """The backend."""
        return self._name

    @property
    def device(self) -> str:
        """``CPU`` or ``GPU``."""
        return self._device.upper()

    @property
    def precision(self) -> str:
        """``f32`` or ``bf16``."""
        return self._precision

    @property
    def input_size(self) -> int:
        """Side of the input, px."""
        return self._graph.input_size

    @property
    def classes(self) -> int:
        """Number of classes."""
        return self._graph.classes

    @property
    def best_batch_size(self) -> int:
        """Enough to keep the device busy."""
        return _BATCH_SIZES[self.device]

    @property
    def notices(self) -> tuple[str, ...]:
        """None: this engine does what it is asked for, or raises."""
        return ()

    def predict(self, batch: UInt8Array) -> FloatArray:
        """Classify a batch; see `Engine.predict`."""
        check_batch(batch, self.input_size)
        if not len(batch):
            return np.empty((0, self.classes), np.float32)
        probabilities = self._compute(batch)
        if self._precision == "bf16":
            settle(probabilities, batch, self._compute_exactly)
        return probabilities

    def outputs(self, batch: UInt8Array, layers: Sequence[str]) -> dict[str, FloatArray]:
        """Compute what layers give out; see `Engine.outputs`."""
        check_batch(batch, self.input_size)
        names = [name for name in dict.fromkeys(layers) if self._graph.layer(name).kind is not Kind.INPUT]
        found: dict[str, FloatArray] = {}
        if len(names) < len(set(layers)):  # Keras has the preprocessing as operations without this name
            normalisation = self._graph.network.normalisation
            colours = (batch[..., ::-1] if normalisation.is_reversed else batch).astype(np.float32)
            means, deviations = (np.array(each, np.float32) for each in (normalisation.means, normalisation.deviations))
            found["input"] = (colours - means) / deviations
        if names:
            with self._running():
                keras = import_keras()
                tensors = [self._network.get_layer(name).output for name in names]
                arrays = keras.Model(self._network.input, tensors).predict_on_batch(batch)
            arrays = arrays if isinstance(arrays, list) else [arrays]
            found |= {name: np.asarray(array, np.float32) for name, array in zip(names, arrays, strict=True)}
        return {name: found[name] for name in layers}

    def _compute(self, batch: UInt8Array) -> FloatArray:
        with self._running():
            return np.array(self._network.predict_on_batch(batch), np.float32)

    def _compute_exactly(self, batch: UInt8Array) -> FloatArray:
        return self._exact._compute(batch)  # noqa: SLF001  another of its kind

    @cached_property
    def _exact(self) -> "KerasEngine":
        return KerasEngine(self._model, self._device, "f32")

    @contextmanager
    def _running(self) -> Iterator[None]:
        with _keras_errors(f"{self._name} stopped working"), import_keras().device(f"{self._device}:0"):
            yield


def _calibrated(model: Model) -> dict[str, Any]:
    """The weights with the card's temperature in the dense layer, whose logits it divides."""
    weights: dict[str, Any] = dict(model.weights)
    if model.card.temperature is not None:
        for variable in ("kernel", "bias"):
            name = f"{model.card.graph().output.name}/{variable}"
            weights[name] = np.asarray(weights[name], np.float32) / np.float32(model.card.temperature)
    return weights


@contextmanager
def _dtype_policy(policy: str) -> Iterator[None]:
    """Build layers with a policy and leave the one that was set."""
    config = import_keras().config
    before = config.dtype_policy()
    config.set_dtype_policy(policy)
    try:
        yield
    finally:
        config.set_dtype_policy(before)


def _sees_gpu(backend: str) -> bool:
    if backend == "torch":
        import torch

        return bool(torch.cuda.is_available())
    if backend == "jax":
        return bool(import_keras().distribution.list_devices("gpu"))
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:  # or TensorFlow takes all of the GPU's memory, also that of other programs to come
        tf.config.experimental.set_memory_growth(gpu, True)
    return bool(gpus)


def _has_bfloat16(backend: str) -> bool:
    if backend == "torch":
        import torch

        return bool(torch.cuda.is_bf16_supported())
    if backend != "tensorflow":
        return False
    import tensorflow as tf

    gpu = tf.config.list_physical_devices("GPU")[0]
    capability = tf.config.experimental.get_device_details(gpu).get("compute_capability", (0, 0))
    return bool(capability >= _FIRST_WITH_BFLOAT16)


@contextmanager
def _keras_errors(what: str) -> Iterator[None]:
    """Turn the errors of four frameworks into one sentence."""
    try:
        yield
    except EngineError:
        raise
    except ImportError as error:
        raise EngineError(f"Keras with its backend cannot be loaded: {_first_line(error)}") from error
    except Exception as error:  # each backend has its own family of errors, without a common base
        raise EngineError(f"{what}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    """The line that says something: Keras writes where it was before it, and colours the rest."""
    lines = [_COLOUR.sub("", line).strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith("Exception encountered when calling")]
    return (told[0] if told else type(error).__name__).rstrip(".")

"""Which engine executes a model on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from resnet_desktop.engines.gpu import count_gpus, has_gpu_backend
from resnet_desktop.engines.protocol import DEVICES, PRECISIONS, Engine, EngineError
from resnet_desktop.models import Model


@contextmanager
def loading_ahead() -> Iterator[None]:
    """Load OpenVINO in a thread while the block reads the model: on two cores a tenth of a start.

    Nothing fails here; what is missing is told by `open_engine`.
    """

    def load() -> None:
        from resnet_desktop.engines.openvino_network import import_openvino

        with suppress(ImportError):
            import_openvino()

    thread = threading.Thread(target=load, name="loading-openvino")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def open_engine(model: Model, device: str = "auto", precision: str = "auto") -> Engine:
    """Make a model ready to be executed.

    Args:
        model: card and weights.
        device: ``cpu`` is OpenVINO. ``gpu`` is Keras on an NVIDIA GPU. ``auto`` takes the GPU where the driver reports
            one and the installed backend can use it, and goes on with the CPU, with a notice, when it then fails.
        precision: ``f32``, ``bf16``, ``int8``, or ``auto`` for the fastest that the model and the device have: int8
            only where the card has ranges for it, and only on the CPU.
    Returns:
        The engine; its ``notices`` say what was not done as asked.
    Raises:
        EngineError: the device, the precision or the framework is not there, or the network cannot be made ready.
    """
    _check("device", device, DEVICES)
    _check("precision", precision, PRECISIONS)
    if device == "gpu" and precision == "int8":
        raise EngineError("A GPU computes in f32 or bf16 here, and int8 is for the CPU; choose another of both")
    if device == "cpu" or precision == "int8":
        return _open_on_cpu(model, precision)
    if device == "gpu":
        return _open_on_gpu(model, precision)
    if not (count_gpus() and has_gpu_backend()):
        return _open_on_cpu(model, precision)
    try:
        return _open_on_gpu(model, precision)
    except EngineError as error:
        return _open_on_cpu(model, precision, notice=f"The GPU is not used: {error}")


def _open_on_cpu(model: Model, precision: str, notice: str = "") -> Engine:
    from resnet_desktop.engines.openvino_engine import OpenVinoEngine

    return OpenVinoEngine(model, precision, notices=(notice,) if notice else ())


def _open_on_gpu(model: Model, precision: str) -> Engine:
    if not count_gpus():
        raise EngineError("There is no NVIDIA GPU here that its driver reports; choose the CPU")
    if not has_gpu_backend():
        raise EngineError("TensorFlow's GPU build (extra 'gpu') is not installed; choose the CPU")
    from resnet_desktop.engines.keras_engine import KerasEngine

    return KerasEngine(model, "gpu", precision)


def _check(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise EngineError(f"The {what} must be one of {', '.join(allowed)}, not {value!r}")

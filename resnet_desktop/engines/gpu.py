"""Is there an NVIDIA GPU? Asked of the driver, because importing TensorFlow for that takes seconds."""

import ctypes
import importlib.util
import os
import sys

_SUCCESS = 0
_LIBRARY = "libnvidia-ml.so.1"


def count_gpus(library: str = _LIBRARY) -> int:
    """Count the GPUs that an NVIDIA driver reports; 0 where there is no driver.

    Source:
        NVML API reference: ``nvmlInit_v2``, ``nvmlDeviceGetCount_v2``, ``nvmlShutdown``.
    """
    try:
        nvml = ctypes.CDLL(library)
    except OSError:
        return 0
    if nvml.nvmlInit_v2() != _SUCCESS:
        return 0
    try:
        count = ctypes.c_uint(0)
        return count.value if nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)) == _SUCCESS else 0
    finally:
        nvml.nvmlShutdown()


def has_gpu_backend() -> bool:
    """Tell, without importing it, whether the backend that Keras would use can use a GPU.

    TensorFlow can on Linux only, and its package ``tensorflow-cpu`` cannot.
    """
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    if importlib.util.find_spec("keras") is None or importlib.util.find_spec(backend) is None:
        return False
    if backend != "tensorflow":
        return True
    return sys.platform == "linux" and not _is_installed("tensorflow-cpu")


def _is_installed(distribution: str) -> bool:
    from importlib import metadata  # takes 30 ms, and only machines with a GPU need it

    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True

"""OpenVINO's errors stop here: what leaves an engine is one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from resnet_desktop.engines.protocol import EngineError


@contextmanager
def openvino_errors(what: str) -> Iterator[None]:
    """Turn OpenVINO's errors, which are bare RuntimeErrors of many lines, into one sentence."""
    try:
        yield
    except ImportError as error:
        raise EngineError(f"OpenVINO cannot be loaded: {_last_line(error)}") from error
    except (RuntimeError, MemoryError) as error:
        raise EngineError(f"{what}: {_last_line(error)}") from error


def _last_line(error: Exception) -> str:
    """The line that says something: OpenVINO puts the places in its own source before it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else "there is not enough memory").rstrip(".")

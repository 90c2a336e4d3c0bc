"""What executes a network: OpenVINO on the CPU, Keras on a GPU."""

from resnet_desktop.engines.choose import loading_ahead, open_engine
from resnet_desktop.engines.protocol import DEVICES, PRECISIONS, Engine, EngineError

__all__ = ["DEVICES", "PRECISIONS", "Engine", "EngineError", "loading_ahead", "open_engine"]

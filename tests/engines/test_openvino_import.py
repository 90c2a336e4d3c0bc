import subprocess
import sys


def test_loading_ahead_leaves_openvino_ready_for_everybody() -> None:
    code = """
import sys
from resnet_desktop.engines import loading_ahead
from resnet_desktop.engines.openvino_network import import_openvino
with loading_ahead():
    assert import_openvino().Core().available_devices
assert "openvino_telemetry" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_openvino_sends_nothing_and_leaves_its_converter_importable() -> None:
    code = """
import sys
from resnet_desktop.engines.openvino_network import import_openvino
openvino = import_openvino()
assert openvino is import_openvino()
assert "openvino_telemetry" not in sys.modules
assert "openvino.tools.ovc" not in sys.modules, "hidden for good"
assert hasattr(openvino, "Core")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr

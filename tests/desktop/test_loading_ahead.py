import subprocess
import sys

SCRIPT = """
import sys
from resnet_desktop.desktop.loading_ahead import MODULES, load_ahead
from resnet_desktop.jobs import Control
load_ahead(Control())
print(set(MODULES) <= set(sys.modules), sorted({"tensorflow", "keras", "openvino"} & set(sys.modules)))
"""


def test_the_pages_are_read_ahead_without_a_framework() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True []"

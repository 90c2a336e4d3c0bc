"""What a reading process of the tests does: files with certain names end it, or keep it busy."""

import os
import signal
import time
from pathlib import Path

from resnet_desktop.images import Input, Preprocessing, read_input
from resnet_desktop.jobs import Control


def read_or_die(path: Path, preprocessing: Preprocessing, control: Control) -> Input | str:
    """Read a file; ``deadly…`` kills the process, ``wrong…`` raises, ``slow…`` waits for a file ``go`` beside it."""
    if path.name.startswith("deadly"):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if path.name.startswith("wrong"):
        raise RuntimeError("an error in the program")
    if path.name.startswith("slow"):
        (path.parent / "begun").touch()
        while not (path.parent / "go").exists():
            time.sleep(0.01)
    return read_input(path, preprocessing, control)

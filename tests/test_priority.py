import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = "import os; from resnet_desktop.priority import stand_back; {}; print(os.nice(0))"


def niceness_after(calls: str) -> int:
    """What a process of its own ends up with."""
    words = [sys.executable, "-c", SCRIPT.format(calls)]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows classes of priority instead")
def test_a_process_that_stands_back_does_so_once() -> None:
    before = niceness_after("pass")
    assert niceness_after("stand_back(12); stand_back(12)") == max(12, before)
    assert niceness_after("stand_back(12); stand_back(3)") == max(12, before)


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this system shares by process")
def test_only_a_session_of_its_own_stands_back_as_a_whole() -> None:
    def share_after(first: str) -> str:
        script = f"import os; from resnet_desktop.priority import stand_back; {first}; stand_back(12)"
        script += "; print(open('/proc/self/autogroup').read())"
        return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()

    assert share_after("os.setsid()").endswith(" nice 12")
    assert not share_after("pass").endswith(" nice 12")  # empty for a session without a group of its own

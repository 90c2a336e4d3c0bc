"""Decodes the files named on its command line and prints one JSON record for each; run as a process of its own.

The records carry what only a process of its own can measure: seconds, and the peak of its memory.
"""

import json
import sys
import time
from pathlib import Path

from resnet_desktop.images import PictureError, decode


def peak_bytes() -> int:
    """The most memory that this process has held, bytes; on Linux since `forget_peak`; 0 where that is unknown."""
    if sys.platform == "linux":
        # Not getrusage: its value survives exec, so it would tell of the test run that started this process.
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def forget_peak() -> int:
    """Start anew, on Linux; returns the memory in use, bytes."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")
    return peak_bytes()


for path in sys.argv[1:]:
    record: dict[str, object] = {"path": path, "before": forget_peak()}
    start = time.perf_counter()
    picture = None
    try:
        picture = decode(path)
        record |= {"shape": picture.pixels.shape, "width": picture.width, "height": picture.height}
    except PictureError as error:
        record["error"] = str(error)
    picture = None
    print(json.dumps(record | {"seconds": time.perf_counter() - start, "peak": peak_bytes()}))

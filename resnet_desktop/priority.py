"""How processes of this program stand to one another where the processor is short."""

import os
import sys
from contextlib import suppress
from pathlib import Path

BEHIND_THE_WINDOW = 15
"""Niceness of work that a window must not feel (POSIX: 0 to 19)."""


def stand_back(niceness: int = BEHIND_THE_WINDOW) -> None:
    """Let other processes go before this one; alone on a machine, it is as fast as ever.

    Args:
        niceness: how far behind; a process that stands further back already stays there. Windows knows one step only.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only Windows needs it

        below_normal = 0x4000
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(max(0, niceness - os.nice(0)))
        if sys.platform == "linux" and os.getsid(0) == os.getpid():
            _let_the_session_stand_back(niceness)


def _let_the_session_stand_back(niceness: int) -> None:
    """Lower a session's share of the processor: Linux shares it among sessions first, whatever their processes want.

    Only for a process that leads a session of its own; others are in that of their user.

    Source:
        sched(7), "The autogroup feature".
    """
    with suppress(OSError), Path("/proc/self/autogroup").open("w") as file:  # a kernel may be without it
        file.write(str(niceness))

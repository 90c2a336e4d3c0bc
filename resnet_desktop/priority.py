"""How processes of this program stand to one another where the processor is short."""

import os
import sys

BEHIND_THE_WINDOW = 5
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

"""What a process that reads a stranger's file may do besides reading it; must be importable in that process."""

import os
import threading
from multiprocessing.connection import Connection
from pathlib import Path


def crash(_sender: Connection, _path: Path) -> None:
    """End as a process ends whose library wrote where it should not."""
    os._exit(139)


def hang(_sender: Connection, _path: Path) -> None:
    """Never say anything."""
    threading.Event().wait()


def crash_halfway(sender: Connection, _path: Path) -> None:
    """Announce arrays, and end."""
    sender.send_bytes(b'{"kind": "x", "input_size": null, "data_size": 256}')
    os._exit(139)


def lie(sender: Connection, _path: Path) -> None:
    """Send what no reader sends."""
    sender.send_bytes(b"\x80\x04not json")
    sender.send_bytes(b"more")


def lie_about_arrays(sender: Connection, _path: Path) -> None:
    """Send an array that no network has."""
    header = b'{"conv1/bias": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}'
    sender.send_bytes(b'{"kind": "x", "input_size": null, "data_size": 8}')
    sender.send_bytes(len(header).to_bytes(8, "little") + header)
    sender.send_bytes(bytes(8))

"""Many strangers' files read one after the other in another process, which is ended when one of them takes too long.

The program gives each file a process of its own (`resnet_desktop.models.reading_apart`); starting thousands of them
would take a test minutes.
"""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

REFUSED, ENDED = "refused", "ended"


class WatchedReader:
    """The other process, and its successors.

    Attributes:
        patience_s: after that long with one file the process is ended.
    """

    def __init__(self, patience_s: float) -> None:
        self.patience_s = patience_s
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def read(self, path: Path) -> str:
        """Read a file: what is wrong with what was accepted, empty where nothing is; else `REFUSED` or `ENDED`."""
        self._here.send_bytes(str(path).encode())
        try:
            if self._here.poll(self.patience_s):
                return self._here.recv_bytes().decode()
        except (EOFError, ConnectionError):
            pass
        self.close()
        self._start()
        return ENDED

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._here.close()

    def _start(self) -> None:
        self._here, there = self._context.Pipe()
        self._process = self._context.Process(target=_work, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self._here.recv_bytes()  # it has imported everything


def _work(there: Connection) -> None:
    from resnet_desktop.models import ModelError  # in the other process
    from resnet_desktop.models.weights import read_weights_file
    from resnet_desktop.network import NETWORKS
    from tests.helpers.tiny_model import TINY, tiny_card

    NETWORKS[TINY.name] = TINY
    shapes = tiny_card(pool_window=None).graph().shapes()
    there.send_bytes(b"ready")
    while True:
        path = Path(there.recv_bytes().decode())
        try:
            answer = what_is_wrong(read_weights_file(path).weights, shapes)
        except ModelError as error:
            answer = REFUSED if str(error).isprintable() else f"the reason cannot be printed: {error!r}"
        there.send_bytes(answer.encode())


def what_is_wrong(weights: object, shapes: dict[str, tuple[int, ...]]) -> str:
    """Say what arrays that were accepted have that no network has; empty where they are sound."""
    import numpy as np

    assert isinstance(weights, dict)
    for name, array in weights.items():
        if array.shape != shapes.get(name):
            return f"{name} has the shape {array.shape}"
        if array.dtype not in (np.float16, np.float32) or not np.isfinite(array).all():
            return f"{name} has strange numbers"
        if name.endswith("moving_variance") and array.min() < 0:
            return f"{name} goes below zero"
    return ""

"""Reading a stranger's file in a process of its own, which may crash or hang without taking this one along.

HDF5's library is a hundred thousand lines of C; a damaged file has made it turn in circles. The other process sends
arrays back as bytes in the format of safetensors, which are checked here once more; it is never believed.
"""

import json
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from resnet_desktop.jobs import Control
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.recognition import recognise
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.models.tensor_header import header_for, parse_header
from resnet_desktop.models.values import check_values
from resnet_desktop.models.weights import WeightsFile, read_weights_file

PATIENCE_S = 120.0
"""The official file takes one second on a fast disk; one of a thousand times slower still comes."""

_MEMORY = 8_000_000_000
_LONGEST_RECORD = 1 << 20
_POLL_S = 0.1


def _read(sender: Connection, path: Path) -> None:
    """What the other process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this process
    _limit_memory()
    with suppress(BrokenPipeError):
        try:
            found = read_weights_file(path)
        except ModelError as error:
            sender.send_bytes(json.dumps({"reason": error.reason}).encode())
            return
        header, names = header_for(found.weights)
        size = sum(array.nbytes for array in found.weights.values())
        record = {"kind": found.kind, "input_size": found.input_size, "data_size": size}
        sender.send_bytes(json.dumps(record).encode())
        sender.send_bytes(header)
        for name in names:
            sender.send_bytes(np.ascontiguousarray(found.weights[name]).reshape(-1).view(np.uint8).data)


def read_weights_apart(
    control: Control,
    path: Path,
    patience_s: float = PATIENCE_S,
    read: Callable[[Connection, Path], None] = _read,
) -> WeightsFile:
    """Read a file of weights in a process of its own; see `resnet_desktop.models.weights.read_weights_file`.

    Args:
        control: cancellation.
        path: the file.
        patience_s: after that many seconds the other process is ended.
        read: what the other process does with its end of the pipe.
    Raises:
        ModelError: the file cannot be used, or reading it crashed or took too long.
        Cancelled: the caller asked to stop.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=read, args=(sender, path), name="reading-weights", daemon=True)
    process.start()
    sender.close()
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(patience_s, end)
    timer.start()
    try:
        while not receiver.poll(_POLL_S):
            control.check()
        return _receive(receiver, path)
    except (EOFError, OSError, ValueError, LookupError, TypeError) as error:
        if is_late.is_set():
            reason = f"it could not be read within {patience_s:g} s, so it is damaged, or the disk is very slow"
        else:
            reason = "it is damaged in a way that ended the process which read it"
        raise ModelError(path, reason) from error
    finally:
        timer.cancel()
        timer.join()
        receiver.close()
        process.kill()
        process.join()
        process.close()


def _receive(receiver: Connection, path: Path) -> WeightsFile:
    record = json.loads(receiver.recv_bytes(_LONGEST_RECORD))
    if "reason" in record:
        raise ModelError(path, record["reason"])
    header = receiver.recv_bytes(_LONGEST_RECORD)
    tensors = parse_header(header[8:], int(record["data_size"]), path)
    recognise({name: tensor.shape for name, tensor in tensors.items()}, path)
    weights: Weights = {}
    for name, tensor in tensors.items():
        content = receiver.recv_bytes(max(tensor.end - tensor.begin, 1))
        if len(content) != tensor.end - tensor.begin:
            raise WeightsError(path, f"{tensor.end - tensor.begin:,} bytes for {name}", f"{len(content):,} came")
        weights[name] = np.frombuffer(content, tensor.dtype).reshape(tensor.shape)
    check_values(weights, path)
    return WeightsFile(record["kind"], weights, record["input_size"])


def _limit_memory() -> None:
    if sys.platform == "linux":  # elsewhere there is no such limit, or it is not kept
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))

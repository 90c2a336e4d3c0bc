"""What a measuring process may do, for tests: each is the entry of a spawned process, so it must have a name."""

import json
import os
import time
from multiprocessing.connection import Connection

from resnet_desktop.training.forecasting import Request

SPEED = {
    "reading": 1000.0, "looking": 200.0, "judging": 100.0, "training": 20.0, "starting_s": 3.0, "memory": 900_000_000,
    "memory_per_picture": 10_000_000, "picture_bytes": 3072,
}  # fmt: skip


def answer(connection: Connection, requests: list[Request]) -> None:
    """Know the speed of everything at once."""
    for name, *_ in requests:
        connection.send_bytes(json.dumps([name, SPEED]).encode())


def refuse(connection: Connection, _requests: list[Request]) -> None:
    """Say that it does not work."""
    connection.send_bytes(json.dumps(["", "OpenVINO cannot be loaded"]).encode())


def die(_connection: Connection, _requests: list[Request]) -> None:
    """End without a word."""
    os._exit(9)


def hang(_connection: Connection, _requests: list[Request]) -> None:
    """Never come to an end."""
    while True:
        time.sleep(60)

"""The child process of a training, with a network of three blocks in place of the listing's."""

import dataclasses
from multiprocessing.connection import Connection

from resnet_desktop.network import NETWORKS, RESNET50, Stage
from resnet_desktop.training.child import run_child


def run_tiny_child(name: str, connection: Connection, outlives_parent: bool) -> None:
    """Be `run_child`; a spawned process knows nothing of what the test has replaced in its own."""
    NETWORKS["listing"] = dataclasses.replace(RESNET50, name="listing", stages=(Stage(8, 2, 1), Stage(8, 1, 2)))
    run_child(name, connection, outlives_parent)

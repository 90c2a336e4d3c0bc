"""Writing OpenVINO IR: an ``.xml`` file with the graph and a ``.bin`` file with the weights."""

import errno
import os
from pathlib import Path

from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino
from resnet_desktop.exporting.blueprint import Blueprint


def write(blueprint: Blueprint, path: Path) -> None:
    """Write the network in float32. OpenVINO's own default, float16, would halve the file and change the answers.

    Raises:
        OSError: the disk is full.
    """
    network = build_openvino_network(blueprint.graph, blueprint.weights, blueprint.temperature)
    try:
        import_openvino().save_model(network, path, compress_to_fp16=False)
    except RuntimeError as error:
        # WORKAROUND https://github.com/openvinotoolkit/openvino: of a full disk it says that a stream has an error.
        if "iostream error" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path) from error
        raise

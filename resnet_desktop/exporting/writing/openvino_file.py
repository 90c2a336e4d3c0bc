"""Writing OpenVINO IR: an ``.xml`` file with the graph and a ``.bin`` file with the weights."""

from pathlib import Path

from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino
from resnet_desktop.exporting.blueprint import Blueprint


def write(blueprint: Blueprint, path: Path) -> None:
    """Write the network in float32. OpenVINO's own default, float16, would halve the file and change the answers."""
    network = build_openvino_network(blueprint.graph, blueprint.weights, blueprint.temperature)
    import_openvino().save_model(network, path, compress_to_fp16=False)

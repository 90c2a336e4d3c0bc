"""The gates of the OpenVINO graph; what they do to the numbers is in ``tests/inspection/test_live.py``."""

from resnet_desktop.engines.openvino_network import build_openvino_network, gated_blocks
from resnet_desktop.models import Model


def input_names(model: Model, *, has_gates: bool) -> list[str]:
    graph = model.card.graph()
    network = build_openvino_network(graph, model.weights, has_gates=has_gates)
    return [each.get_any_name() for each in network.inputs]


def test_gates_are_a_second_input_only_where_they_are_wanted(tiny_model: Model) -> None:
    assert input_names(tiny_model, has_gates=False) == ["image"]
    assert input_names(tiny_model, has_gates=True) == ["image", "gates"]


def test_there_is_a_gate_for_each_identity_block_and_each_picture(tiny_model: Model) -> None:
    graph = tiny_model.card.graph()
    network = build_openvino_network(graph, tiny_model.weights, has_gates=True)
    gates = network.input("gates").get_partial_shape()
    assert gates[0].is_dynamic
    assert gates[1].get_length() == len(gated_blocks(graph)) == 1


def test_layers_before_the_first_gate_can_be_asked_for_too(tiny_model: Model) -> None:
    graph = tiny_model.card.graph()
    network = build_openvino_network(graph, tiny_model.weights, layers=["conv1"], has_gates=True)
    assert [each.get_any_name() for each in network.outputs] == ["conv1"]

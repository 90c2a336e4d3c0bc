"""Every number on the page is the graph's."""

import pytest

from resnet_desktop.desktop.architecture.inspector.breakdown import MACS, PARAMETERS, breakdown, children
from resnet_desktop.desktop.architecture.inspector.facts import facts, kind_of, shares_of_whole, title_of
from resnet_desktop.desktop.architecture.inspector.parts import part_of
from resnet_desktop.desktop.architecture.state import names_in
from resnet_desktop.engines.timing import LayerTimes
from resnet_desktop.formatting import count, size
from resnet_desktop.network import LISTING, RESNET50, Graph, build
from resnet_desktop.network.groups import stages
from resnet_desktop.network.tables import shape_text

GRAPHS = (build(RESNET50), build(LISTING, 64, 10))


def values(graph: Graph, name: str, times: LayerTimes | None = None) -> dict[str, str]:
    return {fact.title: fact.value for fact in facts(part_of(graph, name), times)}


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.network.name)
def test_the_numbers_of_every_layer_are_the_graphs(graph: Graph) -> None:
    for layer in graph.layers:
        said = values(graph, layer.name)
        assert said["Output"] == shape_text(layer.output_shape)
        assert said["Parameters"] == count(layer.parameter_count)
        assert said["MACs"] == count(layer.macs)
        assert said["FLOPs = 2 x MACs"] == count(2 * layer.macs)
        assert said["Activations"] == size(layer.activation_bytes)
        assert said["Receptive field"].startswith(f"{count(layer.receptive_field)} px")
        assert said["Keras alias"] == (layer.alias or "none")
        assert said["Reads"] == (", ".join(layer.inputs) or "the picture")
        for variable in layer.variables:
            assert said[variable.name].endswith(count(variable.size))
        if layer.inputs:
            assert said["Input"] == " + ".join(shape_text(graph.layer(each).output_shape) for each in layer.inputs)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.network.name)
def test_the_numbers_of_groups_are_sums(graph: Graph) -> None:
    for name in names_in(graph):
        part = part_of(graph, name)
        assert values(graph, name)["Parameters"] == count(sum(layer.parameter_count for layer in part.layers))
        assert values(graph, name)["MACs"] == count(sum(layer.macs for layer in part.layers))


def test_kernel_stride_and_padding_are_said() -> None:
    said = values(build(LISTING), "conv1")
    assert (said["Kernel"], said["Stride"], said["Padding"]) == ("7x7", "2", "2 before, 3 after")
    assert said["kernel"] == "7x7x3x64 = 9,408"
    assert values(build(RESNET50), "pool1")["Window"] == "3x3"
    assert values(build(RESNET50), "conv1_pad")["Padding"] == "3 on each side"


def test_what_training_cannot_change_is_said() -> None:
    said = values(build(RESNET50), "bn_conv1")
    assert (said["Parameters"], said["Trainable"]) == ("256", "128")


def test_a_receptive_field_larger_than_the_picture_is_said() -> None:
    assert values(build(RESNET50, 64, 10), "res5c")["Receptive field"].endswith("px (picture: 64)")


def test_times_are_those_measured_and_shared_ones_are_said() -> None:
    graph = build(RESNET50)
    times = LayerTimes(graph, {"conv1": 2.0, "pool1": 0.5}, {"bn_conv1": "conv1"}, 0.1, 2.6, "bf16", 30)
    assert values(graph, "conv1", times)["Time"] == "2.000 ms"
    assert values(graph, "bn_conv1", times)["Time"] == "in conv1"
    assert values(graph, "stem", times)["Time"] == "2.500 ms"
    assert "Time" not in values(graph, "stem")
    shares = {share.title: share.share for share in shares_of_whole(part_of(graph, "conv1"), times)}
    assert shares["Time"] == pytest.approx(0.8)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.network.name)
def test_shares_of_the_stages_add_up_to_one(graph: Graph) -> None:
    for number in (PARAMETERS, MACS):
        made = breakdown(part_of(graph, ""), number)
        assert sum(share.share for share in made) == pytest.approx(1)
        assert {share.name for share in made} <= {stage.name for stage in stages(graph)}


def test_a_share_is_of_the_whole_network() -> None:
    graph = build(RESNET50)
    shares = {share.title: share.share for share in shares_of_whole(part_of(graph, "res5a_branch1"))}
    layer = graph.layer("res5a_branch1")
    assert shares["Parameters"] == layer.parameter_count / graph.parameter_count
    assert shares["MACs"] == layer.macs / graph.macs
    assert shares_of_whole(part_of(graph, "")) == []


def test_one_step_down_are_stages_then_blocks_then_layers() -> None:
    graph = build(RESNET50)
    assert [part.name for part in children(part_of(graph, "stage 2"))] == ["2a", "2b", "2c"]
    assert children(part_of(graph, "2b"))[0].name == "res2b_branch2a"
    assert children(part_of(graph, "stem"))[0].name == "conv1_pad"
    assert children(part_of(graph, "conv1")) == []


def test_titles_and_kinds_read_well() -> None:
    graph = build(RESNET50)
    read = {name: (title_of(part_of(graph, name)), kind_of(part_of(graph, name))) for name in names_in(graph)}
    assert read[""] == ("ResNet-50", "residual network")
    assert read["stage 3"] == ("Stage 3", "4 blocks")
    assert read["stem"] == ("Stem", "6 layers")
    assert read["3b"] == ("Block 3b", "identity block in stage 3")
    assert read["res3b_branch2b"] == ("res3b_branch2b", "convolution (Conv2D) in block 3b")


def test_a_small_share_does_not_read_like_nothing() -> None:
    graph = build(RESNET50)
    texts = {share.title: share.text for share in shares_of_whole(part_of(graph, "bn_conv1"))}
    assert texts["Parameters"] == "<0.1 %"
    assert texts["MACs"] == "0.0 %"

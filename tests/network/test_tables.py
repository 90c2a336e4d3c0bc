import json

import pytest

from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Graph, build
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK, blocks, stages
from resnet_desktop.network.tables import ROW_KINDS, summary, table, to_json


@pytest.fixture(params=sorted(NETWORKS))
def graph(request: pytest.FixtureRequest) -> Graph:
    return build(NETWORKS[request.param])


def test_blocks_and_stages_add_up_to_the_network(graph: Graph) -> None:
    for groups in (blocks(graph), stages(graph)):
        assert sum(group.parameter_count for group in groups) == graph.parameter_count
        assert sum(group.trainable_parameter_count for group in groups) == graph.trainable_parameter_count
        assert sum(group.macs for group in groups) == graph.macs
        assert sum(len(group.layers) for group in groups) == len(graph.layers) - 1


def test_each_stage_opens_with_a_convolutional_block_and_goes_on_with_identity_blocks(graph: Graph) -> None:
    kinds = {group.name: group.kind for group in blocks(graph) if group.kind}
    assert len(kinds) == 16
    assert all(kind == (CONVOLUTIONAL_BLOCK if name.endswith("a") else IDENTITY_BLOCK) for name, kind in kinds.items())


def test_resnet50_has_the_papers_stages() -> None:
    assert [(stage.name, stage.output_shape) for stage in stages(build(RESNET50))] == [
        ("stem", (56, 56, 64)),
        ("stage 2", (56, 56, 256)),
        ("stage 3", (28, 28, 512)),
        ("stage 4", (14, 14, 1024)),
        ("stage 5", (7, 7, 2048)),
        ("classifier", (1000,)),
    ]


@pytest.mark.parametrize("by", ROW_KINDS)
def test_the_table_ends_with_the_totals(graph: Graph, by: str) -> None:
    last = table(graph, by).splitlines()[-1]
    assert last.split()[:4] == [
        "total",
        f"{graph.parameter_count:,}",
        f"{graph.trainable_parameter_count:,}",
        f"{graph.macs:,}",
    ]


def test_a_layer_row_says_everything_about_the_layer() -> None:
    row = next(line for line in table(build(RESNET50)).splitlines() if line.startswith("conv1 "))
    assert row.split() == ["conv1", "convolution", "112x112x64", "9,472", "9,472", "118,013,952", "7", "3.2", "MB"]


def test_json_holds_every_layer_with_its_variables() -> None:
    record = json.loads(to_json(build(LISTING)))
    assert record["parameters"] == 21_827_624
    assert len(record["layers"]) == 128
    conv1 = record["layers"][1]
    assert conv1["name"] == "conv1"
    assert conv1["kind"] == "convolution"
    assert conv1["variables"] == {"kernel": [7, 7, 3, 64], "bias": [64]}
    assert conv1["inputs"] == ["input"]


def test_the_summary_reads_like_kerass() -> None:
    lines = summary(build(RESNET50)).splitlines()
    assert lines[0] == 'Model: "resnet50"'
    assert lines[-3:] == [
        "Total params: 25,636,712 (97.80 MB)",
        "Trainable params: 25,583,592 (97.59 MB)",
        "Non-trainable params: 53,120 (207.50 KB)",
    ]
    addition = next(line for line in lines if line.startswith("res2a (Add)"))
    assert addition.split() == ["res2a", "(Add)", "(None,", "56,", "56,", "256)", "0", "bn2a_branch1[0][0],",
                                "bn2a_branch2c[0][0]"]  # fmt: skip

import xml.etree.ElementTree as ET

import pytest

from resnet_desktop.network import LISTING, RESNET50, build
from resnet_desktop.network.drawing import all_expandable, lay_out, stage_names
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.palette import for_value, mix
from resnet_desktop.network.drawing.svg import drawn, to_svg
from resnet_desktop.network.groups import blocks

SVG = "{http://www.w3.org/2000/svg}"


def groups(text: str) -> dict[str, ET.Element]:
    root = ET.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    ids = [group.get("id", "") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert len(ids) == len(set(ids))
    return {group.get("id", ""): group for group in root.iter(f"{SVG}g")}


@pytest.mark.parametrize("network", [RESNET50, LISTING])
def test_every_block_and_layer_has_a_group_with_id_and_title(network: object) -> None:
    graph = build(RESNET50 if network is RESNET50 else LISTING)
    found = groups(drawn(graph, "layer"))
    for layer in graph.layers:
        assert found[f"network-{layer.name}"].findtext(f"{SVG}title", "").startswith(layer.name)
    for block in blocks(graph):
        title = found[f"network-{block.name}"].findtext(f"{SVG}title", "")
        assert title.lower().startswith(block.name)
    assert {f"network-stage-{number}" for number in range(2, 6)} <= found.keys()


def test_blocks_are_the_usual_level_and_stages_can_be_asked_for() -> None:
    graph = build(RESNET50)
    assert "network-4f" in groups(drawn(graph))
    assert "network-res4f_branch2a" not in groups(drawn(graph))
    assert "network-4f" not in groups(drawn(graph, "stage"))


def test_text_is_text_and_tells_the_sizes_of_tensors() -> None:
    graph = build(RESNET50, 64, 6, 2)
    root = ET.fromstring(drawn(graph).encode())
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert {"64x64x3", "16x16x256", "8x8x512", "4x4x1024", "2x2x2048", "4a", "identity", "dense 6"} <= set(words)
    assert root.findtext(f"{SVG}title") == "ResNet-50, 64x64 input, 6 classes"


def test_convolutional_and_identity_blocks_differ_in_shape_and_colour() -> None:
    found = groups(drawn(build(RESNET50)))
    (convolutional,) = found["network-3a"].iter(f"{SVG}polygon")
    (identity,) = found["network-3b"].iter(f"{SVG}rect")
    assert convolutional.get("stroke") != identity.get("stroke")


def test_a_switched_off_block_is_faded_and_its_shortcut_strong() -> None:
    graph = build(RESNET50)
    drawing = lay_out(graph, stage_names(graph))
    found = groups(to_svg(drawing, "", Look(bypassed=frozenset({"3b"}))))
    assert float(found["network-3b"].get("opacity", 1)) < 0.6
    assert found["network-3c"].get("opacity") is None
    (outline,) = found["network-3b"].iter(f"{SVG}rect")
    assert outline.get("stroke-dasharray")
    widths = sorted({float(path.get("stroke-width", 0)) for path in found["shortcuts"].iter(f"{SVG}path")})
    assert widths[-1] > 1.5 * widths[0]


def test_in_an_expanded_switched_off_block_only_the_residual_branch_is_faded() -> None:
    graph = build(RESNET50)
    found = groups(to_svg(lay_out(graph, all_expandable(graph)), "", Look(bypassed=frozenset({"3b"}))))
    faded = {name for name, group in found.items() if group.get("opacity")}
    layers = [layer for layer in graph.layers if "3b_branch2" in layer.name]
    assert faded == {*(f"network-{layer.name}" for layer in layers), "arrows-switched-off"}


def test_values_colour_the_blocks_and_their_legend_is_written() -> None:
    graph = build(RESNET50)
    drawing = lay_out(graph, stage_names(graph))
    text = to_svg(drawing, "", Look(values={"3b": 0.0, "3c": 1.0, "4b": 7.0}, legend="F(x) beside <x>"))
    found = groups(text)

    def fill(name: str) -> str | None:
        return next(found[name].iter(f"{SVG}rect")).get("fill")

    assert fill("network-3b") == for_value(0)
    assert fill("network-3c") == fill("network-4b") == for_value(1)
    assert "F(x) beside &lt;x&gt;" in text


def test_colours_are_blended_evenly() -> None:
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
    assert for_value(0) == "#440154"
    assert for_value(1) == "#FDE725"

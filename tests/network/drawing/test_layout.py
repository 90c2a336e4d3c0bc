import time
from collections import Counter

import pytest

from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Graph, Kind, build
from resnet_desktop.network.drawing import Box, BoxKind, Drawing, Role, all_expandable, lay_out, stage_names
from resnet_desktop.network.drawing.sizes import text_width
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, blocks, stages
from resnet_desktop.network.tables import shape_text

GRAPHS = [
    build(RESNET50),
    build(RESNET50, 64, 6, 2),
    build(RESNET50, 32, 2),
    build(LISTING),
    build(LISTING, 1, 2),
    build(RESNET50, 4096, 100_000, 3),
]


def levels(graph: Graph) -> list[frozenset[str]]:
    default = stage_names(graph)
    return [
        frozenset(),
        default,
        default | {"3a"},
        default | {"4b", "stem"},
        frozenset({"4b"}),
        all_expandable(graph),
    ]


CASES = [(graph, expanded) for graph in GRAPHS for expanded in levels(graph)]


def lies_in(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.left + inner.width <= outer.left + outer.width
        and inner.top + inner.height <= outer.top + outer.height
    )


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


@pytest.mark.parametrize(("graph", "expanded"), CASES)
def test_nothing_overlaps_and_frames_hold_what_is_inside(graph: Graph, expanded: frozenset[str]) -> None:
    drawing = lay_out(graph, expanded)
    whole = Box("", BoxKind.PLAIN, 0, 0, drawing.width, drawing.height, ())
    for box in drawing.boxes:
        assert lies_in(box, drawing.by_name[box.inside] if box.inside else whole), box
    closed = [box for box in drawing.boxes if not box.is_expanded]
    for place, box in enumerate(closed):
        assert [other.name for other in closed[place + 1 :] if overlap(box, other)] == [], box
    for arrow in drawing.arrows:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in arrow.points)


@pytest.mark.parametrize(("graph", "expanded"), CASES)
def test_every_arrow_joins_what_is_drawn_and_carries_the_size_of_its_tensor(
    graph: Graph, expanded: frozenset[str]
) -> None:
    drawing = lay_out(graph, expanded)
    shapes = {layer.name: layer.output_shape for layer in graph.layers}
    shapes |= {group.name: group.output_shape for group in (*stages(graph), *blocks(graph))}
    for arrow in drawing.arrows:
        assert drawing.place(arrow.source) is not None, arrow
        assert drawing.place(arrow.target) is not None, arrow
        assert arrow.text == shape_text(shapes[arrow.source])


@pytest.mark.parametrize("graph", GRAPHS)
def test_all_expanded_shows_each_layer_once_and_joins_them_as_the_network_does(graph: Graph) -> None:
    drawing = lay_out(graph, all_expandable(graph))
    names = [box.name for box in drawing.boxes if box.kind in {BoxKind.LAYER, BoxKind.INPUT}]
    names += [plus.name for plus in drawing.additions]
    assert Counter(names) == Counter(layer.name for layer in graph.layers)
    drawn = Counter((arrow.source, arrow.target) for arrow in drawing.arrows)
    assert drawn == Counter((source, layer.name) for layer in graph.layers for source in layer.inputs)


@pytest.mark.parametrize("graph", GRAPHS)
def test_blocks_show_their_shortcut_and_addition_also_when_they_are_collapsed(graph: Graph) -> None:
    drawing = lay_out(graph, stage_names(graph))
    residual = [block for block in blocks(graph) if block.kind]
    assert [plus.block for plus in drawing.additions] == [block.name for block in residual]
    for block in residual:
        (around,) = (arrow for arrow in drawing.arrows if arrow.block == block.name and arrow.role is not Role.MAIN)
        is_convolutional = block.kind == CONVOLUTIONAL_BLOCK
        assert around.role is (Role.PROJECTION if is_convolutional else Role.SHORTCUT)
        box = drawing.by_name[block.name]
        assert box.kind is (BoxKind.CONVOLUTIONAL if is_convolutional else BoxKind.IDENTITY)
        assert max(x for x, _ in around.points) > box.left + box.width


def test_a_projection_stands_on_the_shortcut_of_a_convolutional_block() -> None:
    drawing = lay_out(GRAPHS[0], stage_names(GRAPHS[0]) | {"3a"})
    ways = [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.role is Role.PROJECTION]
    assert {way for way in ways if "3a_" in way[0] + way[1]} == {
        ("res2c", "res3a_branch1"),
        ("res3a_branch1", "bn3a_branch1"),
        ("bn3a_branch1", "res3a"),
    }
    main, projection = drawing.by_name["res3a_branch2a"], drawing.by_name["res3a_branch1"]
    assert projection.left > main.left + main.width


def test_boxes_are_wider_for_larger_maps_and_higher_for_more_channels() -> None:
    drawing = lay_out(GRAPHS[0], stage_names(GRAPHS[0]))
    firsts = [drawing.by_name[f"{stage}b"] for stage in range(2, 6)]
    assert sorted((box.width for box in firsts), reverse=True) == [box.width for box in firsts]
    assert sorted(box.height for box in firsts) == [box.height for box in firsts]
    assert len({box.width for box in firsts}) == len({box.height for box in firsts}) == 4


def test_the_usual_drawing_fits_a_small_pane_with_readable_text() -> None:
    for network in NETWORKS.values():
        graph = build(network)
        drawing = lay_out(graph, stage_names(graph))
        assert min(480 / drawing.width, 560 / drawing.height) > 0.8


def columns(drawing: Drawing, graph: Graph) -> dict[float, list[str]]:
    found: dict[float, list[str]] = {}
    for stage in stages(graph):
        box = drawing.by_name[stage.name]
        found.setdefault(round(box.axis or box.middle[0]), []).append(stage.name)
    return found


def test_expanding_a_block_leaves_every_stage_in_its_column() -> None:
    graph = GRAPHS[0]
    default = stage_names(graph)
    calm = columns(lay_out(graph, default), graph)
    assert len(calm) == 4
    for block in blocks(graph):
        assert list(columns(lay_out(graph, default | {block.name}), graph).values()) == list(calm.values())


def test_a_collapsed_stage_tells_its_blocks() -> None:
    drawing = lay_out(GRAPHS[0], frozenset())
    assert [box.name for box in drawing.boxes] == [
        "input", "stem", "stage 2", "stage 3", "stage 4", "stage 5", "classifier",
    ]  # fmt: skip
    assert drawing.by_name["stage 4"].members == (BoxKind.CONVOLUTIONAL, *[BoxKind.IDENTITY] * 5)
    assert drawing.by_name["stage 4"].lines == ("Stage 4", "6 blocks")


def test_what_lies_at_a_point_is_the_innermost() -> None:
    drawing = lay_out(GRAPHS[0], stage_names(GRAPHS[0]) | {"3b"})
    for name in ("3a", "res3b_branch2a", "input", "res3a_branch1"):
        assert drawing.at(*drawing.by_name[name].middle) == name
    plus = drawing.additions_by_name["res3b"]
    assert drawing.at(plus.x, plus.y) == "res3b"
    frame = drawing.by_name["3b"]
    assert drawing.at(frame.left + 2, frame.top + 2) == "3b"
    assert drawing.at(-1, -1) == ""


def test_layer_boxes_know_their_kind() -> None:
    graph = GRAPHS[0]
    drawing = lay_out(graph, all_expandable(graph))
    for layer in graph.layers:
        if layer.kind not in {Kind.ADD, Kind.INPUT}:
            assert drawing.by_name[layer.name].layer_kind is layer.kind


def test_layout_takes_a_few_milliseconds() -> None:
    graph = build(RESNET50)
    everything = all_expandable(graph)
    best = 1.0
    for _ in range(10):
        begin = time.perf_counter()
        lay_out(graph, everything)
        best = min(best, time.perf_counter() - begin)
    assert best < 0.015  # 3 ms on an idle machine


def test_sizes_on_arrows_stay_clear_of_boxes_and_inside_their_frame() -> None:
    for graph, expanded in CASES:
        drawing = lay_out(graph, expanded)
        closed = [box for box in drawing.boxes if not box.is_expanded]
        for arrow in drawing.arrows:
            if arrow.label is None:
                continue
            x, y = arrow.label
            words = Box("", BoxKind.PLAIN, x, y - 5, text_width(arrow.text, 10), 10, ())
            assert words.left + words.width <= drawing.width
            assert [box.name for box in closed if overlap(box, words)] == [], arrow
            for (x0, y0), (x1, y1) in zip(arrow.points, arrow.points[1:], strict=False):
                line = Box("", BoxKind.PLAIN, min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), ())
                assert not overlap(line, words), arrow
            frames = [box for box in drawing.boxes if box.is_expanded and overlap(box, words)]
            assert all(words.left + words.width <= box.left + box.width for box in frames), arrow
            assert all(words.top + words.height <= box.top + box.height for box in frames), arrow


def test_a_fully_expanded_network_is_about_as_high_as_wide() -> None:
    for network in NETWORKS.values():
        graph = build(network)
        drawing = lay_out(graph, all_expandable(graph))
        assert 0.7 < drawing.height / drawing.width < 1.4

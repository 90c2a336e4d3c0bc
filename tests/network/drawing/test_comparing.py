import xml.etree.ElementTree as ET
from dataclasses import replace

from resnet_desktop.network import LISTING, RESNET50, build
from resnet_desktop.network.drawing.comparing import depth, stage_pairs, totals
from resnet_desktop.network.drawing.comparison import LEAST_WIDTH, draw_comparison
from resnet_desktop.network.drawing.marks import Shape, Words
from resnet_desktop.network.drawing.palette import PAPER
from resnet_desktop.network.drawing.sizes import text_width
from resnet_desktop.network.drawing.svg import document
from resnet_desktop.network.groups import blocks

A, B = build(RESNET50), build(LISTING)


def test_totals_are_the_published_ones() -> None:
    told = {total.name: total.texts for total in totals(A, B)}
    assert told["Parameters"] == ("25,636,712", "21,827,624")
    assert told["MACs"][0] == "3,857,973,248"
    assert told["Weight layers deep"] == ("50", "34")
    assert told["Layers"][0] == "178"


def test_a_ratio_says_how_many_times_the_smaller_the_larger_is() -> None:
    parameters, macs, *_ = totals(A, B)
    assert parameters.ratio == "1.17 times"
    assert macs.ratio == "3.65 times"
    assert [total.ratio for total in totals(A, A)] == [""] * 5


def test_depth_counts_no_projections() -> None:
    deeper = replace(RESNET50, stages=tuple(replace(stage, blocks=stage.blocks + 1) for stage in RESNET50.stages))
    assert depth(build(deeper)) == 50 + 4 * 3


def test_stages_are_paired_by_name_and_tell_what_differs() -> None:
    pairs = {pair.name: pair for pair in stage_pairs(A, B)}
    assert list(pairs) == ["stem", "stage 2", "stage 3", "stage 4", "stage 5", "classifier"]
    assert not any(pairs["stem"].differs(line) for line in range(4))
    assert all(pairs["stage 2"].differs(line) for line in range(4))
    assert pairs["stage 2"].ratio(3, 0) == "3.78 times"
    assert pairs["stage 2"].ratio(3, 1) == ""
    assert pairs["stage 2"].ratio(0, 0) == ""
    left, _ = pairs["stage 3"].sides
    assert left is not None
    assert left.lines == ("28x28x512", "4 blocks of 1x1, 3x3, 1x1", "1,230,336", "950,534,144")


def test_a_network_without_a_stage_leaves_its_side_empty() -> None:
    shorter = build(replace(RESNET50, stages=RESNET50.stages[:3]))
    for a, b in ((A, shorter), (shorter, A)):
        pairs = {pair.name: pair for pair in stage_pairs(a, b)}
        assert list(pairs)[-2:] == ["stage 5", "classifier"]
        assert None in pairs["stage 5"].sides
        groups, _ = draw_comparison(a, b, 800, PAPER)
        assert "no such stage" in document(groups, 800, 900, "", "#FFFFFF")


def test_every_block_of_both_is_drawn_and_nothing_leaves_the_sheet() -> None:
    for width in (LEAST_WIDTH, 1000.0):
        groups, height = draw_comparison(A, B, width, PAPER)
        words = [mark for group in groups for mark in group.marks if isinstance(mark, Words)]
        for block in (*blocks(A), *blocks(B)):
            if block.kind:
                assert sum(word.text == block.name for word in words) == 2
        for group in groups:
            for mark in group.marks:
                if isinstance(mark, Shape):
                    assert mark.left >= 0
                    assert mark.left + mark.width <= width
                    assert mark.top + mark.height <= height
        for word in words:
            assert word.x - text_width(word.text, word.size) / 2 >= 0
    ET.fromstring(document(groups, 1000, height, "A & B", "#FFFFFF").encode())

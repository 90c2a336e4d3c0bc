from itertools import pairwise

import pytest

from resnet_desktop.network import LISTING, RESNET50, Graph, build
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.marks import Shape, Words
from resnet_desktop.network.drawing.palette import for_value
from resnet_desktop.network.drawing.strip import lay_out_strip
from resnet_desktop.network.drawing.strip_marks import strip_marks
from resnet_desktop.network.groups import blocks, stages

GRAPHS = [build(network, 64, 10) for network in (RESNET50, LISTING)]


@pytest.mark.parametrize("graph", GRAPHS, ids=["resnet50", "listing"])
@pytest.mark.parametrize("width", [200, 320, 480, 860, 2000])
def test_every_block_has_its_place_and_none_lies_on_another(graph: Graph, width: int) -> None:
    strip = lay_out_strip(graph, width)
    assert [cell.name for cell in strip.cells] == [block.name for block in blocks(graph)]
    assert [name for name, _, _ in strip.stages] == [stage.name for stage in stages(graph)]
    assert all(before.right < after.left for before, after in pairwise(strip.cells))
    assert strip.cells[0].left > 0
    assert strip.cells[-1].right < strip.width <= width + 0.01


def test_the_lines_between_stages_are_found_where_they_are() -> None:
    strip = lay_out_strip(GRAPHS[0], 860)
    assert [strip.line_at(strip.line_x(number)) for number in range(6)] == list(range(6))
    assert (strip.line_at(-50), strip.line_at(5000)) == (0, 5)
    first_trained = [next(cell.name for cell in strip.cells if cell.left > strip.line_x(number)) for number in range(6)]
    assert first_trained == ["stem", "2a", "3a", "4a", "5a", "classifier"]


def test_a_place_is_that_of_the_nearest_block() -> None:
    strip = lay_out_strip(GRAPHS[0], 860)
    for number, cell in enumerate(strip.cells):
        assert strip.at(cell.left + 1) == strip.at(cell.right - 1) == number
    assert strip.at(5000) == len(strip.cells) - 1


def test_numbers_colour_the_boxes_and_a_missing_one_counts_as_0() -> None:
    strip = lay_out_strip(GRAPHS[0], 860)
    groups = {group.title: group for group in strip_marks(strip, Look(values={"3b": 0.5}))}
    fills = {name: next(mark.fill for mark in group.marks if isinstance(mark, Shape)) for name, group in groups.items()
             if name}  # fmt: skip
    assert fills["3b"] == for_value(0.5)
    assert fills["3c"] == for_value(0)


def test_what_is_frozen_has_more_lines_and_what_is_not_has_none_of_them() -> None:
    strip = lay_out_strip(GRAPHS[0], 860)
    free, frozen = ({group.title: len(group.marks) for group in strip_marks(strip, Look(), stage)} for stage in (0, 2))
    more = [name for name in frozen if name and frozen[name] > free[name]]
    assert more == ["stem", "2a", "2b", "2c"]


def test_names_of_stages_are_shortened_for_all_where_one_has_no_room() -> None:
    names = {}
    for width in (200, 860):
        marks = strip_marks(lay_out_strip(GRAPHS[0], width), Look())[-1].marks
        names[width] = [mark.text for mark in marks if isinstance(mark, Words)]
    assert names[860] == ["stem", "stage 2", "stage 3", "stage 4", "stage 5", "classifier"]
    assert names[200] == ["stem", "2", "3", "4", "5", "last"]

import dataclasses
import json
import string

import pytest

from resnet_desktop.desktop.architecture.state import names_in
from resnet_desktop.desktop.architecture.tour.steps import tour_steps
from resnet_desktop.network import LISTING, RESNET50, Kind, Stage, build
from resnet_desktop.network.groups import IDENTITY_BLOCK, blocks
from resnet_desktop.resources import resource_path

GRAPHS = [build(RESNET50), build(RESNET50, 64, 6, 2), build(LISTING), build(LISTING, 32, 10), build(RESNET50, 32, 10)]


@pytest.mark.parametrize("graph", GRAPHS)
def test_every_network_has_six_to_eight_steps_on_things_that_it_has(graph: object) -> None:
    steps = tour_steps(graph)  # type: ignore[arg-type]
    assert 6 <= len(steps) <= 8
    assert {step.selected for step in steps} <= names_in(graph)  # type: ignore[arg-type]
    assert len({step.title for step in steps}) == len(steps)
    for step in steps:
        assert "{" not in step.text
        assert len(step.text.split()) < 90, "a step is short"


def test_the_tour_tells_all_that_a_newcomer_should_hear() -> None:
    told = " ".join(f"{step.title} {step.text}" for step in tour_steps(build(RESNET50)))
    for words in (
        "H(x) = F(x) + x",
        "vanishing gradient problem",
        "degradation",
        "identity block",
        "convolutional block",
        "projection",
        "bottleneck",
        "56x56x256, 28x28x512, 14x14x1024 and 7x7x2048",
        "Switch a block off",
    ):
        assert words.lower() in told.lower()


def test_steps_are_told_where_they_are_about() -> None:
    graph = build(RESNET50)
    by_title = {step.title: step for step in tour_steps(graph)}
    assert graph.layer(by_title["H(x) = F(x) + x"].selected).kind is Kind.ADD
    assert by_title["The identity block"].selected == "3b"
    assert by_title["The convolutional block"].selected == "res3a_branch1"
    assert by_title["The bottleneck"].selected == "res3b_branch2b"
    assert by_title["From stage to stage"].selected == "stage 5"
    assert by_title["Why depth hurts without it"].selected == "stage 4"


def test_numbers_come_from_the_network() -> None:
    graph = build(RESNET50)
    by_title = {step.title: step.text for step in tour_steps(graph)}
    assert "12 of the 16 blocks" in by_title["The identity block"]
    assert "56x56x256 goes in, 28x28x512 comes out" in by_title["The convolutional block"]
    block = next(group for group in blocks(graph) if group.name == "3b")
    assert block.macs == 28 * 28 * (512 * 128 + 9 * 128 * 128 + 128 * 512)
    assert f"takes {block.macs / 1e6:.0f} M multiply-adds" in by_title["The bottleneck"]


def test_a_network_of_two_convolutions_is_not_told_of_as_a_bottleneck() -> None:
    steps = tour_steps(build(LISTING))
    assert "The bottleneck" not in [step.title for step in steps]
    assert "two 3x3 convolutions" in next(step.text for step in steps if step.title == "Two convolutions")


def test_only_the_last_step_switches_and_it_switches_an_identity_block() -> None:
    graph = build(LISTING)
    *others, last = tour_steps(graph)
    assert not any(step.switched for step in others)
    assert last.switched in {group.name for group in blocks(graph) if group.kind == IDENTITY_BLOCK}


def test_a_network_without_identity_blocks_has_a_shorter_tour() -> None:
    bare = dataclasses.replace(RESNET50, stages=(Stage(64, 1, 1), Stage(128, 1, 2)))
    titles = [step.title for step in tour_steps(build(bare))]
    assert "The identity block" not in titles
    assert "The convolutional block" in titles
    assert "Switch a block off yourself" not in titles


def test_texts_name_nothing_that_has_no_number() -> None:
    texts = json.loads(resource_path("texts", "tour.json").read_text("utf-8"))
    fields = {name for each in texts for _, name, _, _ in string.Formatter().parse(each["text"]) if name}
    assert "blocks" in fields
    assert all(set(each) <= {"at", "only", "title", "text"} for each in texts)

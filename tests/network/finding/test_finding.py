"""Searches over the real networks: what is found, what is not understood, what is proposed."""

import pytest

from resnet_desktop.network import LISTING, RESNET50, Kind, build
from resnet_desktop.network.finding import find, parse
from resnet_desktop.network.finding.completing import complete
from resnet_desktop.network.finding.words import NUMBERS, SYNONYMS, WORDS
from resnet_desktop.network.groups import IDENTITY_BLOCK, blocks

GRAPH = build(RESNET50)
LAYERS = GRAPH.layers


def found(text: str) -> list[str]:
    return list(find(parse(text), GRAPH).layers)


def those(holds: object) -> list[str]:
    return [layer.name for layer in LAYERS if holds(layer)]  # type: ignore[operator]


IDENTITIES = {layer.name for group in blocks(GRAPH) if group.kind == IDENTITY_BLOCK for layer in group.layers}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", lambda _: True),
        ("res4c_branch2b", lambda layer: layer.name.startswith("res4c_branch2b")),
        ("RES4C", lambda layer: "res4c" in layer.name),
        ("conv4_block3_2_conv", lambda layer: layer.name == "res4c_branch2b"),
        ("conv", lambda layer: layer.kind is Kind.CONVOLUTION),
        ("Conv2D", lambda layer: layer.kind is Kind.CONVOLUTION),
        ("relu", lambda layer: layer.kind is Kind.RELU),
        ("pool", lambda layer: layer.kind in (Kind.MAX_POOL, Kind.AVERAGE_POOL)),
        ("identity", lambda layer: layer.name in IDENTITIES),
        ("projection", lambda layer: layer.is_shortcut),
        ("projection conv", lambda layer: layer.is_shortcut and layer.kind is Kind.CONVOLUTION),
        ("3x3", lambda layer: layer.kernel == 3),
        ("3x3 conv", lambda layer: layer.kernel == 3 and layer.kind is Kind.CONVOLUTION),
        ("stride=2", lambda layer: layer.kernel and layer.stride == 2),
        ("params>1e6", lambda layer: layer.parameter_count > 1_000_000),
        ("params>1M", lambda layer: layer.parameter_count > 1_000_000),
        ("macs>1e8", lambda layer: layer.macs > 100_000_000),
        ("flops>2e8", lambda layer: layer.macs > 100_000_000),
        ("channels=256", lambda layer: layer.output_shape[-1] == 256),
        ("size=56", lambda layer: layer.output_shape[0] == 56 and len(layer.output_shape) == 3),
        ("56x56x256", lambda layer: layer.output_shape == (56, 56, 256)),
        ("rf>=100", lambda layer: layer.receptive_field >= 100),
        ("stage=3 3x3", lambda layer: layer.stage == 3 and layer.kernel == 3),
        ("stage3 3x3", lambda layer: layer.stage == 3 and layer.kernel == 3),
        ("3b", lambda layer: (layer.stage, layer.block) == (3, "b")),
        ("stem", lambda layer: layer.stage == 1),
        ("classifier", lambda layer: layer.stage == 6),
        ("conv -1x1", lambda layer: layer.kind is Kind.CONVOLUTION and layer.kernel != 1),
        ("-identity -stem", lambda layer: layer.name not in IDENTITIES and layer.stage != 1),
        ("memory>1MB", lambda layer: layer.activation_bytes > 1_000_000),
        ("bn2*_branch2a", lambda layer: layer.name in ("bn2a_branch2a", "bn2b_branch2a", "bn2c_branch2a")),
        ("name:conv1", lambda layer: "conv1" in layer.name),
    ],
)
def test_a_search_finds_just_the_layers_for_which_it_holds(text: str, holds: object) -> None:
    assert found(text) == those(holds)
    assert found(text)
    assert not find(parse(text), GRAPH).problems


def test_a_block_is_found_by_its_own_sums() -> None:
    names = find(parse("block params>4M"), GRAPH).groups
    assert list(names) == [each.name for each in blocks(GRAPH) if each.kind and each.parameter_count > 4_000_000]
    assert len(names) == 3


def test_blocks_and_stages_around_what_is_found_are_named_for_the_tree_to_open() -> None:
    assert find(parse("res4c_branch2b_relu"), GRAPH).around == {"4c", "stage 4"}


def test_measured_times_can_be_compared() -> None:
    assert find(parse("ms>1"), GRAPH, {"conv1": 1.5, "res2a": 0.5}).layers == ("conv1",)
    assert find(parse("ms>1"), GRAPH).layers == ()


@pytest.mark.parametrize(
    ("text", "sentence", "correction"),
    [
        ("parms>3", "There is no number called parms; did you mean params.", "params>3"),
        ("stride=two", "After stride= comes a number such as 256, 1e6 or 2.5M, not two.", ""),
        ("stride=", "After stride= comes a number such as 256, 1e6 or 2.5M, not nothing.", ""),
        ("-", "After - comes what is not looked for, without a space: -relu.", ""),
        ("3x5", "All kernels are square: write 3x3.", "3x3"),
        ("56x56", "56x56 means a kernel; maps of that size are size=56.", "size=56"),
        ("-56x56", "56x56 means a kernel; maps of that size are size=56.", "-size=56"),
        ("idenity", "Nothing here is called idenity; did you mean identity.", "identity"),
        ("kind:rellu", "There is no kind called rellu; did you mean relu.", "kind:relu"),
        ("name:", "After name: comes what it is.", ""),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(text: str, sentence: str, correction: str) -> None:
    (problem,) = find(parse(text), GRAPH).problems
    assert (problem.part, problem.sentence, problem.correction) == (text, sentence, correction)


def test_what_is_not_understood_does_not_hide_the_rest() -> None:
    assert found("relu parms>3") == those(lambda layer: layer.kind is Kind.RELU)


@pytest.mark.parametrize(
    "text", ["<", "=", "::", "--", "x", "1e", "params>1e999", "3x", "*", "[", "é>3", "-=5", "params>,"]
)
def test_whatever_is_typed_gives_an_answer(text: str) -> None:
    answer = find(parse(text), GRAPH)
    assert all(problem.sentence.endswith(".") for problem in answer.problems)


def test_every_word_finds_something_in_one_of_the_networks() -> None:
    for word in WORDS:
        assert find(parse(word), GRAPH).names, word
    assert set(SYNONYMS.values()) <= set(WORDS)


def test_the_other_network_has_no_one_by_one_convolutions_in_its_branches() -> None:
    listing = build(LISTING)
    answer = find(parse("1x1 -projection"), listing)
    assert not answer.layers
    assert len(find(parse("3x3 conv"), listing).layers) == 32


def shown(text: str) -> list[str]:
    return [each.shown for each in complete(text, len(text), GRAPH)]


def test_the_beginning_of_a_word_is_completed() -> None:
    assert shown("ide") == ["identity"]
    assert "projection" in shown("-proj") or "-projection" in shown("-proj")
    assert shown("res4c_branch2b_") == ["res4c_branch2b_relu"]


def test_values_are_those_that_the_network_has() -> None:
    assert shown("stride=") == ["stride=1", "stride=2", "stride=7"]
    assert shown("relu size=5") == ["size=56"]


def test_a_completion_keeps_the_rest_and_puts_the_cursor_behind_itself() -> None:
    (only,) = complete("ide 3x3", 3, GRAPH)
    assert (only.text, only.cursor) == ("identity 3x3", 8)


def test_every_number_is_proposed_by_its_name() -> None:
    for number in NUMBERS:
        assert any(each.startswith(number) and each != number for each in shown(number)), number

"""Every part of every network has its two sentences, and the numbers in them are the network's."""

import dataclasses
import re

import pytest

from resnet_desktop.desktop.architecture.inspector.describing import describe, key_of, texts
from resnet_desktop.desktop.architecture.inspector.parts import part_of
from resnet_desktop.desktop.architecture.state import names_in
from resnet_desktop.network import LISTING, RESNET50, Graph, Stage, build
from tests.helpers.tiny_model import TINY

WIDE = dataclasses.replace(
    RESNET50,
    name="wide",
    stages=(Stage(96, 1, 2), Stage(64, 2, 1)),
    block=(*RESNET50.block[:2], dataclasses.replace(RESNET50.block[2], expansion=1)),
)
GRAPHS = (
    build(RESNET50),
    build(RESNET50, 64, 10, 1),
    build(LISTING),
    build(LISTING, 32, 2),
    build(TINY, 32, 3),
    build(WIDE, 48, 5),
)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: f"{graph.network.name}-{graph.input_size}")
def test_every_part_is_described_in_two_sentences(graph: Graph) -> None:
    for name in names_in(graph):
        text = describe(part_of(graph, name))
        assert len(re.findall(r"\.(?: |$)", text)) == 2, text
        assert "{" not in text, text


def test_every_text_is_used() -> None:
    used = {key_of(part_of(graph, name)) for graph in GRAPHS for name in names_in(graph)}
    assert used == set(texts())


@pytest.mark.parametrize(
    ("name", "key", "numbers"),
    [
        ("conv1", "convolution_stem", ("64 kernels of 7x7", "steps of 2", "64 maps of 112x112")),
        ("res2a_branch2a", "convolution_mix", ("the 64 channels", "into 64 new ones", "3x3 convolution")),
        (
            "res3a_branch2a",
            "convolution_reduce_strided",
            ("256 channels into 128", "every second", "56x56 becomes 28x28"),
        ),
        ("res3b_branch2a", "convolution_reduce", ("512 channels", "into 128", "4 times fewer")),
        ("res3b_branch2b", "convolution_spatial", ("3x3 places", "maps at 28x28", "128 channels become 128")),
        ("res3b_branch2c", "convolution_expand", ("128 channels", "into 512")),
        ("res3a_branch1", "convolution_projection_strided", ("x is 56x56x256, F(x) is 28x28x512", "steps of 2")),
        ("res2a_branch1", "convolution_projection", ("x is 56x56x64, F(x) is 56x56x256",)),
        ("res3b", "add_identity", ()),
        ("res3a", "add_projection", ("28x28x512",)),
        ("res3a_relu", "relu_block", ()),
        ("bn3a_branch1", "batch_norm", ("512 channels", "res3a_branch1")),
        ("pool1", "max_pool", ("3x3", "114x114 becomes 56x56")),
        ("avg_pool", "average_pool_whole", ("2,048 maps", "7x7")),
        ("fc1000", "dense", ("2,048 features", "1,000 classes")),
        ("3a", "convolutional_block", ("3 convolutions (1x1, 3x3, 1x1)", "28x28x512 of 56x56x256")),
        ("3b", "identity_block", ("28x28x512",)),
        ("stage 3", "stage", ("4 blocks", "28x28 with 512", "3 identity blocks")),
        ("", "whole_resnet50", ("224x224", "1,000 classes", "4 stages with 16 residual blocks")),
    ],
)
def test_numbers_are_filled_in(name: str, key: str, numbers: tuple[str, ...]) -> None:
    part = part_of(build(RESNET50), name)
    assert key_of(part) == key
    assert all(number in describe(part) for number in numbers), describe(part)


def test_blocks_of_the_listing_have_two_convolutions() -> None:
    assert "2 convolutions (3x3, 3x3)" in describe(part_of(build(LISTING), "3b"))

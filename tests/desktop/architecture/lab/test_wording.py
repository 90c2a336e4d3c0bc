import pytest

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.inspection.lab_answers import Answer, Answers
from resnet_desktop.inspection.lab_blocks import BlockSize, residual_blocks
from resnet_desktop.network import RESNET50, build

BLOCKS = ("2b", "2c", "3b")


def answers(before: float, after: float, *bypassed: str) -> Answers:
    rows = Answer(0, "cat", before, after), Answer(1, "dog", 1 - before, 1 - after)
    return Answers(rows, frozenset(bypassed))


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ({"3b"}, "3b"),
        ({"4c", "3b"}, "3b and 4c"),
        ({"4c", "3b", "2b"}, "2b, 3b and 4c"),
        ({"4c", "3b", "2b", "5b", "5c"}, "2b, 3b, 4c and 2 more"),
    ],
)
def test_blocks_are_listed_as_a_person_does(blocks: set[str], said: str) -> None:
    assert wording.names(blocks) == said


@pytest.mark.parametrize(
    ("change", "said"), [(0.031, "+3.1"), (-0.124, "\u221212.4"), (0.0, "0.0"), (-0.0001, "0.0"), (1, "+100.0")]
)
def test_changes_are_points_with_a_sign(change: float, said: str) -> None:
    assert wording.points(change) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answers(0.9, 0.9), "Switch blocks off below"),
        (answers(0.9, 0.4, "3b"), "Without 3b the answer becomes dog, 60.0\u00a0%; it was cat, 90.0\u00a0%."),
        (answers(0.8, 0.9, "3b"), "Without 3b it is still cat, and surer: 90.0\u00a0% in place of 80.0\u00a0%."),
        (answers(0.9, 0.8, "2b", "3b"), "Without 2b and 3b it is still cat, with 80.0\u00a0%"),
        (answers(0.9, 0.8, *BLOCKS), "Without any identity block it is still cat"),
    ],
)
def test_the_answer_is_told_in_a_sentence(given: Answers, said: str) -> None:
    assert wording.answer_sentence(given, BLOCKS).startswith(said)


def test_that_a_block_that_hurts_can_be_skipped_is_said_where_it_is_seen() -> None:
    assert wording.POINT in wording.answer_sentence(answers(0.8, 0.9, "3b"), BLOCKS)
    assert wording.POINT in wording.INVITATION


def test_a_network_without_identity_blocks_says_so() -> None:
    assert wording.answer_sentence(answers(0.9, 0.9), ()) == wording.NO_BLOCKS


def test_sizes_say_which_x_it_is_and_whether_it_is_only_thought() -> None:
    convolutional, identity = residual_blocks(build(RESNET50))[:2]
    assert wording.size_words(BlockSize(identity, 2.0, 1.0)) == "x 2.00 \u00b7 F(x) 1.00"
    assert wording.size_words(BlockSize(convolutional, 2.0, 1.0)).startswith("projected x 2.00")
    assert "F(x) would be 1.00" in wording.size_words(BlockSize(identity, 2.0, 1.0, is_bypassed=True))
    assert wording.ratio(BlockSize(identity, 0.0, 1.0)) == "\u2013"
    words = wording.block_words(identity, BlockSize(identity, 2.0, 1.0), is_on=False)
    assert words == "2b, identity block, switched off: x 2.00 \u00b7 F(x) 1.00 \u00b7 F(x) / x 0.50"
    assert wording.block_words(convolutional, None, is_on=True) == "2a, convolutional block"

import pytest

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.value_cells import cell_words
from resnet_desktop.inspection.channels import channels_of
from resnet_desktop.network import RESNET50, build
from tests.helpers.tiny_activations import small_activations


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (1, "1.00"),
        (-0.0421337, "\u22120.0421"),
        (12.345, "12.3"),
        (99.96, "100"),
        (1234.5, "1,234"),
        (-123456, "\u2212123,456"),
        (0.00012, "1.2e\u22124"),
    ],
)
def test_numbers_have_three_digits(value: float, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("value", "reach", "words"),
    [
        (0, 5, "0"),
        (-4.987, 5, "\u22124.99"),
        (0.001, 5, "0.00"),
        (-0.0049, 0.22, "\u22120.005"),
        (-51.23, 60, "\u221251.2"),
        (812.4, 900, "812"),
        (0.002, 0.004, "2e\u22123"),
    ],
)
def test_numbers_in_cells_have_as_many_decimals_as_all_others(value: float, reach: float, words: str) -> None:
    assert cell_words(value, reach) == words


def test_sizes_are_said_of_maps_vectors_and_classes() -> None:
    graph = build(RESNET50, 224, 1000)
    assert wording.size_words(graph.layer("res4c")) == "14 \u00d7 14, 1,024 channels"
    assert wording.size_words(graph.layer("flatten")) == "2,048 values"
    assert wording.size_words(graph.output) == "1,000 classes"


def test_dead_channels_are_counted() -> None:
    activations = small_activations("tiny")
    channels = channels_of(activations, "conv1_relu")
    words = wording.dead_words(channels, activations.graph.layer("conv1_relu"))
    expected = f"{channels.dead_count} of 64 channels" if channels.dead_count else "None of 64 channels"
    assert words.startswith(expected)
    assert words.endswith("dead for this picture.")
    assert wording.dead_words(channels_of(activations, "fc5"), activations.graph.output) == ""


def test_file_names_say_picture_layer_and_channel() -> None:
    assert wording.file_name("a cat.jpg", "res3d_relu", ".npy") == "a cat res3d_relu.npy"
    assert wording.file_name("cat", "conv1", ".png", 12) == "cat conv1 channel 12.png"


def test_switched_off_blocks_are_named() -> None:
    assert wording.bypass_words(frozenset()) == ""
    assert wording.bypass_words(frozenset({"3b"})) == "Block 3b is switched off."
    assert wording.bypass_words(frozenset({"4c", "3b", "3c"})) == "Blocks 3b, 3c and 4c are switched off."

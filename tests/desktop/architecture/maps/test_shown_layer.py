import pytest

from resnet_desktop.desktop.architecture.maps.shown_layer import reason, shown_layer
from resnet_desktop.network import LISTING, RESNET50, build


@pytest.mark.parametrize(
    ("selected", "layer", "words"),
    [
        ("", "res5c_relu", "The last map of the network"),
        ("stage 3", "res3d_relu", "The output of stage 3."),
        ("3b", "res3b_relu", "The output of block 3b."),
        ("stem", "pool1", "The output of the stem."),
        ("classifier", "fc10", "The output of the classifier."),
        ("res4c_branch2b", "res4c_branch2b", ""),
    ],
)
def test_a_group_is_shown_by_its_last_layer(selected: str, layer: str, words: str) -> None:
    graph = build(RESNET50, 64, 10)
    assert shown_layer(graph, selected).name == layer
    assert reason(graph, selected).startswith(words)
    assert bool(reason(graph, selected)) == bool(words)


def test_the_listing_has_a_last_map_too() -> None:
    graph = build(LISTING, 224, 10)
    assert shown_layer(graph, "").output_shape == (4, 4, 512)

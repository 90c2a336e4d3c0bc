from pathlib import Path

import pytest

from resnet_desktop.models import WeightsError
from resnet_desktop.models.recognition import canonical_names, recognise
from resnet_desktop.network import LISTING, RESNET50, build

PATH = Path("weights.npz")


@pytest.mark.parametrize("network", [RESNET50, LISTING])
@pytest.mark.parametrize(("input_size", "classes", "window"), [(224, 1000, None), (64, 6, 1), (32, 100_000, None)])
def test_a_networks_own_arrays_are_recognised_at_any_size(
    network: object, input_size: int, classes: int, window: int | None
) -> None:
    known = RESNET50 if network is RESNET50 else LISTING
    assert recognise(build(known, input_size, classes, window).shapes(), PATH) is known


def test_arrays_of_two_networks_are_refused() -> None:
    shapes = {"res2a_branch2a/kernel": (3, 3, 64, 64), "res2a_branch2c/bias": (256,)}
    with pytest.raises(WeightsError, match="expected"):
        recognise(shapes, PATH)


def test_the_first_array_that_does_not_fit_is_named_with_what_was_expected() -> None:
    shapes = build(RESNET50).shapes() | {"res4c_branch2b/kernel": (3, 3, 256, 255)}
    with pytest.raises(WeightsError) as caught:
        recognise(shapes, PATH)
    assert caught.value.expected == "the shape (3, 3, 256, 256)"
    assert caught.value.actual == "'res4c_branch2b/kernel' has the shape (3, 3, 256, 255)"


def test_layers_are_known_by_both_their_names() -> None:
    names = canonical_names()
    assert names["conv4_block3_2_conv"] == names["res4c_branch2b"] == "res4c_branch2b"
    assert "avg_pool" not in names
    assert "predictions" not in names, "the classifier's name has the number of classes in it"

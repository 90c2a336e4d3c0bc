import pytest

from resnet_desktop.desktop.architecture import wording
from resnet_desktop.network import RESNET50, build


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (999, "999"), (1500, "1.50 k"), (29_503_488, "29.5 M"), (118e6, "118 M"), (1_289_500_295_168, "1.29 T")],
)
def test_operations_have_three_digits_and_a_unit(number: int, words: str) -> None:
    assert wording.operations(number) == words


def test_the_line_of_totals_says_what_a_picture_costs() -> None:
    graph = build(RESNET50)
    assert wording.totals_line(graph).split(wording.DOT) == [
        "25,636,712 parameters",
        "3.86 G multiply-adds per picture",
        "148 MB of activations",
    ]
    assert wording.title_line(graph) == "ResNet-50 for pictures of 224 px and 1,000 classes"


def test_large_inputs_have_separators_too() -> None:
    assert wording.title_line(build(RESNET50, 4096)).startswith("ResNet-50 for pictures of 4,096 px and ")

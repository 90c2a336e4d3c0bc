from pathlib import Path

from resnet_desktop.classification import Prediction
from resnet_desktop.classification.comparison import Difference
from resnet_desktop.classification.verdicts import Verdict, verdicts

FIRST = ("cat", "Hot Dog", "ship", "first only")
SECOND = ("ship", "hot_dog", "cat", "second only")


def difference(path: str, first: str, second: str) -> Difference:
    return Difference(Path(path), Prediction(first, 0, 0.9), Prediction(second, 0, 0.8))


def judged(*differences: Difference) -> list[Verdict]:
    return list(verdicts(differences, FIRST, SECOND))


def test_the_folder_says_which_model_is_right() -> None:
    assert judged(
        difference("cat/a.jpg", "cat", "ship"),
        difference("cat/b.jpg", "ship", "cat"),
        difference("cat/c.jpg", "ship", "hot_dog"),
    ) == [Verdict.FIRST, Verdict.SECOND, Verdict.NEITHER]


def test_case_and_underscores_make_no_difference() -> None:
    assert judged(difference("HOT_DOG/a.jpg", "Hot Dog", "cat"), difference("hot dog/a.jpg", "cat", "hot_dog")) == [
        Verdict.FIRST,
        Verdict.SECOND,
    ]


def test_a_folder_that_only_one_of_them_knows_says_nothing() -> None:
    assert (
        judged(
            difference("first only/a.jpg", "cat", "ship"),
            difference("second only/a.jpg", "cat", "ship"),
            difference("holiday/a.jpg", "cat", "ship"),
        )
        == [Verdict.UNKNOWN] * 3
    )

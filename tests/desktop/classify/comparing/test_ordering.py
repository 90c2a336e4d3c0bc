import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_desktop.classification import Entry, Prediction
from resnet_desktop.classification.comparison import Difference
from resnet_desktop.classification.verdicts import Verdict
from resnet_desktop.desktop.classify.comparing.columns import COLUMNS
from resnet_desktop.desktop.classify.comparing.ordering import order
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.jobs import Cancelled, Control

Row = tuple[Difference, Verdict]


def row(path: str, first: str = "cat", one: float = 0.9, second: str = "dog", other: float = 0.6,
        verdict: Verdict = Verdict.UNKNOWN) -> Row:  # fmt: skip
    return Difference(Path(path), Prediction(first, 0, one), Prediction(second, 1, other)), verdict


@pytest.fixture
def with_rows(
    compare: Callable[[list[Entry]], Compared], entries: Callable[..., list[Entry]]
) -> Callable[..., Compared]:
    blank = compare(entries("cat-cat-1.jpg"))
    return lambda *rows: replace(blank, differences=rows)


def names(
    compared: Compared, sort_key: str, *, is_descending: bool = False, pair: tuple[str, str] | None = None
) -> str:
    places = order(compared, pair, sort_key, is_descending, Control())
    return " ".join(compared.differences[place][0].path.stem for place in places)


@pytest.fixture
def some(with_rows: Callable[..., Compared]) -> Compared:
    return with_rows(
        row("y/p10.jpg", "dog", 0.5, "cat", 0.4, Verdict.NEITHER),
        row("x/p2.jpg", "cat", 0.9, "dog", 0.7, Verdict.SECOND),
        row("y/p1.jpg", "Cat", 0.7, "ship", 0.8),
        row("x/p3.jpg", "cat", 0.8, "dog", 0.6, Verdict.FIRST),
    )


@pytest.mark.parametrize(
    ("sort_key", "ascending", "descending"),
    [
        ("", "p10 p2 p1 p3", "p10 p2 p1 p3"),
        ("name", "p1 p2 p3 p10", "p10 p3 p2 p1"),
        ("first_confidence", "p10 p1 p3 p2", "p2 p3 p1 p10"),
        ("second", "p10 p2 p3 p1", "p1 p2 p3 p10"),
        ("second_confidence", "p10 p3 p2 p1", "p1 p2 p3 p10"),
        ("right", "p3 p2 p10 p1", "p1 p10 p2 p3"),
        ("folder", "p2 p3 p10 p1", "p10 p1 p2 p3"),
    ],
)
def test_each_column_sorts_in_both_directions(some: Compared, sort_key: str, ascending: str, descending: str) -> None:
    assert names(some, sort_key) == ascending
    assert names(some, sort_key, is_descending=True) == descending


def test_every_column_can_be_sorted_by(some: Compared) -> None:
    for column in COLUMNS:
        assert len(order(some, None, column.key, False, Control())) == len(some.differences)


def test_one_pair_of_classes_is_chosen(some: Compared) -> None:
    assert names(some, "", pair=("cat", "dog")) == "p2 p3"
    assert names(some, "name", is_descending=True, pair=("cat", "dog")) == "p3 p2"
    assert names(some, "", pair=("dog", "ship")) == ""


def test_a_cancelled_order_ends(some: Compared) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        order(some, None, "name", False, control)


def test_100_000_differences_are_in_order_soon(with_rows: Callable[..., Compared]) -> None:
    many = with_rows(*(row(f"x/p{7919 * number % 100_000}.jpg") for number in range(100_000)))
    begun = time.process_time()
    places = order(many, None, "name", False, Control())
    spent = time.process_time() - begun
    print(f"\n100,000 differences sorted by name in {spent:.2f} s of processor time")
    assert [many.differences[place][0].path.stem for place in places[:3]] == ["p0", "p1", "p2"]
    assert spent < 5

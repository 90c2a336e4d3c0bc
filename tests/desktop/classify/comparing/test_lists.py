from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.classify.comparing.columns import COLUMNS
from resnet_desktop.desktop.classify.comparing.difference_model import DifferenceModel
from resnet_desktop.desktop.classify.comparing.pair_list import PairList, rooms
from resnet_desktop.desktop.classify.comparing.running import Compared
from tests.desktop.classify.comparing.conftest import TwoModels, model

Compare = Callable[[list[Entry]], Compared]
Make = Callable[..., list[Entry]]
PICTURES = ("cat-dog-1.jpg", "cat-ship-2.jpg", "cat-dog-3.jpg", "dog-dog-4.jpg")


def cells(differences: DifferenceModel, row: int) -> list[str]:
    return [differences.index(row, column).data() for column in range(len(COLUMNS))]


def test_a_row_says_what_both_models_say(compare: Compare, entries: Make) -> None:
    differences = DifferenceModel()
    differences.show_places(compare(entries(*PICTURES)), [2, 0])
    assert cells(differences, 0)[:5] == ["cat-dog-3.jpg", "cat", "90.0 %", "dog", "60.0 %"]
    assert differences.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "cat-dog-1.jpg, Pets: cat, 90.0 %, Zoo: dog, 60.0 %"
    )
    titles = [differences.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
    assert titles == ["Name", "Pets", "Confidence", "Zoo", "Confidence", "Right", "Folder"]
    assert (differences.row_of(2), differences.row_of(1)) == (0, -1)


def test_who_is_right_is_said_where_the_folder_tells(compare: Compare, two_models: TwoModels) -> None:
    from pathlib import Path

    paths = [Path("/dog") / name for name in ("cat-dog-1.jpg", "dog-ship-2.jpg", "cat-ship-3.jpg")]
    compared = compare([Entry(path, two_models.result(path, "pets")) for path in paths])
    differences = DifferenceModel()
    differences.show_places(compared, [0, 1, 2])
    assert [cells(differences, row)[5] for row in range(3)] == ["Zoo", "Pets", "Neither"]
    assert "Right: Zoo" in differences.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert (compared.comparison.first_accuracy, compared.comparison.second_accuracy) == ((1, 3), (1, 3))


@pytest.fixture
def pairs(qtbot: QtBot) -> PairList:
    made = PairList()
    qtbot.addWidget(made)
    made.resize(240, 200)
    made.show()
    return made


def test_the_most_frequent_pairs_come_first_below_all_differences(
    pairs: PairList, compare: Compare, entries: Make
) -> None:
    pairs.show_comparison(compare(entries(*PICTURES)))
    said = [(pairs.pairs.index(row, 0).data(), pairs.pairs.number(row)) for row in range(pairs.pairs.rowCount())]
    assert said == [("All differences", 3), ("cat → dog", 2), ("cat → ship", 1)]


def test_arrows_choose_a_pair(pairs: PairList, compare: Compare, entries: Make, qtbot: QtBot) -> None:
    pairs.show_comparison(compare(entries(*PICTURES)))
    with qtbot.waitSignals([pairs.pair_chosen, pairs.pair_chosen]):
        QTest.keyClick(pairs, Qt.Key.Key_Down)
        QTest.keyClick(pairs, Qt.Key.Key_Down)
    assert pairs.chosen == ("cat", "ship")
    pairs.choose(0)
    assert pairs.chosen is None


def test_classes_that_only_one_model_knows_are_no_differences(
    compare: Compare, entries: Make, two_models: TwoModels
) -> None:
    two_models.models["zoo"] = model("zoo", ("cat", "dog", "ship", "lion"))
    compared = compare(entries("cat-lion-1.jpg", "cat-dog-2.jpg"))
    assert [each.path.name for each, _ in compared.differences] == ["cat-dog-2.jpg"]
    assert compared.comparison.judged == 1


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [(30, 40, (30, 40)), (30, 200, (30, 70)), (200, 30, (70, 30)), (200, 200, (50, 50))],
)
def test_two_names_share_a_line(first: int, second: int, shared: tuple[int, int]) -> None:
    assert rooms(100, first, second) == shared

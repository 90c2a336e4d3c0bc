import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QApplication

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.classify.listing.arrangement import Arrangement
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.selection import PictureSelection, runs

PATHS = [Path(f"/photos/{number}.jpg") for number in range(10)]
ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def pictures(qapp: QApplication) -> PictureModel:  # noqa: ARG001  a model needs an application
    return PictureModel()


@pytest.fixture
def selection(pictures: PictureModel) -> PictureSelection:
    made = PictureSelection(pictures)
    pictures.add(map(Entry, PATHS))
    return made


def select(selection: PictureSelection, *numbers: int) -> None:
    for number in numbers:
        selection.select(selection.model().index(number, 0), ADD)


def arrange(pictures: PictureModel, *rows: int) -> None:
    pictures.arrange(Arrangement.of(rows, len(pictures.store)))


def test_the_first_picture_is_looked_at_without_anybody_choosing_it(selection: PictureSelection) -> None:
    assert selection.chosen == PATHS[0]
    assert selection.rows() == [0]


def test_chosen_pictures_stay_chosen_in_another_order(pictures: PictureModel, selection: PictureSelection) -> None:
    selection.choose(PATHS[4])
    select(selection, 2, 7)
    told: list[Path | None] = []
    selection.picture_chosen.connect(told.append)
    arrange(pictures, 7, 6, 5, 4, 3, 2)
    assert selection.paths() == [PATHS[7], PATHS[4], PATHS[2]]
    assert selection.chosen == PATHS[4]
    pictures.arrange(None)
    assert selection.paths() == [PATHS[2], PATHS[4], PATHS[7]]
    assert told == []  # it is the same picture all the time


def test_what_is_hidden_is_no_longer_chosen_and_its_neighbour_is_looked_at(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    selection.choose(PATHS[4])
    told: list[Path | None] = []
    selection.picture_chosen.connect(told.append)
    arrange(pictures, 0, 1, 2, 3, 5, 6)
    assert selection.chosen == PATHS[5]
    assert selection.paths() == [PATHS[5]]
    arrange(pictures, 0, 1)
    assert told == [PATHS[5], PATHS[1]]


def test_nothing_is_looked_at_where_nothing_is_shown_and_something_again_afterwards(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    told: list[Path | None] = []
    selection.picture_chosen.connect(told.append)
    arrange(pictures)
    assert selection.chosen is None
    arrange(pictures, 3, 4)
    assert told == [None, PATHS[3]]


def test_everything_chosen_stays_everything_in_another_order(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    model = selection.model()
    selection.select(QItemSelection(model.index(0, 0), model.index(9, 0)), ADD)
    arrange(pictures, *range(9, -1, -1))
    assert selection.rows() == list(range(10))
    assert selection.selection().count() == 1


def test_taking_out_rows_here_and_there_keeps_the_others_chosen(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    selection.choose(PATHS[5])
    select(selection, 8)
    pictures.remove([0, 2, 9])
    assert selection.paths() == [PATHS[5], PATHS[8]]
    assert selection.chosen == PATHS[5]


def test_taking_out_everything_looks_at_nothing(pictures: PictureModel, selection: PictureSelection) -> None:
    told: list[Path | None] = []
    selection.picture_chosen.connect(told.append)
    pictures.remove(range(10))
    assert selection.chosen is None
    assert told[-1] is None
    pictures.add([Entry(PATHS[3])])
    assert selection.chosen == PATHS[3]


@given(st.sets(st.integers(0, 60)))
def test_runs_hold_all_rows_and_do_not_touch_one_another(rows: set[int]) -> None:
    made = list(runs(sorted(rows)))
    assert [row for run in made for row in run] == sorted(rows)
    assert all(left.stop < right.start for left, right in itertools.pairwise(made))


def test_many_pictures_are_chosen_at_once_as_far_as_they_are_shown(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    arrange(pictures, 9, 8, 7, 3, 2, 1)
    assert selection.choose_all([PATHS[2], PATHS[0], PATHS[8], PATHS[7], Path("/elsewhere.jpg")]) == 3
    assert selection.paths() == [PATHS[8], PATHS[7], PATHS[2]]
    assert selection.chosen == PATHS[8]
    assert selection.choose_all([PATHS[0]]) == 0
    assert selection.paths() == [PATHS[8], PATHS[7], PATHS[2]]


def test_while_nobody_chose_a_picture_the_first_one_that_is_shown_is_looked_at(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    arrange(pictures, 9, 8, 7)
    assert selection.paths() == [PATHS[9]]
    arrange(pictures, 3, 9, 8)
    assert selection.chosen == PATHS[3]
    selection.choose_row(0)  # by somebody, though it is looked at already
    arrange(pictures, 8, 9, 3)
    assert selection.chosen == PATHS[3]


def test_pictures_that_come_are_not_chosen_because_all_others_are(
    pictures: PictureModel, selection: PictureSelection
) -> None:
    arrange(pictures, 4)
    selection.choose_row(0)
    arrange(pictures, *range(10))
    assert selection.paths() == [PATHS[4]]
    selection.choose_all(PATHS)
    pictures.add([Entry(Path("/photos/new.jpg"))])
    arrange(pictures, 10, *range(10))
    assert selection.paths() == PATHS

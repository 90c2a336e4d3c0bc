from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.listing.arrangement import Arrangement
from resnet_desktop.desktop.classify.listing.columns import COLUMNS
from resnet_desktop.desktop.classify.listing.pictures import PictureModel, Role
from tests.desktop.fakes import made_up_result

PATHS = [Path(f"/photos/{number}.jpg") for number in range(10)]
ENTRIES = [Entry(path) for path in PATHS]
CLASS, STATE = (
    next(place for place, column in enumerate(COLUMNS) if column.sort_key == key) for key in ("label", "state")
)


@pytest.fixture
def model(qapp: QApplication) -> PictureModel:  # noqa: ARG001  a model needs an application
    made = PictureModel()
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def names(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_are_the_pictures(model: PictureModel) -> None:
    assert model.add(ENTRIES[:3]) == ENTRIES[:3]
    assert model.add(ENTRIES[1:4]) == [ENTRIES[3]]
    assert names(model) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert model.index_of(PATHS[2]).row() == 2
    assert not model.index_of(PATHS[9]).isValid()


def test_a_row_tells_its_record_its_tooltip_and_its_words_for_a_reader(model: PictureModel) -> None:
    model.add(ENTRIES[:2])
    model.put([Result.failed(PATHS[0], "The file is empty.")])
    first, second = model.index(0, 0), model.index(1, 0)
    assert first.data(Role.ENTRY).path == PATHS[0]
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "0.jpg\nThe file is empty.\n/photos"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "0.jpg, The file is empty."
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "1.jpg, waiting"
    model.put([made_up_result(PATHS[1])])
    best = made_up_result(PATHS[1]).top(1)[0]
    assert second.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"1.jpg, {best.label}, ")


def test_results_announce_exactly_the_rows_they_change(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.put([made_up_result(path) for path in PATHS[3:6]])
    first, last, _roles = changed.args
    assert (first.row(), last.row()) == (3, 5)


def arranged(model: PictureModel, *rows: int) -> Arrangement:
    return Arrangement.of(rows, len(model.store))


def test_an_arrangement_shows_some_pictures_in_another_order(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES)
    with qtbot.waitSignals([model.about_to_rearrange, model.rearranged], order="strict"):
        model.arrange(arranged(model, 7, 2, 5))
    assert names(model) == ["7.jpg", "2.jpg", "5.jpg"]
    assert [entry.path for entry in model.all_shown()] == [PATHS[7], PATHS[2], PATHS[5]]
    assert model.index_of(PATHS[5]).row() == 2
    assert not model.index_of(PATHS[0]).isValid()
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.put([made_up_result(PATHS[number]) for number in (5, 6, 7)])
    assert (changed.args[0].row(), changed.args[1].row()) == (0, 2)
    model.arrange(None)
    assert names(model) == [path.name for path in PATHS]


def test_pictures_that_come_later_join_when_they_are_arranged_anew(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES[:3])
    model.arrange(arranged(model, 2, 0))
    with qtbot.waitSignal(model.outdated):
        model.add(ENTRIES[3:5])
    assert names(model) == ["2.jpg", "0.jpg"]
    assert not model.index_of(PATHS[4]).isValid()
    with qtbot.waitSignal(model.outdated):
        model.put([made_up_result(PATHS[4])])
    model.arrange(arranged(model, 4, 2, 0), is_same_order=True)
    assert names(model) == ["4.jpg", "2.jpg", "0.jpg"]


@pytest.mark.parametrize(
    ("rows", "left"),
    [([0], ["2.jpg", "5.jpg", "0.jpg"]), ([1, 2], ["7.jpg", "0.jpg"]), ([0, 3], ["2.jpg", "5.jpg"])],
    ids=str,
)
def test_rows_can_be_taken_out_of_an_arrangement(model: PictureModel, rows: list[int], left: list[str]) -> None:
    model.add(ENTRIES)
    model.arrange(arranged(model, 7, 2, 5, 0))
    removed = model.remove(rows)
    assert {path.name for path in removed} == {"7.jpg", "2.jpg", "5.jpg", "0.jpg"} - set(left)
    assert names(model) == left
    assert [model.index_of(Path(f"/photos/{name}")).row() for name in left] == list(range(len(left)))
    model.arrange(None)
    assert names(model) == [path.name for path in PATHS if path not in removed]


def test_a_person_s_class_is_shown_and_can_be_taken_back(model: PictureModel) -> None:
    model.add(ENTRIES)
    model.put([made_up_result(PATHS[0])])
    predicted = model.index(0, CLASS).data()
    model.give([PATHS[0], Path("/photos/gone.jpg")], "my own")
    assert model.index(0, CLASS).data() == "my own"
    assert model.index(0, STATE).data() == "Corrected"
    assert (
        model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).splitlines()[1].startswith("my own (corrected; the network")
    )
    model.give([PATHS[0]], predicted)
    assert model.index(0, STATE).data() == "Confirmed"
    model.give([PATHS[0]], "")
    assert model.index(0, CLASS).data() == predicted


def test_what_is_unsure_follows_the_threshold(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES)
    model.put([made_up_result(PATHS[0])])
    confidence = model.store.entries[0].confidence
    with qtbot.waitSignal(model.dataChanged):
        model.set_threshold(confidence + 0.01)
    assert model.index(0, STATE).data() == "Unsure"
    model.set_threshold(confidence - 0.01)
    assert model.index(0, STATE).data() == ""


def test_columns_say_their_titles_and_where_they_stand(model: PictureModel) -> None:
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    assert titles == [column.title for column in COLUMNS]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(len(COLUMNS), Qt.Orientation.Horizontal) is None


@pytest.mark.parametrize("rows", [[0], [9], [3, 4, 5], [0, 2, 9], list(range(10))], ids=str)
def test_any_rows_can_be_taken_out(model: PictureModel, rows: list[int]) -> None:
    model.add(ENTRIES)
    assert model.remove(rows) == [PATHS[row] for row in rows]
    assert names(model) == [path.name for number, path in enumerate(PATHS) if number not in rows]


def test_a_list_can_be_emptied_little_by_little_and_shows_nothing_meanwhile(model: PictureModel) -> None:
    model.add(ENTRIES)
    steps = model.empty(4)
    next(steps)
    assert names(model) == []
    assert len(model.store) == 6
    model.arrange(None)  # somebody asks for another order in between
    assert len(names(model)) == 6
    next(steps)
    assert names(model) == []
    assert list(steps) == [None]
    assert len(model.store) == 0
    model.arrange(None)
    model.add(ENTRIES[:2])
    assert names(model) == ["0.jpg", "1.jpg"]


def test_results_can_be_forgotten(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES)
    model.put([made_up_result(path) for path in PATHS[:6]])
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.wait_again([PATHS[2], PATHS[8], Path("/photos/gone.jpg")])
    assert (changed.args[0].row(), changed.args[1].row()) == (2, 2), "what waits already does not change"
    assert model.store.waiting == 5


def test_files_that_were_moved_keep_their_rows(model: PictureModel, qtbot: QtBot) -> None:
    model.add(ENTRIES)
    model.put([made_up_result(PATHS[1])])
    with qtbot.waitSignal(model.dataChanged):
        model.rename({PATHS[1]: Path("/sorted/1.jpg"), Path("/photos/gone.jpg"): Path("/sorted/gone.jpg")})
    entry = model.store.entries[1]
    assert entry.path == Path("/sorted/1.jpg")
    assert entry.result is not None
    assert entry.result.path == entry.path
    assert model.index_of(entry.path).row() == 1
    assert not model.index_of(PATHS[1]).isValid()


def test_a_threshold_is_told_once(model: PictureModel) -> None:
    told: list[float] = []
    model.threshold_changed.connect(told.append)
    for threshold in (0.7, 0.7, 0.5):
        model.set_threshold(threshold)
    assert told == [0.7, 0.5]


def test_all_pictures_come_as_they_are_shown_and_hidden_ones_at_the_end(model: PictureModel) -> None:
    model.add(ENTRIES[:4])
    assert model.all_entries() == ENTRIES[:4]
    model.arrange(Arrangement.of([3, 1], 4))
    model.add([ENTRIES[4]])
    assert model.all_entries() == [ENTRIES[number] for number in (3, 1, 0, 2, 4)]

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Result
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.pictures import PictureModel, Role
from tests.desktop.fakes import made_up_result

PATHS = [Path(f"/photos/{number}.jpg") for number in range(10)]


@pytest.fixture
def model(qapp: QApplication) -> PictureModel:  # noqa: ARG001  a model needs an application
    made = PictureModel()
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def names(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_are_the_pictures(model: PictureModel) -> None:
    assert model.add(PATHS[:3]) == PATHS[:3]
    assert model.add(PATHS[1:4]) == [PATHS[3]]
    assert names(model) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert model.index_of(PATHS[2]).row() == 2
    assert not model.index_of(PATHS[9]).isValid()


def test_a_row_tells_its_record_its_tooltip_and_its_words_for_a_reader(model: PictureModel) -> None:
    model.add(PATHS[:2])
    model.put([Result.failed(PATHS[0], "The file is empty.")])
    first, second = model.index(0), model.index(1)
    assert first.data(Role.ENTRY).path == PATHS[0]
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "0.jpg\nThe file is empty.\n/photos"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "0.jpg, The file is empty."
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "1.jpg, waiting"
    model.put([made_up_result(PATHS[1])])
    best = made_up_result(PATHS[1]).top(1)[0]
    assert second.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"1.jpg, {best.label}, ")


def test_results_announce_exactly_the_rows_they_change(model: PictureModel, qtbot: QtBot) -> None:
    model.add(PATHS)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.put([made_up_result(path) for path in PATHS[3:6]])
    first, last, _roles = changed.args
    assert (first.row(), last.row()) == (3, 5)


def test_only_the_failed_ones_can_be_shown_and_new_failures_join_in_order(model: PictureModel) -> None:
    model.add(PATHS)
    model.put([Result.failed(PATHS[number], "The file is empty.") for number in (2, 7)])
    model.show_failed_only(True)
    assert names(model) == ["2.jpg", "7.jpg"]
    model.put([Result.failed(PATHS[5], "The file is empty."), made_up_result(PATHS[6])])
    assert names(model) == ["2.jpg", "5.jpg", "7.jpg"]
    model.add([Path("/photos/new.jpg")])
    assert model.rowCount() == 3
    assert model.index_of(PATHS[7]).row() == 2
    model.show_failed_only(False)
    assert model.rowCount() == 11


def test_rows_can_be_taken_out_while_only_failed_ones_are_shown(model: PictureModel) -> None:
    model.add(PATHS)
    model.put([Result.failed(PATHS[number], "The file is empty.") for number in (2, 5, 7)])
    model.show_failed_only(True)
    assert model.remove([0, 2]) == [PATHS[2], PATHS[7]]
    assert names(model) == ["5.jpg"]
    assert model.remove([0]) == [PATHS[5]]
    assert not model.shows_failed_only
    assert model.rowCount() == 7


@pytest.mark.parametrize("rows", [[0], [9], [3, 4, 5], [0, 2, 9], list(range(10))], ids=str)
def test_any_rows_can_be_taken_out(model: PictureModel, rows: list[int]) -> None:
    model.add(PATHS)
    assert model.remove(rows) == [PATHS[row] for row in rows]
    assert names(model) == [path.name for number, path in enumerate(PATHS) if number not in rows]


def test_a_hundred_thousand_rows_appear_change_and_scroll_without_a_stall(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    page = program.window.classify
    paths = [Path(f"/photos/{number // 1000:03}/img{number:06}.jpg") for number in range(100_000)]
    results = [made_up_result(path) for path in paths[:500]]

    def measured(work: object) -> float:
        started = time.perf_counter()
        work()  # type: ignore[operator]
        QApplication.processEvents()
        return time.perf_counter() - started

    bar = page.list.verticalScrollBar()
    insert = measured(lambda: [page.session.pictures.add(paths[at : at + 4096]) for at in range(0, len(paths), 4096)])
    page._show_state()
    change = max(measured(lambda at=at: page.session.pictures.put(results[at : at + 50])) for at in range(0, 500, 50))
    scroll = max(measured(lambda part=part: bar.setValue(bar.maximum() * part // 10)) for part in range(11))
    with capsys.disabled():
        print(
            f"\n100,000 rows: inserted in {insert:.2f} s, 50 results in {1000 * change:.0f} ms at most, "
            f"scrolled in {1000 * scroll:.0f} ms at most"
        )
    assert page.list.model().rowCount() == 100_000
    assert bar.maximum() > 100_000 * 60
    # Wide of what a quiet machine needs (0.2 s, 8 ms, 5 ms), and far below what a layout of all rows would take.
    assert insert < 5
    assert change < 0.4
    assert scroll < 0.4

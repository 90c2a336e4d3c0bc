import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.data.panel import DataPanel
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.downloads import DOWNLOADING, DownloadError
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training import checking, cifar10, pictures
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.problems import Kind
from tests.desktop.fakes import FakeClassifier


def scene(seed: int) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 255, (6, 6, 3)).astype(np.uint8)
    return Image.fromarray(pixels).resize((48, 48), Image.Resampling.BICUBIC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two classes, of which one has a damaged file and a copy of a training picture in its test."""
    made = tmp_path / "animals"
    seed = 0
    for part, number in (("train", 14), ("test", 3)):
        for name in ("cat", "dog"):
            (made / part / name).mkdir(parents=True)
            for index in range(number):
                scene(seed).save(made / part / name / f"{index}.png")
                seed += 1
    (made / "train/cat/5.png").write_bytes(b"")
    shutil.copy(made / "train/cat/0.png", made / "test/cat/copy.png")
    for path in made.rglob("*.png"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return made


@pytest.fixture
def state() -> TrainState:
    return TrainState()


@pytest.fixture
def panel(qtbot: QtBot, state: TrainState, tasks: Tasks, classifier: FakeClassifier) -> DataPanel:
    made = DataPanel(state, tasks, classifier)
    qtbot.addWidget(made)
    made.resize(380, 900)
    made.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    return made


@pytest.fixture
def idle(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not tasks.is_busy, timeout=10_000)


def is_shown(panel: DataPanel, page: QWidget) -> bool:
    return panel.page is page


def kinds(panel: DataPanel) -> list[Kind]:
    return [row.problem.kind for row in panel.ready.problems.rows]


def test_at_first_it_asks_for_pictures(panel: DataPanel) -> None:
    assert is_shown(panel, panel.choosing)
    assert panel.choosing.cifar10.text() == "CIFAR-10 (download, 170 MB)"
    assert not panel.choosing.back.isVisible()


def test_a_folder_is_looked_over_and_becomes_the_data(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    assert is_shown(panel, panel.looking)
    idle()
    assert is_shown(panel, panel.ready)
    assert state.data is not None
    assert state.data.folder == folder
    assert state.data_plan == {"data": str(folder), "archive": ""}
    assert panel.ready.title.text() == "animals"
    assert panel.ready.total.text() == "35 pictures in 2 classes."
    assert kinds(panel) == [Kind.UNREADABLE, Kind.SAME_ACROSS_PARTS]


def test_remedies_change_the_data_and_are_undone_one_by_one(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    idle()
    before = state.data
    unreadable, copies = panel.ready.problems.rows
    assert [button.text() for button in copies.buttons] == [
        "Take 1 out of training",
        "Take 1 out of validation and test",
    ]
    unreadable.buttons[0].click()
    copies.buttons[0].click()
    idle()
    assert kinds(panel) == []
    assert state.data is not None
    assert set(state.data.excluded) == {"train/cat/5.png", "train/cat/0.png"}
    assert panel.ready.total.text() == "33 pictures in 2 classes. 2 pictures are left out."
    panel.ready.problems.undo_buttons[0].click()
    idle()
    assert kinds(panel) == [Kind.UNREADABLE]
    assert set(state.data.excluded) == {"train/cat/0.png"}
    panel.ready.problems.undo_buttons[0].click()
    idle()
    assert state.data == before


def test_copies_are_shown_as_pairs_with_part_and_class(
    qtbot: QtBot, panel: DataPanel, folder: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    idle()
    row = panel.ready.problems.rows[1]
    row.show_button.click()
    assert row.grid is not None
    qtbot.waitUntil(row.grid.isVisible)
    assert row.grid.pairs == [
        ((folder / "test/cat/copy.png", "Test", "cat"), (folder / "train/cat/0.png", "Training", "cat"))
    ]


def test_a_remedy_that_cannot_be_used_says_why_and_changes_nothing(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    for path in sorted((folder / "train/cat").iterdir()):
        shutil.copy(path, folder / f"test/cat/again-{path.name}")
    (folder / "train/cat/5.png").unlink()
    panel.use_folder(folder)
    idle()
    before = state.data
    row = next(row for row in panel.ready.problems.rows if row.problem.kind == Kind.SAME_ACROSS_PARTS)
    row.buttons[0].click()
    idle()
    assert "the class 'cat' would keep no training pictures" in panel.ready.said.text
    assert state.data is before
    next(row for row in panel.ready.problems.rows if row.problem.kind == Kind.UNREADABLE).buttons[0].click()
    idle()
    assert panel.looker.remedies[0].kind == Kind.UNREADABLE


def test_class_weights_are_a_remedy_that_the_plan_keeps(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    for index in range(42):
        scene(900 + index).save(folder / f"train/dog/more{index}.png")
    panel.use_folder(folder)
    idle()
    row = next(row for row in panel.ready.problems.rows if row.problem.kind == Kind.IMBALANCE)
    row.buttons[0].click()
    idle()
    assert state.plan.class_weights == "balanced"
    assert Kind.IMBALANCE not in kinds(panel)
    state.use_plan(replace(state.plan, class_weights="none"))
    idle()
    assert Kind.IMBALANCE in kinds(panel)


def test_another_seed_divides_anew_and_keeps_the_remedies(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    idle()
    panel.ready.problems.rows[0].buttons[0].click()
    idle()
    before = state.data
    assert before is not None
    state.use_plan(replace(state.plan, seed=7))
    idle()
    assert state.data is not None
    assert state.data.validation != before.validation
    assert "train/cat/5.png" in state.data.excluded
    assert "(seed 7)" in panel.ready.split.text()


def test_an_error_says_what_to_do_and_can_be_tried_again(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    hidden = folder.with_name("hidden")
    folder.rename(hidden)
    panel.use_folder(folder)
    idle()
    assert is_shown(panel, panel.failed)
    assert "there is no such folder" in panel.failed.text.text()
    assert panel.back.isHidden()
    assert state.data is None
    hidden.rename(folder)
    panel.retry.click()
    idle()
    assert is_shown(panel, panel.ready)


def test_a_failed_choice_keeps_the_pictures_that_were_there(
    panel: DataPanel, state: TrainState, folder: Path, tmp_path: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    idle()
    before = state.data
    panel.use_folder(tmp_path / "nothing")
    idle()
    assert state.data is before
    assert "chosen before stay as they are" in panel.failed.text.text()
    panel.back.click()
    assert is_shown(panel, panel.ready)
    panel.use_folder(tmp_path / "nothing")
    idle()
    panel.other.click()
    panel.choosing.back.click()
    assert is_shown(panel, panel.ready)


def test_cancelling_goes_back_to_what_was_there(
    qtbot: QtBot, panel: DataPanel, folder: Path, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def endless(_data: object, control: Control) -> None:
        begun.set()
        while True:
            control.check()

    monkeypatch.setattr(checking, "check", endless)
    panel.use_folder(folder)
    qtbot.waitUntil(begun.is_set)
    panel.looking.cancel.click()
    assert panel.looking.line.text() == "Stopping…"
    idle()
    assert is_shown(panel, panel.choosing)


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A download that stands still with 82 MB; grows when what has come is given up."""
    made: list[bool] = []

    def stalling(control: Control) -> None:
        control.report(Progress(82_000_000, 170_052_171, DOWNLOADING, is_bytes=True))
        while True:
            control.check()

    monkeypatch.setattr(cifar10, "download", stalling)
    monkeypatch.setattr(cifar10, "forget", lambda: made.append(True))
    return made


def test_a_download_is_paused_and_gone_on_with_or_given_up(
    qtbot: QtBot,
    panel: DataPanel,
    idle: Callable[[], None],
    forgotten: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cifar10, "bytes_here", lambda: 82_000_000)
    panel.choosing.cifar10.click()
    qtbot.waitUntil(panel.looking.pause.isVisible)
    assert panel.looking.line.text().startswith("Downloading: 82.0 MB of 170 MB")
    panel.looking.pause.click()
    idle()
    assert is_shown(panel, panel.choosing)
    assert forgotten == []
    assert panel.choosing.cifar10.text() == "CIFAR-10 (go on at 48 %)"
    panel.choosing.cifar10.click()
    qtbot.waitUntil(panel.looking.pause.isVisible)
    panel.looking.cancel.click()
    idle()
    assert is_shown(panel, panel.choosing)
    assert forgotten == [True]


def test_escape_keeps_what_was_downloaded(
    qtbot: QtBot, panel: DataPanel, idle: Callable[[], None], forgotten: list[bool]
) -> None:
    assert not panel.cancel_work(), "nothing runs"
    panel.use_cifar10()
    qtbot.waitUntil(panel.looking.pause.isVisible)
    assert panel.cancel_work()
    assert not panel.cancel_work(), "it is stopping already"
    idle()
    assert is_shown(panel, panel.choosing)
    assert forgotten == []


def test_a_failed_download_says_why(
    panel: DataPanel, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_control: Control) -> None:
        raise DownloadError(cifar10.CIFAR10_SOURCE, "the server does not answer; try again later")

    monkeypatch.setattr(cifar10, "download", failing)
    panel.use_cifar10()
    idle()
    assert panel.failed.title.text() == "CIFAR-10 is not here yet"
    assert "the server does not answer; try again later" in panel.failed.text.text()


def test_an_archive_gives_its_plan(
    panel: DataPanel, state: TrainState, folder: Path, tmp_path: Path, idle: Callable[[], None]
) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "animals"), "tar", folder.parent, folder.name))
    panel.use_path(archive)
    idle()
    assert is_shown(panel, panel.ready)
    assert state.data_plan == {"data": "cifar10", "archive": str(archive)}


def test_a_folder_is_chosen_by_the_dialog(
    panel: DataPanel, folder: Path, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(_parent: QWidget, _begin: str, _title: str) -> list[Path]:
        return [folder]

    monkeypatch.setattr(picking, "choose_folder", choose)
    panel.choosing.folder.click()
    idle()
    assert is_shown(panel, panel.ready)


@pytest.mark.parametrize(("number", "is_taken"), [(1, True), (2, False)])
def test_one_dropped_folder_is_taken(
    number: int, is_taken: bool, panel: DataPanel, folder: Path, idle: Callable[[], None]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))] * number)
    facts = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *facts)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted() is is_taken
    if is_taken:
        panel.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *facts))
        idle()
        assert is_shown(panel, panel.ready)


def test_changed_pictures_follow_the_plan_and_change_again(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    state.use_plan(replace(state.plan, crop=0.3))
    panel.use_folder(folder)
    idle()
    view = panel.ready.augmentation
    first = list(view.grid.images)
    assert len(first) == 8
    assert {image.width() for image in first} == {64}
    assert "cut to 30 %" in view.words.text()
    view.again.click()
    idle()
    assert view.grid.images[0] == first[0]
    assert view.grid.images[1:] != first[1:]
    state.use_plan(replace(state.plan, crop=1.0, flip=False))
    idle()
    assert all(image == view.grid.images[0] for image in view.grid.images)
    path = view.path
    view.another.click()
    idle()
    assert view.path != path


def test_a_hidden_panel_reads_no_picture_for_a_new_plan(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.use_folder(folder)
    idle()
    panel.hide()
    monkeypatch.setattr(pictures, "Pictures", None)
    before = list(panel.ready.augmentation.grid.images)
    state.use_plan(replace(state.plan, crop=0.3))
    idle()
    assert list(panel.ready.augmentation.grid.images) == before
    monkeypatch.undo()
    panel.show()
    idle()
    assert list(panel.ready.augmentation.grid.images) != before


def test_samples_are_read_only_where_they_are_seen(
    qtbot: QtBot, panel: DataPanel, tmp_path: Path, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tmp_path / "many"
    for number in range(30):
        (many / f"class{number:02d}").mkdir(parents=True)
        for index in range(4):
            scene(number * 10 + index).save(many / f"class{number:02d}" / f"{index}.png")
    seen: set[Path] = set()
    real = FakeClassifier.thumbnail

    def thumbnail(self: FakeClassifier, path: Path, side: int) -> object:
        seen.add(path)
        return real(self, path, side)

    monkeypatch.setattr(FakeClassifier, "thumbnail", thumbnail)
    panel.use_folder(many)
    idle()
    panel.ready.ensureWidgetVisible(panel.ready.samples, 0, 0)
    qtbot.waitUntil(lambda: bool(seen))
    idle()
    assert len({path.parent for path in seen}) < 15
    assert len(panel.ready.samples.rows) == 30


def test_the_chart_says_each_class_in_words(panel: DataPanel, folder: Path, idle: Callable[[], None]) -> None:
    panel.use_folder(folder)
    idle()
    assert panel.ready.chart.words(0) == "cat: 13 to train on, 1 for validation, 4 for test"


def test_pictures_that_others_chose_are_looked_over_and_stay_divided_as_they_are(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    data = find_data_set(folder, 0.2, 5, Control())
    state.use_data(data, {"data": "cifar10", "archive": "somewhere.tar"})
    idle()
    assert is_shown(panel, panel.ready)
    assert state.data is data
    assert state.data_plan == {"data": "cifar10", "archive": "somewhere.tar"}
    panel.ready.problems.rows[0].buttons[0].click()
    state.use_plan(replace(state.plan, seed=8))
    idle()
    assert state.data is not None
    assert state.data.validation == data.validation
    assert set(state.data.excluded) == {"train/cat/5.png"}


def test_a_seed_that_changes_during_the_look_divides_in_the_end(
    panel: DataPanel, state: TrainState, folder: Path, idle: Callable[[], None]
) -> None:
    panel.use_folder(folder)
    state.use_plan(replace(state.plan, seed=8))
    idle()
    assert state.data == find_data_set(folder, state.plan.validation, 8, Control())

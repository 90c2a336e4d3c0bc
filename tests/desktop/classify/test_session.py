from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.errors import UserError
from tests.desktop.fakes import FakeClassifier


@pytest.fixture
def current(classifier: FakeClassifier, tasks: Tasks) -> CurrentModel:
    return CurrentModel(classifier, tasks)


@pytest.fixture
def session(classifier: FakeClassifier, current: CurrentModel, tasks: Tasks) -> Iterator[ClassifySession]:
    made = ClassifySession(classifier, current, tasks)
    yield made
    classifier.gate.set()
    tasks.close()


@pytest.fixture
def is_idle(session: ClassifySession, tasks: Tasks) -> Callable[[], bool]:
    return lambda: not tasks.listed and not session.work.is_busy


def labels(session: ClassifySession) -> list[str]:
    return [
        "waiting" if entry.result is None else entry.error or entry.result.top(1)[0].label
        for entry in session.pictures.store
    ]


def test_pictures_that_come_before_the_model_are_classified_when_it_is_ready(
    session: ClassifySession, current: CurrentModel, photos: list[Path], qtbot: QtBot, is_idle: Callable[[], bool]
) -> None:
    session.add(photos)
    qtbot.waitUntil(is_idle)
    assert session.work.waiting == len(photos)
    assert not session.work.can_go_on
    current.load()
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert "waiting" not in labels(session)


def test_every_picture_is_classified_once_also_when_folders_come_one_after_another(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    def is_listed(photo: Path) -> bool:
        return session.pictures.store.row_of(photo) is not None

    current.load()
    for photo in photos:
        session.add([photo])
        qtbot.waitUntil(partial(is_listed, photo))
    session.add([photos[0].parent])
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert sorted(classifier.seen) == sorted(photos)


def test_a_cancellation_keeps_what_is_done_and_can_be_taken_up_again(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    stop_at = 3
    real = classifier.classify

    def stopping(*arguments: object) -> Iterator[object]:
        for number, result in enumerate(real(*arguments), start=1):  # type: ignore[arg-type]
            yield result
            if number == stop_at:
                classifier.gate.clear()

    classifier.classify = stopping  # type: ignore[assignment, method-assign]
    current.load()
    session.add(photos)
    qtbot.waitUntil(lambda: session.work.done == stop_at)
    assert session.work.is_classifying
    session.cancel()
    qtbot.waitUntil(is_idle)
    done = labels(session)
    assert done.count("waiting") == len(photos) - stop_at
    assert session.work.can_go_on
    classifier.gate.set()
    session.go_on()
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert labels(session)[:stop_at] == done[:stop_at]
    assert sorted(classifier.seen) == sorted(photos)


def test_pictures_that_come_while_a_cancelled_run_ends_are_classified_and_the_cancelled_ones_are_not(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    classifier.gate.clear()
    current.load()
    session.add(photos[:3])
    qtbot.waitUntil(lambda: session.work.is_classifying and not session.work.is_searching)
    session.cancel()
    classifier.gate.set()
    session.add(photos[3:4])
    qtbot.waitUntil(lambda: photos[3] in classifier.seen and is_idle())
    assert labels(session)[3] != "waiting"
    assert session.work.waiting == 3 or len(classifier.seen) == 2  # one may have been on its way when it was cancelled


def test_a_file_that_cannot_be_read_is_an_error_of_its_own(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    classifier.unreadable = frozenset({photos[1].name})
    current.load()
    session.add(photos)
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert session.work.failed == 1
    assert labels(session)[1] == "The picture data is damaged."
    classifier.unreadable = frozenset()
    session.try_again(photos[1])
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert session.work.failed == 0


def test_an_engine_that_gives_up_is_told_once_and_loses_nothing(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    told: list[BaseException] = []
    session.broke.connect(told.append)
    classifier.engine_error = UserError("The device ran out of memory.")
    current.load()
    session.add(photos)
    qtbot.waitUntil(lambda: bool(told) and is_idle())
    assert [str(error) for error in told] == ["The device ran out of memory."]
    assert session.work.waiting == len(photos)
    classifier.engine_error = None
    session.go_on()
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())


def test_pictures_taken_out_while_the_engine_works_do_not_come_back(
    session: ClassifySession,
    current: CurrentModel,
    classifier: FakeClassifier,
    photos: list[Path],
    qtbot: QtBot,
    is_idle: Callable[[], bool],
) -> None:
    classifier.gate.clear()
    current.load()
    session.add(photos)
    qtbot.waitUntil(lambda: session.work.is_classifying and not session.work.is_searching)
    assert session.remove([0, 1, 2]) == 3
    classifier.gate.set()
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert [entry.path for entry in session.pictures.store] == photos[3:]
    assert all(photo.exists() for photo in photos)


def test_files_that_are_no_pictures_are_counted_and_a_missing_folder_is_an_error_line(
    session: ClassifySession, current: CurrentModel, photos: list[Path], qtbot: QtBot, is_idle: Callable[[], bool]
) -> None:
    (photos[0].parent / "labels.tsv").write_text("a\tb\n")
    current.load()
    session.add([photos[0].parent])
    qtbot.waitUntil(lambda: session.work.waiting == 0 and is_idle())
    assert session.work.passed_over == 1
    assert session.work.pictures == len(photos)


def test_a_model_that_cannot_be_loaded_is_remembered_with_its_reason_and_can_be_tried_again(
    session: ClassifySession, current: CurrentModel, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot
) -> None:
    classifier.load_error = UserError("There is no model 'resnet50-cifar10'.")
    current.load()
    qtbot.waitUntil(lambda: current.state is State.FAILED)
    assert current.loaded is None
    session.add(photos)
    qtbot.waitUntil(lambda: not session.work.is_busy)
    assert session.work.waiting == len(photos)
    classifier.load_error = None
    current.load_again()
    qtbot.waitUntil(lambda: session.work.waiting == 0)
    assert current.state is State.READY
    assert current.error is None


def test_the_last_good_model_stays_when_the_next_one_fails(
    current: CurrentModel, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    current.load("first")
    qtbot.waitUntil(lambda: current.state is State.READY)
    classifier.load_error = UserError("The weights are damaged.")
    current.load("second")
    qtbot.waitUntil(lambda: current.state is State.FAILED)
    assert current.loaded is not None
    assert current.loaded.card.name == "first"

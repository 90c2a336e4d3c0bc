import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resnet_desktop.classification.review import Review
from resnet_desktop.classification.sessions import SaveError, SessionSaver, SessionSettings, SessionStore, saver
from resnet_desktop.classification.sessions.database import open_database
from resnet_desktop.classification.sessions.schema import SESSION
from tests.classification.sessions.conftest import MODEL, Open, found, picture


def paths(store: SessionStore) -> list[Path]:
    return [entry.path for chunk in store.load() for entry in chunk]


class WatchedStore(SessionStore):
    """Counts transactions, and tells when the first one is done."""

    def __init__(self) -> None:
        super().__init__(open_database(None, SESSION, is_exclusive=True))
        self.transactions = 0
        self.is_written = threading.Event()

    @contextmanager
    def together(self) -> Iterator[None]:
        is_outermost = not self._connection.in_transaction
        with super().together():
            yield
        if is_outermost:
            self.transactions += 1
            self.is_written.set()


@pytest.fixture
def watched() -> Iterator[WatchedStore]:
    store = WatchedStore()
    yield store
    store.close()


def test_what_happens_is_written_in_its_order_and_comes_back(store: SessionStore, open_again: Open) -> None:
    review = Review()
    saving = SessionSaver(store)
    saving.use_model(MODEL)
    saving.add(map(picture, range(6)))
    saving.put(map(found, range(5)), MODEL)
    for label in ("cat", "dog"):
        step = review.give([picture(1), picture(2)], label)
        assert step
        saving.do(step)
    for _ in range(2):
        step = review.undo()
        assert step
        saving.undo(step)
    step = review.redo()
    assert step
    saving.redo(step)
    saving.reset([picture(3)])
    saving.remove([picture(0)])
    saving.save_settings(SessionSettings(query="cat"))
    assert saving.close() is None

    store = open_again().store
    entries = [entry for chunk in store.load() for entry in chunk]
    assert [entry.path for entry in entries] == [picture(number) for number in range(1, 6)]
    assert [entry.given for entry in entries] == ["cat", "cat", "", "", ""]
    assert [entry.predicted for entry in entries] == ["class 1", "class 2", "", "class 4", ""]
    assert store.settings().query == "cat"


def test_it_is_written_soon_without_being_asked(watched: WatchedStore) -> None:
    saving = SessionSaver(watched)
    saving.add([picture(1)])
    assert watched.is_written.wait(20)
    assert paths(watched) == [picture(1)]
    assert saver.INTERVAL_S < 0.5
    saving.close()


def test_much_at_once_is_few_transactions(watched: WatchedStore) -> None:
    saving = SessionSaver(watched)
    for number in range(1_000):
        saving.add([picture(number)])
    assert saving.flush(60)
    assert watched.count() == 1_000
    saving.close()
    assert watched.transactions < 500


def test_waiting_for_nothing_is_done_at_once(watched: WatchedStore) -> None:
    saving = SessionSaver(watched)
    assert saving.flush(0)
    assert saving.close() is None
    assert saving.close() is None


def test_the_caller_never_waits_for_the_disk(watched: WatchedStore) -> None:
    saving = SessionSaver(watched)
    with watched.together():  # the disk is busy
        saving.add([picture(1)])
        saving.put([found(1)], MODEL)
    assert saving.flush(60)
    saving.close()


def test_waiting_outlasts_a_transaction_that_began_before(
    watched: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_writing, may_go_on = threading.Event(), threading.Event()
    add = watched.add

    def add_slowly(paths: Iterable[Path]) -> None:
        is_writing.set()
        may_go_on.wait(60)
        add(paths)

    monkeypatch.setattr(watched, "add", add_slowly)
    saving = SessionSaver(watched)
    saving.add([picture(1)])
    assert is_writing.wait(60)
    saving.add([picture(2)])
    threading.Timer(0.3, may_go_on.set).start()  # by then this thread waits
    assert saving.flush(60)
    assert watched.count() == 2
    saving.close()


def fill_up(store: SessionStore) -> None:
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_told_once_and_nothing_is_lost_when_there_is_room_again(watched: WatchedStore) -> None:
    told: list[SaveError | None] = []
    fill_up(watched)
    saving = SessionSaver(watched, told.append)
    saving.add(map(picture, range(2_000)))
    assert not saving.flush(60)
    saving.add([picture(2_000)])
    assert not saving.flush(60)
    (trouble,) = told
    assert str(trouble) == "This session is not being saved: the disk is full; make room, and it is saved by itself."
    assert str(saving.trouble) == str(trouble)

    watched._connection.execute("PRAGMA max_page_count = 100000")
    assert saving.flush(60)
    assert told == [trouble, None]
    assert paths(watched) == [picture(number) for number in range(2_001)]
    assert saving.close() is None


def test_closing_tells_what_could_not_be_saved(watched: WatchedStore) -> None:
    fill_up(watched)
    saving = SessionSaver(watched)
    saving.add(map(picture, range(2_000)))
    assert isinstance(saving.close(), SaveError)


def test_closing_tries_once_more(watched: WatchedStore) -> None:
    fill_up(watched)
    saving = SessionSaver(watched)
    saving.add(map(picture, range(2_000)))
    assert not saving.flush(60)
    watched._connection.execute("PRAGMA max_page_count = 100000")
    assert saving.close() is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_of_the_program_is_not_taken_for_success(watched: WatchedStore) -> None:
    saving = SessionSaver(watched)
    saving.put([3], MODEL)  # type: ignore[list-item]
    assert "start the program anew" in str(saving.close())

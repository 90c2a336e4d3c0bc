import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.review import Review
from resnet_desktop.classification.sessions import SessionSettings, SessionStore
from resnet_desktop.classification.sessions.database import open_database
from resnet_desktop.classification.sessions.schema import SESSION
from tests.classification.sessions.conftest import MODEL, OTHER_MODEL, Open, found, picture


def loaded(store: SessionStore) -> list[Entry]:
    return [entry for chunk in store.load() for entry in chunk]


def paths(store: SessionStore) -> list[Path]:
    return [entry.path for entry in loaded(store)]


def in_memory() -> SessionStore:
    return SessionStore(open_database(None, SESSION, is_exclusive=True))


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
@given(st.lists(st.lists(st.binary(max_size=6).filter(lambda name: b"\0" not in name), max_size=5), max_size=4))
@example([[b"a", "\u6f22".encode(), b'"\\u0000'], [b"\xff", b"a", b"b"]])
@settings(deadline=None)
def test_names_of_any_bytes_come_back_each_once_in_their_order(groups: list[list[bytes]]) -> None:
    names = [[Path(os.fsdecode(b"/photos/" + name)) for name in group] for group in groups]
    store = in_memory()
    for group in names:
        store.add(group)
    assert paths(store) == list(dict.fromkeys(path for group in names for path in group))
    store.close()


def test_everything_comes_back_in_its_order(store: SessionStore, open_again: Open) -> None:
    store.use_model(MODEL)
    store.add(map(picture, range(5)))
    store.put([found(0), found(3), Result.failed(picture(1), "This file is empty.")], MODEL)
    store.add([picture(9)])
    settings = SessionSettings(query="cat", threshold=0.8, selected=picture(3), recents=(Path("/photos"),))
    store.save_settings(settings)

    store = open_again().store
    assert store.count() == 6
    assert store.model() == MODEL
    assert store.settings() == settings
    entries = loaded(store)
    assert [entry.path for entry in entries] == [picture(number) for number in (0, 1, 2, 3, 4, 9)]
    assert [entry.predicted for entry in entries] == ["class 0", "", "", "class 3", "", ""]
    assert [entry.is_waiting for entry in entries] == [False, False, True, False, True, True]
    assert entries[1].error == "This file is empty."
    result = entries[3].result
    assert result is not None
    assert result.top(50) == found(3).top(50)
    assert (result.width, result.height) == (103, 80)


def test_a_new_session_is_empty(store: SessionStore) -> None:
    assert (store.count(), store.model(), store.settings()) == (0, None, SessionSettings())
    assert loaded(store) == []
    assert store.steps() == ([], [])


def test_all_results_share_one_tuple_of_labels(store: SessionStore) -> None:
    store.use_model(MODEL)
    store.add(map(picture, range(600)))
    store.put(map(found, range(600)), MODEL)
    tuples = {id(entry.result.labels) for entry in loaded(store) if entry.result}
    assert len(tuples) == 1


def test_loading_begins_with_a_few_and_others_may_write_meanwhile(store: SessionStore) -> None:
    store.add(map(picture, range(6_000)))
    chunks = store.load()
    entries = next(chunks)
    assert len(entries) <= 256
    store.add([picture(9_000)])
    store.remove([picture(5_000)])
    for chunk in chunks:
        assert len(chunk) <= 4_096
        entries += chunk
    assert [entry.path for entry in entries] == [picture(number) for number in range(6_000) if number != 5_000]


def test_a_picture_is_there_once(store: SessionStore) -> None:
    store.add([picture(1), picture(2), picture(1)])
    store.add([picture(3), picture(2)])
    assert paths(store) == [picture(1), picture(2), picture(3)]


def test_a_picture_that_is_classified_again_has_the_new_result(store: SessionStore) -> None:
    store.use_model(MODEL)
    store.add([picture(1)])
    store.put([Result.failed(picture(1), "This file is empty.")], MODEL)
    store.put([found(1)], MODEL)
    assert [entry.predicted for entry in loaded(store)] == ["class 1"]
    store.reset([picture(1), picture(2)])
    assert [entry.is_waiting for entry in loaded(store)] == [True]


def test_results_of_pictures_that_were_removed_are_passed_over(store: SessionStore) -> None:
    store.use_model(MODEL)
    store.put([found(1)], MODEL)
    assert loaded(store) == []


def test_another_model_drops_the_results_and_late_ones_of_the_old_one(store: SessionStore) -> None:
    store.use_model(MODEL)
    store.add(map(picture, range(3)))
    store.put([found(0)], MODEL)
    store.use_model(MODEL)
    assert not loaded(store)[0].is_waiting
    store.use_model(OTHER_MODEL)
    store.put([found(1)], MODEL)
    assert all(entry.is_waiting for entry in loaded(store))
    store.put([found(2, OTHER_MODEL)], OTHER_MODEL)
    assert [entry.predicted for entry in loaded(store)] == ["", "", "class 2"]
    assert store.model() == OTHER_MODEL


def test_removed_pictures_are_gone_with_all_that_was_said_of_them(store: SessionStore, open_again: Open) -> None:
    review = Review()
    store.use_model(MODEL)
    store.add(map(picture, range(4)))
    store.put(map(found, range(4)), MODEL)
    for chosen in ([1], [1, 2]):
        step = review.give(map(picture, chosen), f"class {chosen}")
        assert step
        store.do(step)
    store.remove([picture(1), picture(3)])
    store.add([picture(1)])

    store = open_again().store
    assert [(entry.path, entry.is_waiting, entry.given) for entry in loaded(store)] == [
        (picture(0), False, ""),
        (picture(2), False, "class [1, 2]"),
        (picture(1), True, ""),
    ]
    done, undone = store.steps()
    assert [step.paths for step in done] == [(picture(2),)]
    assert undone == []


def test_an_emptied_list_keeps_model_and_settings(store: SessionStore) -> None:
    step = Review().give([picture(1)], "cat")
    assert step
    store.use_model(MODEL)
    store.save_settings(SessionSettings(query="dog"))
    store.add([picture(1)])
    store.do(step)
    store.clear()
    assert (store.count(), store.steps()) == (0, ([], []))
    assert (store.model(), store.settings().query) == (MODEL, "dog")


def test_files_that_were_moved_keep_their_place_and_all_that_is_known_of_them(store: SessionStore) -> None:
    step = Review().give([picture(1)], "cat")
    assert step
    store.add([picture(1), picture(2), picture(3)])
    store.use_model(MODEL)
    store.put([found(1)], MODEL)
    store.do(step)
    store.rename({picture(1): picture(9), picture(2): picture(3), picture(8): picture(7)})
    first, *others = loaded(store)
    assert (first.path, first.given) == (picture(9), "cat")
    assert first.result is not None
    assert first.result.path == picture(9)
    assert [entry.path for entry in others] == [picture(2), picture(3)], "no picture takes the place of another"
    assert store.steps()[0][0].paths == (picture(9),)


def test_what_belongs_together_is_written_together_or_not_at_all(store: SessionStore) -> None:
    def fail() -> None:
        with store.together():
            store.add([picture(1)])
            store.add([picture(1 // 0)])

    with pytest.raises(ZeroDivisionError):
        fail()
    assert loaded(store) == []


Deed = tuple[str, list[int], str]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["give", "give", "clear", "undo", "undo", "redo", "remove", "restart"]),
        st.lists(st.integers(0, 3), max_size=4),
        st.sampled_from(["cat", "dog"]),
    ),
    max_size=30,
)


def tell(store: SessionStore, review: Review, deed: Deed) -> None:
    """Do something in the review and keep it in the store."""
    name, numbers, label = deed
    chosen = [picture(number) for number in numbers]
    match name:
        case "give" | "clear":
            step = review.give(chosen, label) if name == "give" else review.clear(chosen)
            if step:
                store.do(step)
        case "undo" if step := review.undo():
            store.undo(step)
        case "redo" if step := review.redo():
            store.redo(step)
        case "remove":
            review.forget(chosen)
            store.remove(chosen)
            store.add(chosen)


def restored(store: SessionStore) -> Review:
    given = {entry.path: entry.given for entry in loaded(store) if entry.given}
    return Review(given, *store.steps())


@settings(deadline=None)
@given(deeds)
def test_review_undo_and_redo_survive_a_restart_at_any_moment(story: list[Deed]) -> None:
    with closing(in_memory()) as store:
        store.add(map(picture, range(4)))
        review = Review()
        for deed in story:
            if deed[0] == "restart":
                review = restored(store)
            tell(store, review, deed)
            again = restored(store)
            assert again.given == review.given
            assert (again.undo_text, again.redo_text) == (review.undo_text, review.redo_text)
        again = restored(store)
        while review.can_undo or again.can_undo:
            review.undo()
            again.undo()
            assert again.given == review.given
        while review.can_redo or again.can_redo:
            review.redo()
            again.redo()
            assert again.given == review.given


def test_the_last_thousand_steps_are_kept(store: SessionStore) -> None:
    review = Review()
    store.add([picture(1)])
    with store.together():
        for number in range(1_005):
            step = review.give([picture(1)], f"class {number}")
            assert step
            store.do(step)
    done, _ = store.steps()
    assert len(done) == 1_000
    assert done[0].changes[0].before == "class 4"


@pytest.fixture
def full_store() -> Iterator[SessionStore]:
    """A session whose disk is full: SQLite says the same as when the disk says so."""
    store = in_memory()
    store.add([picture(0)])
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    yield store
    store.close()


def test_what_a_full_disk_does_not_take_is_not_half_there(full_store: SessionStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="full"):
        full_store.add(map(picture, range(1, 2_000)))
    assert paths(full_store) == [picture(0)]
    full_store._connection.execute("PRAGMA max_page_count = 100000")
    full_store.add([picture(1)])
    assert paths(full_store) == [picture(0), picture(1)]


def test_a_damaged_row_waits_to_be_classified_again(store: SessionStore) -> None:
    store.use_model(MODEL)
    store.add(map(picture, range(3)))
    store.put(map(found, range(3)), MODEL)
    store._connection.execute("UPDATE result SET probabilities = x'0102' WHERE width = 101")
    assert [entry.predicted for entry in loaded(store)] == ["class 0", "", "class 2"]
    store._connection.execute("UPDATE model SET labels = '{'")
    assert store.model() is None
    assert all(entry.is_waiting for entry in loaded(store))

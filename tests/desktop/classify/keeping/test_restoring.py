"""What comes back at the next start."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.classification.sessions import open_session
from resnet_desktop.desktop.classify.keeping import keeper
from tests.desktop.classify.keeping.conftest import Begin, Start

Wait = Callable[[Start], None]


def test_pictures_results_and_corrections_come_back_in_their_order(
    begin: Begin, wait: Wait, photos: list[Path]
) -> None:
    first = begin()
    first.session.add(photos[::-1])
    wait(first)
    first.session.reviewing.give([photos[1]], "my own")
    labels = first.labels()
    assert "" not in labels
    second = begin()
    assert [entry.path for entry in second.session.pictures.store] == photos[::-1]
    assert second.labels() == labels
    assert second.classifier.seen == []
    before, after = (each.session.pictures.store.entries[0].result for each in (first, second))
    assert before is not None
    assert after is not None
    assert after.top(6) == before.top(6)


def test_query_order_threshold_selection_and_recents_come_back(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add([photos[0].parent])
    wait(first)
    first.session.arranging.set_filter(None, "-name:coffee*")
    first.session.arranging.sort_by("name", is_descending=True)
    first.session.pictures.set_threshold(0.8)
    wait(first)
    names = first.names()
    assert names == sorted(names, reverse=True)
    assert 0 < len(names) < len(photos)
    first.selection.choose_row(3)
    second = begin()
    assert second.names() == names
    order = second.session.arranging.order
    assert (order.text, order.sort_key, order.is_descending) == ("-name:coffee*", "name", True)
    assert second.session.pictures.threshold == 0.8
    assert second.selection.chosen == first.selection.chosen
    assert second.selection.currentIndex().row() == 3
    assert second.session.whereabouts.recents == (photos[0].parent,)


def test_the_picture_looked_at_comes_back_where_nothing_is_sorted(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    first.selection.choose(photos[4])
    assert begin().selection.chosen == photos[4]


def test_what_is_added_while_the_list_comes_back_is_put_behind_it(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos[2:])
    wait(first)
    second = begin(is_idle=False)
    second.session.add([*photos[:2], photos[2]])  # as the command line does
    assert second.session.work.is_searching
    wait(second)
    assert [entry.path for entry in second.session.pictures.store] == [*photos[2:], *photos[:2]]
    assert second.classifier.seen == photos[:2]
    assert begin().names() == second.names()


def test_waiting_pictures_are_classified_at_the_next_start(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin("")
    first.session.add(photos)
    wait(first)
    assert first.session.work.waiting == len(photos)
    second = begin()
    assert second.session.work.waiting == 0
    assert second.classifier.seen == photos


def test_what_was_taken_out_stays_out(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    first.session.reviewing.give(photos[:3], "dog")
    first.session.remove([0, 2])
    second = begin()
    assert [entry.path for entry in second.session.pictures.store] == [photos[1], *photos[3:]]
    second.session.reviewing.undo()
    assert second.session.pictures.store.entries[0].given == ""
    second.session.clear()
    wait(second)
    assert second.session.work.pictures == 0
    third = begin()
    assert third.names() == []
    assert not third.session.reviewing.can_undo
    assert all(photo.is_file() for photo in photos)


def test_a_new_list_can_be_begun_while_the_old_one_comes_back(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    second = begin(is_idle=False)
    second.session.clear()
    second.session.add(photos[:1])
    wait(second)
    assert second.names() == [photos[0].name]
    assert begin().names() == [photos[0].name]


def test_opening_can_be_cancelled_and_loses_nothing(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    second = begin(is_idle=False)
    second.session.cancel()
    wait(second)
    assert len(second.names()) <= len(photos)
    assert begin().names() == [photo.name for photo in photos]


def test_files_that_were_moved_are_known_by_their_new_names(begin: Begin, wait: Wait, photos: list[Path]) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    first.session.reviewing.give([photos[0]], "dog")
    labels = first.labels()
    new = photos[0].with_name("moved.jpg")
    photos[0].rename(new)
    first.session.rename({photos[0]: new})
    assert first.labels() == labels
    assert first.session.pictures.index_of(new).row() == 0
    second = begin()
    assert second.names()[0] == "moved.jpg"
    assert second.labels() == labels
    assert second.classifier.seen == []
    second.session.reviewing.undo()
    assert second.session.pictures.store.entries[0].given == ""


def test_a_damaged_session_is_put_aside_and_told(begin: Begin, photos: list[Path], wait: Wait) -> None:
    first = begin()
    first.session.add(photos)
    wait(first)
    first.end()
    file = paths.sessions_dir() / "session.sqlite"
    file.write_bytes(b"no database" * 1000)
    second = begin()
    assert second.names() == []
    (sentence,) = second.told
    assert sentence.startswith("The saved session is damaged. It was put aside as")


def test_a_second_window_has_a_session_of_its_own(begin: Begin, photos: list[Path], wait: Wait) -> None:
    other = open_session()
    second = begin()
    assert second.told == ["Another window of this program is open, so this one has a session of its own."]
    second.session.add(photos)
    wait(second)
    other.store.close()
    assert begin().names() == []


def test_trouble_while_saving_is_told_once_and_its_end_too(
    begin: Begin, photos: list[Path], wait: Wait, qtbot: QtBot
) -> None:
    start = begin()
    saver = start.session._keeper._saver
    assert saver is not None
    connection = saver._store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")  # as a full disk
    saver.add(Path(f"/photos/{'long' * 40}/{number}") for number in range(1000))
    start.session.add(photos)
    wait(start)
    qtbot.waitUntil(lambda: bool(start.told))
    assert start.told == ["This session is not being saved: the disk is full; make room, and it is saved by itself."]
    connection.execute("PRAGMA max_page_count = 100000")
    assert saver.flush(10)
    qtbot.waitUntil(lambda: len(start.told) == 2)
    assert start.told[1] == keeper.SAVED_AGAIN
    assert begin().names()[-len(photos) :] == [photo.name for photo in photos]


def test_closing_does_not_wait_for_a_disk_that_never_answers(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, photos: list[Path], wait: Wait
) -> None:
    monkeypatch.setattr(keeper, "CLOSING_S", 0.2)
    start = begin()
    saver = start.session._keeper._saver
    assert saver is not None
    with saver._store._lock:
        start.session.add(photos)
        wait(start)
        began = time.monotonic()
        start.end()
        assert time.monotonic() - began < 5
    saver.close()

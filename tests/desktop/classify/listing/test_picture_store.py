from pathlib import Path

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop.classify.listing.picture_store import PictureStore
from tests.desktop.fakes import made_up_result

A, B, C = (Path(f"/photos/{name}.jpg") for name in "abc")


def store_of(*paths: Path) -> PictureStore:
    store = PictureStore()
    store.add(store.new_ones(map(Entry, paths)))
    return store


def counts(store: PictureStore) -> tuple[int, int, int]:
    return len(store), store.waiting, store.failed


def test_each_file_is_listed_once_in_the_order_it_came() -> None:
    store = store_of(B, A, B)
    fresh = store.new_ones([Entry(A), Entry(C), Entry(C)])
    assert fresh == [Entry(C)]
    store.add(fresh)
    assert [entry.path for entry in store] == [B, A, C]
    assert [store.row_of(path) for path in (B, A, C)] == [0, 1, 2]


def test_the_counts_follow_results_errors_and_second_tries() -> None:
    store = store_of(A, B, C)
    assert counts(store) == (3, 3, 0)
    store.put(made_up_result(A))
    store.put(Result.failed(B, "The file is empty."))
    assert counts(store) == (3, 1, 1)
    store.reset(1)
    assert counts(store) == (3, 2, 0)
    store.put(made_up_result(B))
    assert counts(store) == (3, 1, 0)


def test_a_result_that_comes_twice_counts_once() -> None:
    store = store_of(A)
    for _ in range(2):
        store.put(Result.failed(A, "The file is empty."))
    assert counts(store) == (1, 0, 1)
    store.put(made_up_result(A))
    assert counts(store) == (1, 0, 0)


def test_removed_files_leave_no_trace_and_the_rest_keeps_its_order() -> None:
    store = store_of(A, B, C)
    store.put(Result.failed(A, "The file is empty."))
    assert store.remove([0, 1]) == [A, B]
    assert counts(store) == (1, 1, 0)
    assert store.row_of(C) == 0
    assert store.put(made_up_result(A)) is None
    assert store.new_ones([Entry(A)]) == [Entry(A)]
    assert store.removals == 1


def test_taking_out_of_the_middle_moves_only_what_comes_later() -> None:
    store = store_of(A, B, C)
    store.remove([1])
    assert [store.row_of(path) for path in (A, B, C)] == [0, None, 1]
    store.put(made_up_result(C))
    assert store.entries[1].result is not None


def test_entries_that_come_with_results_count_as_done() -> None:
    store = PictureStore()
    store.add([Entry(A, made_up_result(A), "dog"), Entry(B, Result.failed(B, "The file is empty.")), Entry(C)])
    assert counts(store) == (3, 1, 1)
    assert store.entries[0].given == "dog"


def test_what_a_person_said_outlives_a_new_result() -> None:
    store = store_of(A)
    store.give(0, "dog")
    store.put(made_up_result(A))
    assert store.entries[0].given == "dog"
    store.give(0, "")
    assert store.entries[0].given == ""
    assert store.entries[0].result is not None


def test_the_waiting_are_found() -> None:
    store = store_of(A, B, C)
    store.put(made_up_result(A))
    store.put(Result.failed(C, "The file is empty."))
    assert store.waiting_places() == [B]


def test_the_last_ones_can_be_dropped() -> None:
    store = store_of(A, B, C)
    store.put(Result.failed(C, "The file is empty."))
    store.drop_last(2)
    assert counts(store) == (1, 1, 0)
    assert [store.row_of(path) for path in (A, B, C)] == [0, None, None]
    assert store.removals == 1
    store.drop_last(5)
    assert counts(store) == (0, 0, 0)


def test_a_file_that_was_moved_does_not_take_the_place_of_another() -> None:
    store = store_of(A, B)
    moved = Path("/sorted/a.jpg")
    assert store.rename({A: B, B: moved}) == [1]
    assert [entry.path for entry in store] == [A, moved]
    assert [store.row_of(path) for path in (A, B, moved)] == [0, None, 1]


def test_a_file_is_known_by_its_path_and_by_its_text() -> None:
    store = PictureStore()
    store.add([Entry(str(A)), Entry(B)])
    assert store.new_ones([Entry(A), Entry(str(B)), Entry(C), Entry(str(C))]) == [Entry(str(C))]
    assert (store.row_of(A), store.row_of(str(B))) == (0, 1)
    store.put(made_up_result(A))
    assert store.entries[0].path == A
    assert store.rename({A: C}) == [0]
    assert (store.row_of(str(A)), store.row_of(str(C))) == (None, 0)

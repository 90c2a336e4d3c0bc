"""The promises of `classify`: order, one result for each path, bounded memory, errors that stay where they belong."""

import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Result, classify
from resnet_desktop.engines import EngineError
from resnet_desktop.images import Input, Picture, Preprocessing, decode, reading
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import Card
from tests.classification.conftest import SHADES, FakeEngine


def decoding_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("decoding")]


@settings(deadline=None, max_examples=30)
@given(
    choices=st.lists(st.integers(-2, SHADES - 1), max_size=40),
    batch_size=st.integers(1, 12),
    workers=st.integers(1, 4),
)
def test_every_path_gets_its_own_result_in_its_place(
    choices: list[int], batch_size: int, workers: int, greys: list[Path], broken: Path, card: Card
) -> None:
    paths = [greys[choice] if choice >= 0 else broken if choice == -1 else Path("not-there.jpg") for choice in choices]
    engine = FakeEngine()

    found = list(classify(iter(paths), engine, card, control=Control(), batch_size=batch_size, workers=workers))

    assert [result.path for result in found] == paths
    assert [result.is_error for result in found] == [choice < 0 for choice in choices]
    seen = [result.top(1)[0].index for result in found if not result.is_error]
    assert seen == [choice for choice in choices if choice >= 0]
    assert all(size <= batch_size for size in engine.batches)
    assert not decoding_threads()


def test_a_result_tells_size_labels_and_probabilities(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    (result,) = classify([greys[3]], engine, card, control=Control())
    assert (result.width, result.height) == (11, 20)
    assert result.labels is card.labels
    assert result.probabilities is not None
    np.testing.assert_allclose(result.probabilities.sum(), 1, rtol=1e-6)
    assert result.top(1)[0].label == "class 3"


def test_errors_say_what_is_wrong_with_the_file(broken: Path, engine: FakeEngine, card: Card) -> None:
    first, second = classify([broken, Path("not-there.jpg")], engine, card, control=Control())
    assert first.error
    assert "\n" not in first.error
    assert second.error == "The file does not exist."
    assert engine.batches == []


def test_full_batches_are_run_where_pictures_are_ready(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    list(classify(greys * 4, engine, card, control=Control()))
    assert sum(engine.batches) == 64
    assert max(engine.batches) == engine.best_batch_size


def test_the_engine_runs_in_the_callers_thread(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    list(classify(greys, engine, card, control=Control()))
    assert engine.thread is threading.current_thread()


def test_100_000_paths_are_taken_only_as_far_ahead_as_three_batches(engine: FakeEngine, card: Card) -> None:
    ready = Input(np.full((8, 8, 3), 32, np.uint8), 8, 8)
    taken = done = furthest = 0

    def paths() -> Iterator[Path]:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield Path(f"{number}.jpg")

    for result in classify(paths(), engine, card, control=Control(), workers=2, read=lambda *_: ready):
        assert result.path.name == f"{done}.jpg"
        furthest = max(furthest, taken - done)
        done += 1

    assert done == 100_000
    assert furthest <= 3 * engine.best_batch_size + 2 * 2


def test_a_slow_search_does_not_hold_up_ready_pictures(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    seen = threading.Event()
    was_seen = []

    def paths() -> Iterator[Path]:
        yield from greys[:3]
        was_seen.append(seen.wait(20))
        yield greys[3]

    with closing(classify(paths(), engine, card, control=Control())) as results:
        assert len(list(islice(results, 3))) == 3
        seen.set()
        assert [result.path for result in results] == [greys[3]]
    assert was_seen == [True], "the first three came only after the fourth was found"


def test_cancelling_loses_one_batch_at_most_and_leaves_no_thread(
    greys: list[Path], engine: FakeEngine, card: Card
) -> None:
    control = Control()
    engine.before = lambda number: control.cancel() if number == 3 else None
    done: list[Result] = []

    with pytest.raises(Cancelled):
        done.extend(classify(greys * 100, engine, card, control=control))

    assert len(engine.batches) == 3
    assert len(done) == sum(engine.batches), "the batch in work when it was cancelled still comes out"
    assert not decoding_threads()


def test_cancelling_ends_the_wait_for_a_picture_that_takes_long(engine: FakeEngine, card: Card) -> None:
    control, is_decoding, may_end = Control(), threading.Event(), threading.Event()

    def read_slowly(_path: Path, _preprocessing: Preprocessing, _control: Control) -> Input:
        is_decoding.set()
        may_end.wait(20)
        return Input(np.zeros((8, 8, 3), np.uint8), 8, 8)

    def cancel() -> None:
        is_decoding.wait(20)
        control.cancel()
        may_end.set()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(Cancelled):
        list(classify([Path("a.jpg"), Path("b.jpg")], engine, card, control=control, read=read_slowly))
    canceller.join()
    assert engine.batches == []


def test_nothing_is_started_when_it_was_cancelled_before(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        next(classify(greys, engine, card, control=control))
    assert engine.batches == []


def test_an_engine_that_fails_is_one_error(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    def fail(number: int) -> None:
        if number == 2:
            raise EngineError("The device is gone")

    engine.before = fail
    done: list[Result] = []
    with pytest.raises(EngineError, match="The device is gone"):
        done.extend(classify(greys * 100, engine, card, control=Control()))
    assert len(done) == engine.batches[0]
    assert not decoding_threads()


def test_closing_it_early_ends_its_threads(greys: list[Path], engine: FakeEngine, card: Card) -> None:
    results = classify(greys * 100, engine, card, control=Control())
    next(results)
    assert decoding_threads()
    results.close()
    assert not decoding_threads()


def test_an_error_of_the_search_comes_after_the_results_before_it(
    greys: list[Path], engine: FakeEngine, card: Card
) -> None:
    def paths() -> Iterator[Path]:
        yield from greys[:5]
        raise OSError("the disk was pulled out")

    results = classify(paths(), engine, card, control=Control())
    assert [result.path for result in islice(results, 5)] == greys[:5]
    with pytest.raises(OSError, match="pulled out"):
        next(results)
    assert not decoding_threads()


def test_numbers_that_are_none_fail_that_picture_only(greys: list[Path], card: Card) -> None:
    class Broken(FakeEngine):
        def predict(self, batch: np.ndarray) -> np.ndarray:
            probabilities = super().predict(batch)
            probabilities[batch[:, 4, 4, 0] == 32] = np.nan
            return probabilities

    found = list(classify(greys[:4], Broken(), card, control=Control()))
    assert [result.is_error for result in found] == [False, False, True, False]


def test_memory_that_runs_out_fails_that_picture_only(
    greys: list[Path], engine: FakeEngine, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_the_first(path: Path, short_side: int) -> Picture:
        if path == greys[0]:
            raise MemoryError
        return decode(path, short_side)

    monkeypatch.setattr(reading, "decode", refuse_the_first)
    found = list(classify(greys[:3], engine, card, control=Control()))
    assert [result.error for result in found] == ["There is not enough memory for this picture.", None, None]

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from resnet_desktop.classification import Result, classify
from resnet_desktop.classification.sessions import (
    ResultCache,
    classify_with_cache,
    find_changed,
    looking_ahead,
)
from resnet_desktop.engines import EngineError
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import Card
from tests.classification.conftest import SHADES, FakeEngine


def later() -> float:
    """The time in an hour: files that were made just now count as settled."""
    return time.time() + 3_600


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ResultCache]:
    with closing(ResultCache(tmp_path / "results.sqlite", clock=later)) as cache:
        yield cache


Run = Callable[[list[Path]], list[Result]]


@pytest.fixture
def run(cache: ResultCache, engine: FakeEngine, card: Card) -> Run:
    def classify_them(paths: list[Path]) -> list[Result]:
        return list(classify_with_cache(iter(paths), engine, card, cache=cache, control=Control()))

    return classify_them


def threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith(("decoding", "looking"))]


def computed(engine: FakeEngine) -> int:
    return sum(engine.batches)


@settings(deadline=None, max_examples=25)
@given(
    known=st.sets(st.integers(-1, SHADES - 1)),
    choices=st.lists(st.integers(-2, SHADES - 1), max_size=40),
    batch_size=st.integers(1, 8),
)
def test_known_or_not_every_path_gets_its_own_result_in_its_place(
    known: set[int],
    choices: list[int],
    batch_size: int,
    greys: list[Path],
    broken: Path,
    card: Card,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def path(choice: int) -> Path:
        return greys[choice] if choice >= 0 else broken if choice == -1 else Path("/not there.jpg")

    engine = FakeEngine()
    with closing(ResultCache(tmp_path_factory.mktemp("cache") / "results.sqlite", clock=later)) as cache:
        paths = [path(choice) for choice in choices]
        list(classify_with_cache(map(path, sorted(known)), engine, card, cache=cache, control=Control()))
        engine.batches.clear()
        found = list(
            classify_with_cache(iter(paths), engine, card, cache=cache, control=Control(), batch_size=batch_size)
        )
    assert [result.path for result in found] == paths
    assert [result.is_error for result in found] == [choice < 0 for choice in choices]
    assert [result.best.index for result in found if result.best] == [choice for choice in choices if choice >= 0]
    assert computed(engine) == sum(choice >= 0 and choice not in known for choice in choices)
    assert not threads()


def test_nothing_is_computed_twice(run: Run, engine: FakeEngine, greys: list[Path], broken: Path) -> None:
    first = run([*greys, broken])
    assert computed(engine) == len(greys)
    again = run([*greys, broken])
    assert computed(engine) == len(greys)
    assert [result.top(16) for result in again] == [result.top(16) for result in first]
    assert again[-1].error == first[-1].error


def test_a_file_that_changed_is_computed_again(run: Run, engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (9, 9), 32).save(path)
    assert [result.best and result.best.index for result in run([path])] == [2]
    Image.new("L", (19, 19), 48).save(path)
    assert [result.best and result.best.index for result in run([path])] == [3]
    assert computed(engine) == 2


def test_another_model_or_precision_computes_again(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path], run: Run
) -> None:
    run(greys[:3])
    warmer = replace(card, temperature=2.0)
    list(classify_with_cache(greys[:3], engine, warmer, cache=cache, control=Control()))
    engine.precision = "bf16"
    run(greys[:3])
    assert computed(engine) == 9
    engine.precision = "f32"
    run(greys[:3])
    assert computed(engine) == 9


def test_a_moved_picture_is_known_by_its_content_where_that_is_wanted(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path], tmp_path: Path
) -> None:
    def classify_it(path: Path) -> Result:
        (result,) = classify_with_cache([path], engine, card, cache=cache, control=Control(), by_content=True)
        return result

    classify_it(greys[4])
    for name in ("first.png", "second.png"):
        (tmp_path / name).write_bytes(greys[4].read_bytes())
        result = classify_it(tmp_path / name)
        assert result.best
        assert (result.path, result.best.index) == (tmp_path / name, 4)
    assert computed(engine) == 1


def test_known_pictures_come_before_the_search_has_found_an_unknown_one(
    run: Run, cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    run(greys[:3])
    seen, was_seen = threading.Event(), []

    def paths() -> Iterator[Path]:
        yield from greys[:3]
        was_seen.append(seen.wait(20))
        yield greys[3]

    with closing(classify_with_cache(paths(), engine, card, cache=cache, control=Control())) as results:
        assert len(list(islice(results, 3))) == 3
        seen.set()
        assert [result.path for result in results] == [greys[3]]
    assert was_seen == [True]


def test_known_pictures_behind_a_single_unknown_one_do_not_wait_for_a_full_batch(
    run: Run, cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    run(greys[1:4])
    seen, was_seen = threading.Event(), []

    def paths() -> Iterator[Path]:
        yield from greys[:4]
        was_seen.append(seen.wait(20))

    with closing(classify_with_cache(paths(), engine, card, cache=cache, control=Control())) as results:
        assert [result.path for result in islice(results, 4)] == greys[:4]
        seen.set()
        assert list(results) == []
    assert was_seen == [True]


def test_unknown_pictures_share_batches_across_known_ones(run: Run, engine: FakeEngine, greys: list[Path]) -> None:
    run(greys[:1])
    engine.batches.clear()
    paths = [path for grey in greys[1:] for path in (grey, *[greys[0]] * 50)]
    assert [result.path for result in run(paths)] == paths
    assert max(engine.batches) > 1


def test_it_looks_only_a_bounded_way_ahead(
    run: Run, cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_ahead, "_ROOM", 10)
    run(greys[:1])
    taken = done = furthest = 0

    def paths() -> Iterator[Path]:
        nonlocal taken
        for _ in range(2_000):
            taken += 1
            yield greys[0]

    for _ in classify_with_cache(paths(), engine, card, cache=cache, control=Control()):
        furthest = max(furthest, taken - done)
        done += 1
    assert done == 2_000
    assert furthest <= 13


def test_the_files_are_looked_at_in_another_thread(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    where = set()

    def paths() -> Iterator[Path]:
        where.add(threading.current_thread())
        yield greys[0]

    list(classify_with_cache(paths(), engine, card, cache=cache, control=Control()))
    assert threading.current_thread() not in where
    assert engine.thread is threading.current_thread()


@pytest.mark.parametrize("are_known", [False, True])
def test_cancelling_leaves_no_thread_and_keeps_what_was_computed(
    are_known: bool, run: Run, cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    if are_known:
        run(greys)
    control = Control()
    results = classify_with_cache(iter(greys * 500), engine, card, cache=cache, control=control)
    list(islice(results, 8))
    control.cancel()
    with pytest.raises(Cancelled):
        list(results)
    assert not threads()
    engine.batches.clear()
    run(greys[:8])
    assert computed(engine) == 0


def test_cancelling_while_the_search_finds_nothing_more(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    control = Control()

    def paths() -> Iterator[Path]:
        yield from greys[:2]
        control.cancel()
        yield from greys[2:]

    with pytest.raises(Cancelled):
        list(classify_with_cache(paths(), engine, card, cache=cache, control=control))
    assert not threads()


def test_closing_it_early_ends_its_threads(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    results = classify_with_cache(iter(greys * 500), engine, card, cache=cache, control=Control())
    next(results)
    assert threads()
    results.close()
    assert not threads()


def test_an_engine_that_fails_is_one_error(
    cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    def fail(number: int) -> None:
        if number == 2:
            raise EngineError("The device is gone")

    engine.before = fail
    done: list[Result] = []
    with pytest.raises(EngineError, match="The device is gone"):
        done.extend(classify_with_cache(iter(greys * 50), engine, card, cache=cache, control=Control()))
    assert len(done) == engine.batches[0]
    assert not threads()


def test_an_error_of_the_search_comes_after_the_results_before_it(
    run: Run, cache: ResultCache, engine: FakeEngine, card: Card, greys: list[Path]
) -> None:
    run(greys[1:3])

    def paths() -> Iterator[Path]:
        yield from greys[:5]
        raise OSError("the disk was pulled out")

    results = classify_with_cache(paths(), engine, card, cache=cache, control=Control())
    assert [result.path for result in islice(results, 5)] == greys[:5]
    with pytest.raises(OSError, match="pulled out"):
        next(results)
    assert not threads()


def test_without_a_cache_that_works_everything_is_computed(
    engine: FakeEngine, card: Card, greys: list[Path], tmp_path: Path
) -> None:
    cache = ResultCache(tmp_path)  # a folder
    for _ in range(2):
        found = list(classify_with_cache(iter(greys), engine, card, cache=cache, control=Control()))
        assert [result.path for result in found] == greys
    assert computed(engine) == 2 * len(greys)


def test_the_results_are_those_of_classify(run: Run, engine: FakeEngine, card: Card, greys: list[Path]) -> None:
    plain = list(classify(greys, engine, card, control=Control()))
    for found in (run(greys), run(greys)):
        for ours, theirs in zip(found, plain, strict=True):
            assert ours.top(16) == theirs.top(16)
            assert (ours.width, ours.height, ours.labels) == (theirs.width, theirs.height, card.labels)


def test_changed_files_of_a_session_are_found(
    run: Run, cache: ResultCache, engine: FakeEngine, card: Card, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(4)]
    for path in paths:
        Image.new("L", (9, 9), 32).save(path)
    run(paths)
    Image.new("L", (30, 30), 64).save(paths[1])
    paths[2].unlink()
    assert list(find_changed(paths, engine, card, cache=cache, control=Control())) == [paths[1]]
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        next(find_changed(paths, engine, card, cache=cache, control=control))

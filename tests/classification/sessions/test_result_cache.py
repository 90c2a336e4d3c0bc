import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop import paths
from resnet_desktop.classification import Result, classify
from resnet_desktop.classification.sessions import FileStamp, ModelStamp, ResultCache
from resnet_desktop.images.reasons import file_reason
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card
from tests.classification.conftest import FakeEngine
from tests.classification.sessions.conftest import MODEL, OTHER_MODEL

STAMP = FileStamp(1_000, 1_700_000_000_123_456_789)


class Clock:
    """Stands still until it is told otherwise; an hour ahead, so that new files count as written long ago."""

    def __init__(self) -> None:
        self.now = time.time() + 3_600

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> Iterator[ResultCache]:
    with closing(ResultCache(tmp_path / "cache" / "results.sqlite", clock=clock)) as cache:
        yield cache


def result(name: str, model: ModelStamp = MODEL) -> Result:
    values = np.linspace(0.001, 0.002, len(model.labels), dtype=np.float32)
    values[2] = 0.75
    return Result(Path("/photos") / name, 640, 480, values, model.labels)


def keep(cache: ResultCache, *results: Result, stamp: FileStamp = STAMP, model: ModelStamp = MODEL) -> None:
    for each in results:
        cache.keep(each, stamp, model)
    cache.flush()


def test_a_result_is_known_for_the_same_file_and_model(cache: ResultCache) -> None:
    keep(cache, result("a.jpg"))
    known = cache.known(Path("/photos/a.jpg"), STAMP, MODEL)
    assert known is not None
    assert known.path == Path("/photos/a.jpg")
    assert known.top(50) == result("a.jpg").top(50)
    assert (known.width, known.height) == (640, 480)
    assert known.labels is MODEL.labels


@pytest.mark.parametrize(
    ("path", "stamp", "model"),
    [
        ("/photos/b.jpg", STAMP, MODEL),
        ("/photos/a.jpg", FileStamp(1_001, STAMP.mtime_ns), MODEL),
        ("/photos/a.jpg", FileStamp(1_000, STAMP.mtime_ns + 1), MODEL),
        ("/photos/a.jpg", None, MODEL),
        ("/photos/a.jpg", STAMP, OTHER_MODEL),
    ],
)
def test_another_file_or_model_is_not_known(
    path: str, stamp: FileStamp | None, model: ModelStamp, cache: ResultCache
) -> None:
    keep(cache, result("a.jpg"))
    assert cache.known(Path(path), stamp, model) is None


def test_it_outlives_the_program(cache: ResultCache, tmp_path: Path) -> None:
    keep(cache, result("a.jpg"))
    cache.close()
    assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None, "a closed one knows nothing"
    with closing(ResultCache(tmp_path / "cache" / "results.sqlite")) as again:
        assert again.known(Path("/photos/a.jpg"), STAMP, MODEL)


def test_it_lies_where_things_lie_that_can_be_made_again() -> None:
    ResultCache().close()
    assert (paths.cache_dir() / "results.sqlite").is_file()


def test_the_newer_result_of_a_file_takes_the_place_of_the_older_one(cache: ResultCache) -> None:
    newer = FileStamp(2_000, STAMP.mtime_ns + 5)
    keep(cache, result("a.jpg"))
    keep(cache, Result.failed(Path("/photos/a.jpg"), "This file is empty."), stamp=newer)
    known = cache.known(Path("/photos/a.jpg"), newer, MODEL)
    assert known is not None
    assert known.error == "This file is empty."
    assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None


def test_models_do_not_drive_each_other_out(cache: ResultCache) -> None:
    keep(cache, result("a.jpg"))
    keep(cache, result("a.jpg", OTHER_MODEL), model=OTHER_MODEL)
    for model in (MODEL, OTHER_MODEL):
        known = cache.known(Path("/photos/a.jpg"), STAMP, model)
        assert known is not None
        assert known.labels == model.labels


def test_a_file_that_moved_is_known_by_its_content(cache: ResultCache) -> None:
    with_content = FileStamp(STAMP.size, STAMP.mtime_ns, b"x" * 32)
    keep(cache, result("a.jpg"), stamp=with_content)
    elsewhere = FileStamp(STAMP.size, 5, b"x" * 32)
    known = cache.known(Path("/other/b.jpg"), elsewhere, MODEL)
    assert known is not None
    assert known.path == Path("/other/b.jpg")
    assert cache.known(Path("/other/b.jpg"), FileStamp(STAMP.size, 5, b"y" * 32), MODEL) is None
    assert cache.known(Path("/other/b.jpg"), FileStamp(STAMP.size, 5), MODEL) is None


def test_errors_are_known_by_the_file_only(cache: ResultCache) -> None:
    with_content = FileStamp(STAMP.size, STAMP.mtime_ns, b"x" * 32)
    failed = Result.failed(Path("/photos/a.png"), "This is no PNG file, although its name says so.")
    keep(cache, failed, stamp=with_content)
    assert cache.known(Path("/photos/a.png"), STAMP, MODEL)
    assert cache.known(Path("/photos/a.jpg"), with_content, MODEL) is None


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_errors_that_may_pass_by_themselves_are_not_kept(code: int, cache: ResultCache) -> None:
    reason = file_reason(OSError(code, os.strerror(code)))
    if code in (errno.EISDIR, errno.ELOOP):  # such a thing has no stamp
        assert FileStamp.of(paths.home()) is None
        return
    keep(cache, Result.failed(Path("/photos/a.jpg"), reason))
    assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n but then nothing", b"8BPS" + b"\0" * 40, b"hello"])
def test_errors_of_damaged_files_are_kept(
    content: bytes, cache: ResultCache, engine: FakeEngine, card: Card, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.jpg"
    path.write_bytes(content)
    (failed,) = classify([path], engine, card, control=Control())
    assert failed.error
    keep(cache, failed)
    known = cache.known(path, STAMP, MODEL)
    assert known is not None
    assert known.error == failed.error


def test_lack_of_memory_is_not_kept(cache: ResultCache) -> None:
    keep(cache, Result.failed(Path("/photos/a.jpg"), "There is not enough memory for this picture."))
    assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None


def test_a_file_that_was_written_just_now_is_not_kept(cache: ResultCache, clock: Clock) -> None:
    fresh = FileStamp(1_000, round((clock.now - 1) * 1e9))
    keep(cache, result("a.jpg"), stamp=fresh)
    assert cache.known(Path("/photos/a.jpg"), fresh, MODEL) is None


def test_files_can_be_forgotten(cache: ResultCache) -> None:
    keep(cache, result("a.jpg"), result("b.jpg"))
    cache.keep(result("c.jpg"), STAMP, MODEL)
    cache.forget([Path("/photos/a.jpg"), Path("/photos/c.jpg")])
    known = [cache.known(Path(f"/photos/{name}.jpg"), STAMP, MODEL) for name in "abc"]
    assert [each is not None for each in known] == [False, True, False]


def test_only_a_file_that_is_another_one_now_is_changed(cache: ResultCache, tmp_path: Path) -> None:
    same, changed, gone, unknown = (tmp_path / f"{name}.jpg" for name in ("same", "changed", "gone", "unknown"))
    for path in (same, changed, gone, unknown):
        path.write_bytes(b"one")
        if path != unknown:
            cache.keep(Result.failed(path, "This file is damaged."), FileStamp.of(path), MODEL)
    cache.flush()
    changed.write_bytes(b"longer")
    gone.unlink()
    assert [path.stem for path in (same, changed, gone, unknown) if cache.is_changed(path, MODEL)] == ["changed"]


def test_its_file_stays_small_and_what_was_used_longest_ago_goes_first(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "results.sqlite"
    with closing(ResultCache(path, most_bytes=400_000, clock=clock)) as cache:
        for number in range(2_000):
            clock.now += 10
            cache.keep(result(f"{number}.jpg"), STAMP, MODEL)
            if number % 200 == 0:
                clock.now += 7_200
                assert cache.known(Path("/photos/0.jpg"), STAMP, MODEL) or number == 0, "it was used all the time"
        cache.flush()
        known = [number for number in range(2_000) if cache.known(Path(f"/photos/{number}.jpg"), STAMP, MODEL)]
    assert known[0] == 0
    assert known[1:] == list(range(known[1], 2_000))
    assert 300 < len(known) < 1_500
    assert path.stat().st_size < 700_000


def test_two_programs_can_use_it_at_once(cache: ResultCache, tmp_path: Path, clock: Clock) -> None:
    with closing(ResultCache(tmp_path / "cache" / "results.sqlite", clock=clock)) as other:
        keep(cache, result("a.jpg"))
        keep(other, result("b.jpg"))
        for each in (cache, other):
            assert each.known(Path("/photos/a.jpg"), STAMP, MODEL)
            assert each.known(Path("/photos/b.jpg"), STAMP, MODEL)


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    path.write_bytes(b"nothing that it could be" * 100)
    with closing(ResultCache(path)) as cache:
        keep(cache, result("a.jpg"))
        assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL)


def test_a_newer_programs_cache_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    ResultCache(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with closing(ResultCache(path)) as cache:
        keep(cache, result("a.jpg"))
        assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)


def test_where_there_can_be_no_cache_nothing_is_known_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(ResultCache(tmp_path / "file" / "results.sqlite")) as cache:
        keep(cache, result("a.jpg"))
        assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL) is None
        assert not cache.is_changed(Path("/photos/a.jpg"), MODEL)


def test_a_full_disk_costs_only_what_was_new(cache: ResultCache) -> None:
    keep(cache, result("a.jpg"))
    assert cache._connection
    (pages,) = cache._connection.execute("PRAGMA page_count").fetchone()
    cache._connection.execute(f"PRAGMA max_page_count = {pages}")
    keep(cache, *(result(f"{number}.jpg") for number in range(60)))
    assert cache.known(Path("/photos/a.jpg"), STAMP, MODEL)
    assert cache.known(Path("/photos/59.jpg"), STAMP, MODEL) is None

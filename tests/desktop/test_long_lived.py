import gc
import weakref
from collections.abc import Iterator

import pytest

from resnet_desktop.desktop import long_lived as module
from resnet_desktop.desktop.long_lived import LongLived, many_records


class Record:
    """Something that can be held weakly."""


@pytest.fixture
def records() -> Iterator[LongLived]:
    made = LongLived()
    yield made
    made.end()


def test_many_records_are_left_out_of_collections_and_few_are_not(records: LongLived) -> None:
    before = gc.get_freeze_count()
    records.grow(module._OFTEN - 1)
    assert gc.get_freeze_count() == before
    records.grow(1)
    assert gc.get_freeze_count() > before
    frozen = gc.get_freeze_count()
    records.grow(1)
    assert gc.get_freeze_count() == frozen


def test_a_frozen_record_still_goes_when_nobody_holds_it(records: LongLived) -> None:
    record = Record()
    is_there = weakref.ref(record)
    records.grow(module._OFTEN)
    del record
    assert is_there() is None


def test_afterwards_cycles_are_found_again(records: LongLived) -> None:
    record = Record()
    record.itself = record  # type: ignore[attr-defined]
    is_there = weakref.ref(record)
    records.grow(module._OFTEN)
    del record
    records.end()
    gc.collect()
    assert is_there() is None


def test_no_full_collection_comes_while_jobs_make_many_records() -> None:
    before, generations = gc.get_threshold(), set[int]()

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            generations.add(info["generation"])

    gc.callbacks.append(note)
    try:
        with many_records():
            with many_records():
                records = [[number] for number in range(200_000)]
            records += [[number] for number in range(200_000)]
            assert gc.get_threshold() != before
    finally:
        gc.callbacks.remove(note)
    assert generations == {0, 1}
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() >= len(records)
    gc.unfreeze()

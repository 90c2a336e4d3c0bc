import gc
import weakref
from collections.abc import Iterator

import pytest

from resnet_desktop.desktop import long_lived as module
from resnet_desktop.desktop.long_lived import LongLived


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

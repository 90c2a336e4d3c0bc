import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from resnet_desktop.classification.searching_ahead import SearchingAhead
from resnet_desktop.images import PictureSearch
from resnet_desktop.jobs import Cancelled, Control


def ahead(search: Iterator[Path], control: Control | None = None) -> SearchingAhead:
    return SearchingAhead(cast("PictureSearch", search), control or Control())


def test_the_total_is_known_before_the_paths_are_used(sample_photos: list[Path]) -> None:
    search = PictureSearch([sample_photos[0].parent])
    with SearchingAhead(search, Control()) as paths:
        found = iter(paths)
        first = next(found)
        paths._thread.join(20)
        assert paths.total == len(sample_photos)
        assert [first, *found] == sample_photos
    assert search.passed_over == 1


def test_leaving_ends_a_search_that_goes_on_for_ever() -> None:
    def search() -> Iterator[Path]:
        while True:
            yield Path("a.jpg")

    with ahead(search()) as paths:
        assert next(iter(paths)) == Path("a.jpg")
    assert paths.total is None


def test_cancelling_ends_the_wait_for_a_slow_search() -> None:
    control, is_over = Control(), threading.Event()

    def search() -> Iterator[Path]:
        yield Path("a.jpg")
        is_over.wait(20)

    with ahead(search(), control) as paths:
        found = iter(paths)
        assert next(found) == Path("a.jpg")
        control.cancel()
        with pytest.raises(Cancelled):
            next(found)
        is_over.set()


def test_an_error_of_the_search_comes_after_what_it_found() -> None:
    def search() -> Iterator[Path]:
        yield Path("a.jpg")
        raise OSError("the disk was pulled out")

    with ahead(search()) as paths:
        found = iter(paths)
        assert next(found) == Path("a.jpg")
        with pytest.raises(OSError, match="pulled out"):
            next(found)

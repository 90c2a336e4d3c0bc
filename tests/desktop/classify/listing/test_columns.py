from pathlib import Path

import numpy as np

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.arrangement import SORT_KEYS
from resnet_desktop.desktop.classify.listing.columns import COLUMNS

PATH = Path("/photos/birds/a.jpg")


def texts(entry: Entry) -> list[str]:
    return [column.text(entry, 0.5) for column in COLUMNS]


def test_a_classified_picture_fills_every_column() -> None:
    result = Result(PATH, 4032, 3024, np.array([0.375, 0.5, 0.125], np.float32), ("cat", "dog", "frog"))
    folder = str(Path("/photos/birds"))
    assert texts(Entry(PATH, result)) == ["a.jpg", "dog", "50.0 %", "", "12.5 %", "4,032 × 3,024", folder]  # noqa: RUF001


def test_numbers_of_another_class_than_the_one_shown_are_left_out() -> None:
    result = Result(PATH, 8, 8, np.array([0.375, 0.5, 0.125], np.float32), ("cat", "dog", "frog"))
    folder = str(Path("/photos/birds"))
    assert texts(Entry(PATH, result, "frog")) == ["a.jpg", "frog", "", "Corrected", "", "8 × 8", folder]  # noqa: RUF001
    assert texts(Entry(PATH, result, "dog"))[1:5] == ["dog", "50.0 %", "Confirmed", "12.5 %"]


def test_numbers_that_nobody_knows_are_left_out() -> None:
    folder = str(Path("/photos/birds"))
    assert texts(Entry(PATH)) == ["a.jpg", "", "", "Waiting", "", "", folder]
    failed = Entry(PATH, Result.failed(PATH, "The file is empty."))
    assert texts(failed) == ["a.jpg", "", "", "Unreadable", "", "", folder]


def test_every_column_can_be_sorted_by_and_begins_with_what_people_want_to_see() -> None:
    for column in COLUMNS:
        assert SORT_KEYS[column.sort_key].is_descending == column.is_descending

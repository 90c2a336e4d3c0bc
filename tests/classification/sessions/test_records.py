import os
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Result
from resnet_desktop.classification.sessions.records import (
    ResultRow,
    bytes_to_path,
    json_to_labels,
    labels_to_json,
    path_to_bytes,
    result_to_row,
    row_to_result,
    rows_to_results,
)

PATH = Path("/photos/rex.jpg")


def made_up(classes: int, seed: int = 0) -> Result:
    values = np.random.default_rng(seed).random(classes).astype(np.float32)
    return Result(PATH, 640, 480, values / values.sum(), tuple(f"class {index}" for index in range(classes)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names are text")
@settings(deadline=None)
@given(st.binary(min_size=1))
def test_a_name_of_any_bytes_comes_back_as_it_was(name: bytes) -> None:
    path = Path(os.fsdecode(name))
    raw = path_to_bytes(path)
    assert raw is not None
    assert bytes_to_path(raw) == path
    assert os.fsencode(bytes_to_path(raw) or "") == os.fsencode(path)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_name_of_any_letters_comes_back_as_it_was(name: str) -> None:
    assert bytes_to_path(path_to_bytes(Path(name))) == Path(name)


@pytest.mark.skipif(sys.platform == "win32", reason="there this is a possible name")
def test_a_path_that_no_file_can_have_is_left_out() -> None:
    assert path_to_bytes(Path("\ud800.jpg")) is None


@settings(deadline=None)
@given(classes=st.sampled_from([2, 10, 50, 51, 300]), seed=st.integers(0, 1000))
def test_the_best_fifty_classes_come_back_bit_for_bit(classes: int, seed: int) -> None:
    result = made_up(classes, seed)
    back = row_to_result(PATH, result_to_row(result), result.labels)
    assert back is not None
    assert back.top(50) == result.top(50)
    assert (back.width, back.height, back.error) == (640, 480, None)
    assert back.labels is result.labels
    assert back.probabilities is not None
    assert len(back.probabilities) == min(classes, 50)


def test_more_than_65_536_classes_come_back_too() -> None:
    values = np.zeros(70_000, np.float32)
    values[69_999] = 1
    result = Result(PATH, 1, 1, values, tuple(map(str, range(70_000))))
    back = row_to_result(PATH, result_to_row(result), result.labels)
    assert back is not None
    assert back.top(1) == result.top(1)
    assert back.top(1)[0].label == "69999"


def test_an_error_comes_back_as_its_sentence() -> None:
    back = row_to_result(PATH, result_to_row(Result.failed(PATH, "This file is empty.")), ())
    assert back is not None
    assert back.error == "This file is empty."


def test_an_error_with_letters_that_are_none_can_be_written() -> None:
    row = result_to_row(Result.failed(PATH, "cannot open a\udcff.jpg"))
    assert row[2] == r"cannot open a\udcff.jpg"


ROW = result_to_row(made_up(60))


@pytest.mark.parametrize(
    "damaged",
    [
        (None, None, None, None, None),
        (1, 1, None, b"", None),
        (1, 1, None, b"abc", None),
        (1, 1, None, ROW[3], None),
        (1, 1, None, ROW[3], b"\x01\x00"),
        (1, 1, None, ROW[3], b"\xff" * 100),
        (1, 1, None, np.full(50, np.nan, "<f4").tobytes(), ROW[4]),
        (1, 1, None, np.full(50, 7, "<f4").tobytes(), ROW[4]),
        ("wide", 1, None, ROW[3], ROW[4]),
        (1, 1, None, "text", ROW[4]),
        (1, 1, None, None, ROW[4]),
    ],
)
def test_a_damaged_row_is_no_result_and_harms_no_other(damaged: tuple[object, ...]) -> None:
    labels = made_up(60).labels
    rows: list[tuple[object, ...] | ResultRow] = [ROW, damaged, result_to_row(Result.failed(PATH, "no")), damaged, ROW]
    first, *bad, last = rows_to_results([PATH] * 5, rows, labels)
    assert row_to_result(PATH, damaged, labels) is None
    assert (bad[0], bad[2]) == (None, None)
    assert bad[1] is not None
    assert bad[1].error == "no"
    for sound in (first, last):
        assert sound is not None
        assert sound.top(50) == made_up(60).top(50)


def test_two_rows_that_are_wrong_by_the_same_amount_are_both_refused() -> None:
    raw = made_up(4).probabilities
    assert raw is not None
    rows = [(1, 1, None, raw.tobytes()[:6], None), (1, 1, None, raw.tobytes() + b"\x00" * 10, None)]
    assert rows_to_results([PATH] * 2, rows, made_up(4).labels) == [None, None]


@settings(deadline=None)
@given(st.lists(st.text()))
def test_labels_come_back(labels: list[str]) -> None:
    assert json_to_labels(labels_to_json(labels)) == tuple(labels)


@pytest.mark.parametrize("text", [None, "", "{", '{"a": 1}', "[1]", "[null]", 3, b"[]"])
def test_labels_that_make_no_sense_are_none(text: object) -> None:
    assert json_to_labels(text) is None

import io
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.table import TableWriter, columns, elide, printable

LABELS = ("cat", "golden retriever")
LONG = "/home/somebody/Pictures/2024/summer/a very long name of a photo.jpg"


def table(*entries: Entry, top_k: int, width: int | None = None) -> list[str]:
    file = io.StringIO()
    writer = TableWriter(file, top_k, width, LABELS)
    for each in entries:
        writer.write(each)
    writer.finish()
    return file.getvalue().splitlines()


def entry(path: str = "a.jpg", probability: float = 0.973, given: str = "") -> Entry:
    probabilities = np.array([probability, 1 - probability], np.float32)
    return Entry(Path(path), Result(Path(path), 1, 1, probabilities, LABELS), given)


FAILED = Entry(Path("c.jpg"), Result.failed(Path("c.jpg"), "Gone."))


def test_several_classes_are_lines_below_the_path() -> None:
    assert table(entry(), entry("b.jpg", 0.04), top_k=2) == [
        "a.jpg",
        "   97.3 %  cat",
        "    2.7 %  golden retriever",
        "b.jpg",
        "   96.0 %  golden retriever",
        "    4.0 %  cat",
    ]


def test_one_class_is_one_line_and_lines_are_aligned() -> None:
    first, second, third = table(entry(), entry("b.jpg", 0.0), FAILED, top_k=1)
    assert first.split() == ["97.3", "%", "cat", "a.jpg"]
    assert second.split() == ["100.0", "%", "golden", "retriever", "b.jpg"]
    assert third.split() == ["error", "c.jpg", "Gone."]
    assert first.index("a.jpg") == second.index("b.jpg") == third.index("c.jpg")


def test_an_error_stands_below_its_path() -> None:
    assert table(FAILED, top_k=5) == ["c.jpg", "    error  Gone."]


def test_what_a_person_said_and_what_waits_is_told() -> None:
    corrected, waiting = entry(given="golden retriever"), Entry(Path("w.jpg"))
    assert table(corrected, waiting, top_k=2) == [
        "a.jpg",
        "    given  golden retriever",
        "   97.3 %  cat",
        "    2.7 %  golden retriever",
        "w.jpg",
        "  waiting",
    ]
    first, second = table(corrected, waiting, top_k=1)
    assert first.split() == ["given", "golden", "retriever", "a.jpg"]
    assert second.split() == ["waiting", "w.jpg"]


@pytest.mark.parametrize("top_k", [1, 2])
def test_paths_lose_their_middle_in_a_narrow_terminal(top_k: int) -> None:
    lines = table(entry(LONG), top_k=top_k, width=62)
    assert all(columns(line) <= 62 for line in lines)
    line = next(line for line in lines if "…" in line)
    assert line.endswith("a photo.jpg")


def test_paths_are_whole_where_lines_may_have_any_length() -> None:
    assert LONG in table(entry(LONG), top_k=1)[0]


def test_names_cannot_command_the_terminal() -> None:
    assert printable("a\x1b[2Jb\nc.jpg") == "a\\x1b[2Jb\\nc.jpg"
    assert printable(os.fsdecode(b"caf\xe9.jpg")) == "caf\\udce9.jpg"
    assert printable("größe 写真 🐱.jpg") == "größe 写真 🐱.jpg"


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert columns("写真.jpg") == 8
    assert columns("e\N{COMBINING ACUTE ACCENT}") == 1


@given(st.text(max_size=60), st.integers(2, 40))
def test_what_is_elided_fits_and_what_fits_stays(text: str, width: int) -> None:
    short = elide(text, width)
    assert columns(short) <= width
    if columns(text) <= width:
        assert short == text
    else:
        assert "…" in short

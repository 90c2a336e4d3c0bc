import csv
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.classification import Result
from resnet_desktop.classification.export import ENCODINGS, UNENCODABLE, form_for, open_writer, record

LABELS = ("cat", "dog, small", '=HYPERLINK("x")')


def result(path: str = "a.jpg", probabilities: tuple[float, ...] = (0.7, 0.2, 0.1)) -> Result:
    return Result(Path(path), 640, 480, np.array(probabilities, np.float32), LABELS)


FAILED = Result.failed(Path("b.jpg"), "The file does not exist.")


def written(form: str, *results: Result, top_k: int = 2) -> str:
    file = io.StringIO()
    writer = open_writer(form, file, top_k)
    for each in results:
        writer.write(each)
    writer.finish()
    return file.getvalue()


def test_json_lines_have_one_object_for_each_picture() -> None:
    first, second = written("jsonl", result(), FAILED).splitlines()
    assert json.loads(first) == {
        "path": "a.jpg",
        "status": "ok",
        "width": 640,
        "height": 480,
        "predictions": [
            {"label": "cat", "index": 0, "probability": 0.7},
            {"label": "dog, small", "index": 1, "probability": 0.2},
        ],
    }
    assert json.loads(second) == {"path": "b.jpg", "status": "error", "error": "The file does not exist."}


@pytest.mark.parametrize("results", [[], [FAILED], [result(), FAILED, result()]])
def test_json_is_an_array_of_the_same_objects(results: list[Result]) -> None:
    assert json.loads(written("json", *results)) == [record(each, 2) for each in results]


def test_json_is_complete_wherever_it_ends() -> None:
    file = io.StringIO()
    writer = open_writer("json", file, 1)
    writer.write(result())
    writer.finish()
    assert len(json.loads(file.getvalue())) == 1


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda name: "\0" not in name))
def test_any_name_comes_back_from_json(name: str) -> None:
    assert json.loads(written("jsonl", Result.failed(Path(name), "x")))["path"] == str(Path(name))


def test_a_name_that_is_no_text_comes_back_from_json_as_the_same_bytes() -> None:
    path = Path(os.fsdecode(b"caf\xe9.jpg"))
    text = written("jsonl", Result.failed(path, "x"))
    assert os.fsencode(json.loads(text.encode().decode())["path"]) == b"caf\xe9.jpg"


def test_csv_has_a_column_for_each_rank() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", result(), FAILED))))
    assert rows[0] == {
        "path": "a.jpg", "status": "ok", "error": "", "width": "640", "height": "480",
        "label_1": "cat", "probability_1": "0.7", "label_2": "dog, small", "probability_2": "0.2",
    }  # fmt: skip
    assert rows[1] == {
        "path": "b.jpg", "status": "error", "error": "The file does not exist.", "width": "", "height": "",
        "label_1": "", "probability_1": "", "label_2": "", "probability_2": "",
    }  # fmt: skip


def test_csv_rows_are_equally_long_when_more_classes_are_wanted_than_there_are() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", result(), FAILED, top_k=5))))
    assert {len(row) for row in rows} == {5 + 2 * 5}


@pytest.mark.parametrize("name", ["=1+1.jpg", "+1.jpg", "-1.jpg", "@sum.jpg"])
def test_no_spreadsheet_takes_a_file_name_for_a_formula(name: str) -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", result(name))))
    assert row["path"] == f"./{name}", "it is the same file, and starts with nothing that counts"


def test_no_spreadsheet_takes_a_label_for_a_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", result(probabilities=(0.0, 0.0, 1.0)))))
    assert row["label_1"] == '\'=HYPERLINK("x")'


def test_a_csv_file_says_that_it_is_utf8_and_takes_every_name(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with path.open("w", encoding=ENCODINGS["csv"], errors=UNENCODABLE, newline="") as file:
        writer = open_writer("csv", file, 1)
        for name in ("größe.jpg", "写真.jpg", os.fsdecode(b"caf\xe9.jpg")):
            writer.write(Result.failed(Path(name), "x"))
        writer.finish()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = path.read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["größe.jpg", "写真.jpg", "caf\\udce9.jpg"]


def test_probabilities_have_six_digits_however_small_they_are() -> None:
    (first, second) = record(result(probabilities=(1 - 1e-4, 1.23456789e-9, 0)), 2)["predictions"]
    assert first["probability"] == 0.9999
    assert second["probability"] == 1.23457e-9


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", "csv"),
        ("a.JSON", "json"),
        ("a.b.jsonl", "jsonl"),
        ("a.txt", "table"),
        ("csv", "table"),
        (None, "table"),
    ],
)
def test_the_name_of_the_output_tells_the_format(name: str | None, form: str) -> None:
    assert form_for(None if name is None else Path(name)) == form

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification import Entry
from resnet_desktop.classification.export import Options, open_writer
from tests.helpers.exporting import ORIGIN, SHA256, WAITING, entry, failed, written

OF_ORIGIN = {
    "model": "pets", "model_sha256": SHA256, "preprocessing": "input_size=64 crop_fraction=0.875 source_size=32",
    "temperature": 1.25, "engine": "OpenVINO CPU bf16", "version": "1.2.3", "time": "2025-11-23T14:05:00+01:00",
}  # fmt: skip


def test_json_lines_have_one_object_for_each_picture_that_says_where_it_comes_from() -> None:
    first, second, third = map(json.loads, written("jsonl", entry(), failed(), WAITING).splitlines())
    assert first == {
        "path": "a.jpg", "status": "ok", "width": 640, "height": 480,
        "predictions": [
            {"label": "cat", "index": 0, "probability": 0.7},
            {"label": "dog, small", "index": 1, "probability": 0.2},
        ],
        "margin": 0.5, "label": "cat", "given": None, "review": None, **OF_ORIGIN,
    }  # fmt: skip
    said = {"label": None, "given": None, "review": None}
    assert second == {"path": "b.jpg", "status": "error", "error": "The file does not exist.", **said, **OF_ORIGIN}
    assert third == {"path": "c.jpg", "status": "waiting", **said, **OF_ORIGIN}


def test_the_fields_that_scripts_read_first_come_first() -> None:
    first, second = map(json.loads, written("jsonl", entry(), failed()).splitlines())
    assert list(first)[:5] == ["path", "status", "width", "height", "predictions"]
    assert list(second)[:3] == ["path", "status", "error"]


@pytest.mark.parametrize(("given_class", "review"), [("cat", "confirmed"), ("dog, small", "corrected")])
def test_what_a_person_said_is_told_and_what_the_network_said_stays(given_class: str, review: str) -> None:
    record = json.loads(written("jsonl", entry(given=given_class)))
    assert (record["label"], record["given"], record["review"]) == (given_class, given_class, review)
    assert record["predictions"][0]["label"] == "cat"


@pytest.mark.parametrize("entries", [[], [failed()], [entry(), failed(), WAITING]])
def test_json_is_an_array_of_the_same_objects(entries: list[Entry]) -> None:
    assert json.loads(written("json", *entries)) == [json.loads(written("jsonl", each)) for each in entries]


def test_json_is_complete_wherever_it_ends() -> None:
    file = io.StringIO()
    writer = open_writer("json", file, ORIGIN, Options())
    writer.write(entry())
    writer.finish()
    assert len(json.loads(file.getvalue())) == 1


def test_probabilities_have_six_digits_however_small_they_are() -> None:
    first, second = json.loads(written("jsonl", entry(probabilities=(1 - 1e-4, 1.23456789e-9, 0))))["predictions"]
    assert (first["probability"], second["probability"]) == (0.9999, 1.23457e-9)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda name: "\0" not in name))
def test_any_name_comes_back(name: str) -> None:
    assert json.loads(written("jsonl", failed(name)))["path"] == str(Path(name))


def test_a_name_that_is_no_text_comes_back_as_the_same_bytes() -> None:
    text = written("jsonl", failed(os.fsdecode(b"caf\xe9.jpg")))
    assert os.fsencode(json.loads(text.encode().decode())["path"]) == b"caf\xe9.jpg"

import io
from pathlib import Path

import pytest

from resnet_desktop.classification.export import ENCODINGS, Options, form_for, open_writer
from tests.helpers.exporting import ORIGIN, WAITING, entry, failed, written


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", "csv"),
        ("a.JSON", "json"),
        ("a.b.jsonl", "jsonl"),
        ("a.html", "html"),
        ("a.htm", "html"),
        ("a.txt", "table"),
        ("csv", "table"),
        (None, "table"),
    ],
)
def test_the_name_of_the_output_tells_the_format(name: str | None, form: str) -> None:
    assert form_for(None if name is None else Path(name)) == form


@pytest.mark.parametrize("form", ENCODINGS)
def test_every_format_takes_every_kind_of_entry(form: str) -> None:
    text = written(form, entry(), failed(), WAITING, entry(given="cat"), entry(given="dog, small"))
    assert "a.jpg" in text
    assert "The file does not exist." in text


@pytest.mark.parametrize("form", ENCODINGS)
def test_a_writer_can_be_closed_without_an_end(form: str) -> None:
    writer = open_writer(form, io.StringIO(), ORIGIN, Options())
    writer.write(entry())
    writer.close()

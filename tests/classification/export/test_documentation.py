"""docs/export.md says what the code does."""

from pathlib import Path

import pytest

from resnet_desktop.classification.export import ENCODINGS
from resnet_desktop.classification.export.columns import COLUMNS, origin_record, record
from resnet_desktop.classification.export.report_writer import MOST_PICTURES
from resnet_desktop.classification.export.thumbnails import SIDE
from resnet_desktop.formatting import count
from tests.helpers.exporting import ORIGIN, WAITING, entry, failed, written


@pytest.fixture(scope="module")
def document() -> str:
    return (Path(__file__).resolve().parents[3] / "docs" / "export.md").read_text("utf-8")


def test_the_document_lists_just_the_columns_that_there_are_in_their_order(document: str) -> None:
    expected = [f"| `{column.name}` | {column.formats} | {column.meaning} |" for column in COLUMNS]
    listed = [line for line in document.splitlines() if line.startswith("| `") and line.count("|") == 4]
    assert listed == expected


def test_the_columns_are_what_is_written() -> None:
    in_json = {name for each in (entry(), failed(), WAITING) for name in record(each, 1)} | set(origin_record(ORIGIN))
    assert in_json == {column.name for column in COLUMNS if "JSON" in column.formats}
    head = written("csv").splitlines()[0].split(",")
    of_ranks = {"label_2", "probability_2"}
    assert [name for name in head if name not in of_ranks] == [
        column.name for column in COLUMNS if "CSV" in column.formats
    ]


def test_the_document_names_every_format_and_limit(document: str) -> None:
    assert all(f"`{form}`" in document for form in ENCODINGS)
    assert f"{count(MOST_PICTURES)} pictures" in document
    assert f"{SIDE} px" in document

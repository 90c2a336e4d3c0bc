import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.export import ENCODINGS, UNENCODABLE, Options, open_writer
from tests.helpers.exporting import LABELS, ORIGIN, SHA256, WAITING, entry, failed, written

DECIMAL_COMMA = Options(top_k=2, has_decimal_comma=True)
OF_ORIGIN = {
    "model": "pets", "model_sha256": SHA256, "preprocessing": "input_size=64 crop_fraction=0.875 source_size=32",
    "temperature": "1.25", "engine": "OpenVINO CPU bf16", "version": "1.2.3", "time": "2025-11-23T14:05:00+01:00",
}  # fmt: skip


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_a_row_has_a_cell_for_everything_that_is_documented() -> None:
    (row,) = rows(written("csv", entry()))
    assert row == {
        "path": "a.jpg", "status": "ok", "error": "", "width": "640", "height": "480",
        "label": "cat", "given": "", "review": "", "margin": "0.5",
        "label_1": "cat", "probability_1": "0.7", "label_2": "dog, small", "probability_2": "0.2",
        **OF_ORIGIN,
    }  # fmt: skip


def test_errors_and_waiting_pictures_have_rows_with_empty_cells() -> None:
    error, waiting = rows(written("csv", failed(), WAITING))
    assert {name for name, cell in error.items() if cell} == {"path", "status", "error", *OF_ORIGIN}
    assert (error["status"], error["error"]) == ("error", "The file does not exist.")
    assert {name for name, cell in waiting.items() if cell} == {"path", "status", *OF_ORIGIN}
    assert waiting["status"] == "waiting"


def test_what_a_person_said_has_its_own_column_and_decides_what_counts() -> None:
    confirmed, corrected = rows(written("csv", entry(given="cat"), entry(given="dog, small")))
    assert [confirmed[name] for name in ("label", "given", "review", "label_1")] == ["cat", "cat", "confirmed", "cat"]
    assert [corrected[name] for name in ("label", "given", "review", "label_1")] == [
        "dog, small", "dog, small", "corrected", "cat",
    ]  # fmt: skip


def test_rows_are_equally_long_when_more_classes_are_wanted_than_there_are() -> None:
    lines = list(csv.reader(io.StringIO(written("csv", entry(), failed(), options=Options(top_k=5)))))
    assert {len(line) for line in lines} == {9 + 2 * 5 + 7}
    assert lines[0][9:19] == [f"{name}_{rank}" for rank in range(1, 6) for name in ("label", "probability")]


def test_numbers_have_six_digits_and_no_exponent() -> None:
    (row,) = rows(written("csv", entry(probabilities=(1 - 1e-4, 1.23456789e-9, 0))))
    assert (row["probability_1"], row["probability_2"]) == ("0.9999", "0.00000000123457")


def test_decimal_commas_come_with_semicolons() -> None:
    text = written("csv", entry(), options=DECIMAL_COMMA)
    (row,) = rows(text, ";")
    assert (row["label_1"], row["probability_1"], row["margin"]) == ("cat", "0,7", "0,5")
    assert (row["width"], row["temperature"], row["version"]) == ("640", "1,25", "1.2.3"), "only fractions change"
    assert '"0,7"' in text, "a spreadsheet that splits at commas too must not split the number"


def test_every_separator_is_quoted_whichever_is_used() -> None:
    text = written("csv", entry("a;b.jpg"))
    assert '"a;b.jpg"' in text


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.booleans())
def test_any_text_comes_back(words: str, has_decimal_comma: bool) -> None:
    options = Options(top_k=2, has_decimal_comma=has_decimal_comma)
    (row,) = rows(written("csv", failed(reason=f"E{words}"), options=options), ";" if has_decimal_comma else ",")
    assert row["error"] == f"E{words}"


@pytest.mark.parametrize("name", ["=1+1.jpg", "+1.jpg", "-1.jpg", "@sum.jpg", "\n=1.jpg", "＝1.jpg"])  # noqa: RUF001
def test_no_spreadsheet_takes_a_file_name_for_a_formula(name: str) -> None:
    (row,) = rows(written("csv", entry(name)))
    assert row["path"] == f"./{name}", "it is the same file, and starts with nothing that counts"


def test_no_spreadsheet_takes_a_label_for_a_formula() -> None:
    (row,) = rows(written("csv", entry(probabilities=(0.0, 0.0, 1.0), given=LABELS[2])))
    assert {row["label"], row["given"], row["label_1"]} == {'\'=HYPERLINK("x")'}


def test_the_file_says_that_it_is_utf8_and_takes_every_name(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with path.open("w", encoding=ENCODINGS["csv"], errors=UNENCODABLE, newline="") as file:
        writer = open_writer("csv", file, ORIGIN, Options())
        for name in ("größe.jpg", "写真.jpg", os.fsdecode(b"caf\xe9.jpg")):
            writer.write(failed(name))
        writer.finish()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = path.read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["größe.jpg", "写真.jpg", "caf\\udce9.jpg"]

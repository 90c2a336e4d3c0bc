"""LibreOffice opens the CSV, where it is installed."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from resnet_desktop.classification.export import Options, export
from resnet_desktop.jobs import Control
from tests.helpers.exporting import ORIGIN, entry, failed

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ENGLISH, GERMAN = 1033, 1031
NAMES = ["größe 写真 🐱.jpg", 'a,b;c "d".jpg', "two\nlines.jpg", "=1+1.jpg"]


def cells(file: Path) -> list[list[float | str]]:
    """The rows of a sheet as LibreOffice took them: numbers are numbers."""
    rows: list[list[float | str]] = []
    for line in ET.parse(file).iter(f"{TABLE}table-row"):
        row: list[float | str] = []
        for cell in line.iter(f"{TABLE}table-cell"):
            assert cell.get(f"{TABLE}formula") is None
            words = "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{TEXT}p"))
            value = float(cell.get(f"{OFFICE}value", "nan")) if cell.get(f"{OFFICE}value-type") == "float" else words
            row += [value] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 30)
        rows.append(row[:20])
    return [row for row in rows if any(row)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("language", "has_decimal_comma"), [(ENGLISH, False), (GERMAN, True)])
def test_libreoffice_finds_every_column_and_number(tmp_path: Path, language: int, has_decimal_comma: bool) -> None:
    entries = [*map(entry, NAMES), failed(), entry(probabilities=(1 - 1e-9, 1e-9, 0))]
    options = Options(top_k=2, has_decimal_comma=has_decimal_comma)
    export(entries, tmp_path / "out.csv", "csv", ORIGIN, options, control=Control())
    # What its dialog proposes: UTF-8 because of the mark; comma, semicolon and tab at once; the language's numbers.
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            f"--infilter=CSV:44/59/9,34,76,1,,{language}", "--convert-to", "fods", "--outdir", tmp_path,
            tmp_path / "out.csv",
        ],
        check=True, capture_output=True, timeout=280,
    )  # fmt: skip
    head, *rows = cells(tmp_path / "out.fods")
    assert head[:5] == ["path", "status", "error", "width", "height"]
    assert head[9:13] == ["label_1", "probability_1", "label_2", "probability_2"]
    assert [row[0] for row in rows[:4]] == [*NAMES[:3], "./=1+1.jpg"]
    assert all(row[8:13] == [0.5, "cat", 0.7, "dog, small", 0.2] for row in rows[:4])
    assert all(row[3:5] == [640, 480] for row in rows[:4])
    assert rows[4][:5] == ["b.jpg", "error", "The file does not exist.", "", ""]
    assert rows[5][12] == 1e-9

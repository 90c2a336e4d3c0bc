import json
import os
import zipfile
from pathlib import Path

import pytest

from resnet_desktop import __version__, paths
from resnet_desktop.diagnosis.log import log_file
from resnet_desktop.diagnosis.report import ReportError, collect, write_report


@pytest.fixture
def logged() -> None:
    path = log_file("window")
    path.parent.mkdir(parents=True)
    path.write_text("INFO a: opened '/home/eve/Pictures/1.jpg'\n", "utf-8")
    path.with_suffix(".log.1").write_text("x" * 400_000 + "the end", "utf-8")


@pytest.mark.usefixtures("logged")
def test_a_report_has_the_facts_and_the_ends_of_the_logs() -> None:
    files = collect({"qt": "6.11"})
    facts = json.loads(files["facts.json"])
    assert facts["program"]["program"] == __version__
    assert facts["machine"]["cores"] == os.cpu_count()
    assert "FP32" in facts["devices"]["cpu"]["capabilities"]
    assert facts["library"]["models"] >= 0
    assert facts["window"] == {"qt": "6.11"}
    assert files["logs/window.log"] == "INFO a: opened '<path.jpg>'\n"
    assert files["logs/window.log.1"].endswith("the end")
    assert len(files["logs/window.log.1"]) <= 300_000


def test_nothing_in_a_report_says_whose_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "marie-curie"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USER", "marie-curie")
    monkeypatch.setenv("LOGNAME", "marie-curie")
    path = log_file("window")
    path.parent.mkdir(parents=True)
    path.write_text(f"Cannot save {home}/thesis.zip, said marie-curie\n", "utf-8")
    everything = "".join(collect().values())
    assert "curie" not in everything
    assert str(paths.home()) not in everything


@pytest.mark.usefixtures("logged")
def test_the_zip_has_what_was_gathered(tmp_path: Path) -> None:
    files = {"facts.json": "{}", "logs/a.log": "ä"}
    write_report(tmp_path / "report.zip", files)
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == files
    assert [path.name for path in tmp_path.iterdir()] == ["report.zip"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be written to"):
        write_report(tmp_path / "nowhere" / "report.zip", {"a": ""})

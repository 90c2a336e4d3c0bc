"""The command with a real engine and a tiny network, in this process."""

import csv
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from resnet_desktop import __version__, cli
from resnet_desktop.classification.export import ENCODINGS
from resnet_desktop.commands import classify
from resnet_desktop.engines import DEVICES, PRECISIONS, EngineError
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Command:
    """Runs ``resnet-desktop classify … --model tiny``."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path, model: str = "tiny") -> Outcome:
        status = cli.main(["classify", *map(str, words), "--model", model])
        return Outcome(status, *self.capsys.readouterr())


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Command:
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr("resnet_desktop.models.library.resource_path", tmp_path_factory.mktemp("bundled").joinpath)
    card = random_card("tiny", "tiny", 32, 7)
    default_library().save(card, random_weights(card.graph()))
    return Command(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pictures, one of them in a folder of its own, a broken one, and two files that are none."""
    (tmp_path / "photos" / "more").mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(tmp_path / "photos" / "img2.png")
    Image.new("RGB", (30, 50), "blue").save(tmp_path / "photos" / "more" / "deep.jpg")
    (tmp_path / "photos" / "img10.jpg").write_bytes(b"\xff\xd8\xff and then nothing")
    (tmp_path / "photos" / "labels.tsv").write_text("no picture")
    (tmp_path / "photos" / "more" / "notes.txt").write_text("no picture")
    return tmp_path / "photos"


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ctrl-C is pressed while the second batch is in work; batches are of one picture."""
    predict = OpenVinoEngine.predict
    calls = []

    def predict_and_press(engine: OpenVinoEngine, batch: Any) -> Any:
        calls.append(len(batch))
        if len(calls) == 2:
            signal.raise_signal(signal.SIGINT)
        return predict(engine, batch)

    monkeypatch.setattr(OpenVinoEngine, "best_batch_size", 1)
    monkeypatch.setattr(OpenVinoEngine, "predict", predict_and_press)
    yield
    assert calls == [1, 1]


def test_the_choices_are_those_of_the_core() -> None:
    assert tuple(ENCODINGS) == classify.FORMATS
    assert classify.DEVICES == DEVICES
    assert classify.PRECISIONS == PRECISIONS


def test_a_photo_gets_five_classes(command: Command, sample_photos: list[Path]) -> None:
    found = command(sample_photos[0])
    lines = found.out.splitlines()
    assert found.status == 0
    assert lines[0] == str(sample_photos[0])
    assert [line.split()[1:3] for line in lines[1:]] == [["%", "class"]] * 5


def test_json_lines_come_in_the_order_given_and_failures_make_it_1(command: Command, folder: Path) -> None:
    named = [folder / "more" / "deep.jpg", folder / "not-there.jpg", folder / "labels.tsv", folder / "img2.png"]
    found = command(*named, "--format", "jsonl", "--top-k", "3")
    assert found.status == 1
    assert [record["path"] for record in found.records] == list(map(str, named))
    assert [record["status"] for record in found.records] == ["ok", "error", "error", "ok"]
    first = found.records[0]
    assert (first["width"], first["height"]) == (30, 50)
    probabilities = [each["probability"] for each in first["predictions"]]
    assert len(probabilities) == 3
    assert probabilities == sorted(probabilities, reverse=True)
    assert found.records[1]["error"] == "The file does not exist."


def test_folders_are_searched_to_the_bottom_in_natural_order(command: Command, folder: Path) -> None:
    found = command(folder, "--format", "jsonl")
    assert [Path(record["path"]).name for record in found.records] == ["img2.png", "img10.jpg", "deep.jpg"]
    assert found.status == 1
    assert "2 of 3 pictures classified, 2 other files passed over (tiny, OpenVINO CPU " in found.err


def test_folders_in_folders_can_be_left_out(command: Command, folder: Path) -> None:
    found = command(folder, "--no-recursive", "--format", "jsonl")
    assert [Path(record["path"]).name for record in found.records] == ["img2.png", "img10.jpg"]


def test_more_classes_than_there_are_give_all(command: Command, folder: Path) -> None:
    (record,) = command(folder / "img2.png", "--top-k", "99", "--format", "jsonl").records
    assert len(record["predictions"]) == 7
    (row,) = csv.DictReader(io.StringIO(command(folder / "img2.png", "--top-k", "99", "--format", "csv").out))
    assert "label_7" in row
    assert "label_8" not in row


def test_every_format_tells_the_same(command: Command, folder: Path) -> None:
    lines = command(folder, "--format", "jsonl").records
    array = json.loads(command(folder, "--format", "json").out)
    assert [record | {"time": ""} for record in array] == [record | {"time": ""} for record in lines]
    rows = list(csv.DictReader(io.StringIO(command(folder, "--format", "csv").out)))
    assert [(row["path"], row["status"], row["error"]) for row in rows] == [
        (record["path"], record["status"], record.get("error", "")) for record in lines
    ]
    assert [row["label_1"] for row in rows] == [
        record.get("predictions", [{"label": ""}])[0]["label"] for record in lines
    ]
    table = command(folder, "--format", "table", "--top-k", "1").out.splitlines()
    assert [line.split()[0] == "error" for line in table] == [record["status"] == "error" for record in lines]


def test_every_line_says_which_model_made_it(command: Command, folder: Path) -> None:
    first = command(folder, "--format", "jsonl").records[0]
    card = default_library().get("tiny").card
    assert (first["model"], first["model_sha256"]) == ("tiny", card.weights_sha256)
    assert first["preprocessing"] == "input_size=32 crop_fraction=0.875"
    assert first["engine"].startswith("OpenVINO CPU ")
    assert first["version"] == __version__
    assert datetime.fromisoformat(first["time"]).utcoffset() is not None
    assert (first["label"], first["given"]) == (first["predictions"][0]["label"], None)


def test_csv_may_have_decimal_commas(command: Command, folder: Path) -> None:
    found = command(folder, "--format", "csv", "--decimal-comma")
    first = next(csv.DictReader(io.StringIO(found.out), delimiter=";"))
    assert first["probability_1"].startswith("0,")


def test_a_report_is_made_where_the_output_is_called_html(command: Command, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    found = command(folder, "--output", output, "--unsure-below", "0.99")
    assert (found.status, found.out) == (1, "")
    page = output.read_text("utf-8")
    assert page.count("<figure") == page.count("data:image/jpeg;base64,") == 2
    assert "img10.jpg" in page, "the broken one is listed"
    assert "below 99 %" in page
    assert [path.name for path in tmp_path.iterdir() if path.name != folder.name] == ["report.html"]


def test_a_report_without_a_file_is_2_before_any_work(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_desktop.models.default_library", lambda: pytest.fail("a model is looked for"))
    found = command(folder, "--format", "html")
    assert (found.status, found.out) == (2, "")
    assert found.err == "resnet-desktop: A report in HTML needs a file to go to; add --output FILE.html\n"


@pytest.mark.usefixtures("interrupted")
def test_ctrl_c_makes_a_report_of_what_was_done(command: Command, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    found = command(folder / "img2.png", *[folder / "more" / "deep.jpg"] * 50, "--output", output)
    assert found.status == 130
    assert output.read_text("utf-8").count("data:image/jpeg;base64,") == 2


def test_the_output_file_tells_its_format_by_its_name(command: Command, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_text("old")
    found = command(folder / "img2.png", "--output", output)
    assert (found.status, found.out) == (0, "")
    (row,) = csv.DictReader(output.read_text("utf-8-sig").splitlines())
    assert row["path"] == str(folder / "img2.png")
    assert [path.name for path in tmp_path.iterdir() if path.name != folder.name] == ["out.csv"]


@pytest.mark.usefixtures("interrupted")
def test_ctrl_c_keeps_what_was_done(command: Command, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    found = command(folder / "img2.png", *[folder / "more" / "deep.jpg"] * 50, "--output", output)
    assert found.status == 130
    assert len(json.loads(output.read_text())) == 2
    assert "Stopped: 2 pictures classified" in found.err


def test_ctrl_c_before_the_first_result_leaves_the_old_file(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.json"
    output.write_text("old")
    library = default_library()

    def press() -> Any:
        signal.raise_signal(signal.SIGINT)
        return library

    monkeypatch.setattr("resnet_desktop.models.default_library", press)
    assert command(folder / "img2.png", "--output", output).status == 130
    assert output.read_text() == "old"


def test_an_engine_that_fails_is_one_line_and_what_was_done_is_kept(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    predict = OpenVinoEngine.predict
    calls: list[int] = []

    def fail_the_second_time(engine: OpenVinoEngine, batch: Any) -> Any:
        calls.append(len(batch))
        if len(calls) == 2:
            raise EngineError("The device is gone")
        return predict(engine, batch)

    monkeypatch.setattr(OpenVinoEngine, "best_batch_size", 1)
    monkeypatch.setattr(OpenVinoEngine, "predict", fail_the_second_time)
    output = tmp_path / "out.jsonl"
    found = command(*[folder / "img2.png"] * 50, "--output", output)
    assert found.status == 2
    assert found.err.splitlines()[-1] == "resnet-desktop: The device is gone"
    assert len(output.read_text().splitlines()) == 1


def test_nothing_to_do_is_2_and_leaves_the_old_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no picture")
    output = tmp_path / "out.jsonl"
    output.write_text("old")
    found = command(tmp_path / "empty", "--output", output)
    assert found.status == 2
    assert found.err == f"resnet-desktop: There are no pictures in {tmp_path / 'empty'}; 1 other file passed over\n"
    assert output.read_text() == "old"


def test_an_unknown_model_is_2_with_a_suggestion(command: Command, folder: Path) -> None:
    found = command(folder, model="tinny")
    assert found.status == 2
    assert "did you mean 'tiny'?" in found.err
    assert found.out == ""


def test_an_output_that_cannot_be_written_is_2(command: Command, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "nowhere" / "out.csv"
    found = command(folder, "--output", output)
    assert found.status == 2
    assert found.err == f"resnet-desktop: {output}: No such file or directory\n"


def test_int8_without_ranges_is_2(command: Command, folder: Path) -> None:
    found = command(folder, "--precision", "int8")
    assert found.status == 2
    assert "'tiny' cannot be computed in int8" in found.err


@pytest.mark.parametrize(
    "words", [["--top-k", "0"], ["--top-k", "x"], ["--format", "xml"], ["--device", "tpu"], ["--unsure-below", "2"]]
)
def test_wrong_usage_is_2(command: Command, folder: Path, words: list[str]) -> None:
    found = command(folder, *words)
    assert found.status == 2
    assert f"argument {words[0]}" in found.err


def test_no_path_is_2(command: Command) -> None:
    assert command().status == 2


def test_quiet_says_nothing_but_errors(command: Command, folder: Path) -> None:
    assert command(folder / "img2.png", "--quiet", "--precision", "bf16").err == ""
    assert "cannot be computed in int8" in command(folder, "--quiet", "--precision", "int8").err


def test_a_folder_that_cannot_be_read_gets_its_line(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "more":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = command(folder, "--format", "jsonl")
    assert found.status == 1
    last = found.records[-1]
    assert (last["path"], last["status"]) == (str(folder / "more"), "error")
    assert last["error"] == "There is no permission to read this folder."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are no text")
@pytest.mark.parametrize("form", ENCODINGS)
def test_a_file_name_that_is_no_text_stops_nothing(command: Command, tmp_path: Path, form: str) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 \xe5\x86\x99.png")
    Image.new("RGB", (40, 30), "red").save(path, "PNG")
    output = tmp_path / "out" if form == "html" else None
    to_file = ["--output", str(output)] if output else []
    found = command(tmp_path, "--format", form, *to_file)
    assert found.status == 0
    assert "caf\\udce9 " in (output.read_text("utf-8") if output else found.out)
    if form == "jsonl":
        assert found.records[0]["path"] == str(path)

"""``python -m resnet_desktop classify`` as a process of its own, as a script or a person runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_desktop.models import DEFAULT_MODEL, write_model
from resnet_desktop.resources import resource_path
from tests.helpers.random_model import random_card, random_weights

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "resnet_desktop", "classify"]
NAME = "random"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one model: ResNet-50 at 32 px with random weights."""
    home = tmp_path_factory.mktemp("home-with-model")
    card = random_card(NAME, input_size=32)
    write_model(home / "models" / NAME, card, random_weights(card.graph()))
    return home


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "RESNET_DESKTOP_HOME": str(home)}


def run(
    *words: str | Path, environment: dict[str, str], model: str = NAME, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    line = [*COMMAND, *map(str, words), "--model", model]
    return subprocess.run(
        line, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=timeout, check=False
    )


def test_the_samples_get_five_classes_each(environment: dict[str, str], sample_photos: list[Path]) -> None:
    done = run("resources/samples", environment=environment)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [Path(line).name for line in lines[::6]] == [path.name for path in sample_photos]
    assert all("%" in line for number, line in enumerate(lines) if number % 6)
    assert len(lines) == 6 * len(sample_photos)
    assert f"{len(sample_photos)} pictures classified, 1 other file passed over" in done.stderr


def test_neither_tensorflow_nor_qt_is_imported(environment: dict[str, str], sample_photos: list[Path]) -> None:
    code = """
import sys
from resnet_desktop.cli import main
assert main(sys.argv[1:]) == 0
loaded = {name.partition(".")[0] for name in sys.modules}
assert "openvino" in loaded
assert not loaded & {"tensorflow", "keras", "torch", "jax", "PySide6", "openvino_telemetry", "tqdm"}
"""
    line = [sys.executable, "-c", code, "classify", str(sample_photos[0]), "--model", NAME, "--device", "cpu"]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_has_seen_enough_ends_it_without_a_word(
    environment: dict[str, str], sample_photos: list[Path]
) -> None:
    words = [*COMMAND, *map(str, sample_photos * 50), "--model", NAME, "--format", "jsonl"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["status"] == "ok"
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for this that a test could send")
def test_ctrl_c_writes_what_was_done_so_far(
    environment: dict[str, str], sample_photos: list[Path], tmp_path: Path
) -> None:
    output = tmp_path / "results.json"
    many = [*sample_photos * 200]
    words = [*COMMAND, *map(str, many), "--model", NAME, "--output", str(output)]
    with subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        while not any(path.stat().st_size for path in tmp_path.glob(".resnet-desktop-*.partial")):
            assert process.poll() is None, "it ended by itself"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(60) == 130
    assert told.startswith("Stopped: ")
    assert "Traceback" not in told
    found = json.loads(output.read_text("utf-8"))
    assert 0 < len(found) < len(many)
    assert [record["path"] for record in found] == [str(path) for path in many[: len(found)]]
    assert not list(tmp_path.glob(".*"))


def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    environment: dict[str, str], sample_photos: list[Path]
) -> None:
    words = [*COMMAND, *map(str, sample_photos), "--model", NAME, "--format", "jsonl"]
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # Linux says so when nobody has the other end any more
            pass
        os.close(ours)
        assert process.stdout is not None
        assert len(process.stdout.read().splitlines()) == len(sample_photos)
    assert f"/{len(sample_photos)} [".encode() in shown
    assert b"pictures/s" in shown
    assert "\r" not in run(*sample_photos, environment=environment).stderr


@pytest.mark.shared_data
def test_every_photo_and_every_odd_file_gets_its_line(environment: dict[str, str], shared_data: Path) -> None:
    named = [
        path
        for folder in ("photos", "odd-images")
        for path in sorted((shared_data / "data" / folder).iterdir())
        if path.is_file()
    ]
    done = run(*named, "--format", "jsonl", environment=environment, timeout=600)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["path"] for record in records] == list(map(str, named))
    assert {record["status"] for record in records} == {"ok", "error"}
    by_name = {Path(record["path"]).name: record for record in records}
    assert by_name["labels.tsv"]["status"] == "error"
    assert all(record["status"] == "ok" for name, record in by_name.items() if name.endswith(".JPEG"))


@pytest.mark.skipif(
    not resource_path("models", DEFAULT_MODEL).is_dir(), reason=f"the bundled model {DEFAULT_MODEL} is not there yet"
)
def test_the_bundled_model_knows_a_cat(environment: dict[str, str]) -> None:
    line = [*COMMAND, "resources/samples/cat.jpg", "--format", "jsonl"]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    predictions = json.loads(done.stdout)["predictions"]
    assert len(predictions) == 5
    assert predictions[0]["label"] == "cat"

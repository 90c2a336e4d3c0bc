import logging
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_desktop.diagnosis import log


def run(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    code = f"from resnet_desktop.diagnosis.log import start_log\n{program}"
    environment = {"RESNET_DESKTOP_HOME": str(home), "PATH": ""}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_what_happens_is_logged_with_the_version_first(tmp_path: Path) -> None:
    done = run("import logging\nstart_log('window')\nlogging.getLogger('a').warning('careful')", tmp_path)
    lines = (tmp_path / "logs" / "window.log").read_text().splitlines()
    assert done.returncode == 0
    assert "ResNet Desktop" in lines[0]
    assert lines[1].endswith("WARNING a: careful")


def test_errors_that_nobody_caught_are_logged_and_still_end_the_program(tmp_path: Path) -> None:
    program = (
        "import threading\nstart_log('window')\n"
        "def fail(): raise KeyError('in a thread')\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "raise ValueError('at the end')"
    )
    done = run(program, tmp_path)
    logged = (tmp_path / "logs" / "window.log").read_text()
    assert done.returncode == 1
    assert "ValueError: at the end" in done.stderr
    assert "ValueError: at the end" in logged
    assert "KeyError: 'in a thread'" in logged


def test_a_crash_leaves_its_traces(tmp_path: Path) -> None:
    done = run("import os, signal\nstart_log('window')\nos.kill(os.getpid(), signal.SIGSEGV)", tmp_path)
    assert done.returncode != 0
    assert "Segmentation fault" in (tmp_path / "logs" / "window.crash.log").read_text()


def test_old_logs_go(tmp_path: Path) -> None:
    program = (
        "import logging\nfrom resnet_desktop.diagnosis import log\nlog.LARGEST_FILE = 2000\nstart_log('window')\n"
        "for number in range(300): logging.getLogger('a').info('line %d', number)"
    )
    run(program, tmp_path)
    files = sorted(path.name for path in (tmp_path / "logs").glob("window.log*"))
    assert files == ["window.log", *(f"window.log.{number}" for number in range(1, 5))]
    assert "line 299" in (tmp_path / "logs" / "window.log").read_text()


def test_a_folder_that_cannot_be_made_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    done = run("start_log('window')\nprint('goes on')", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "goes on\n", "")


def test_a_full_disk_hinders_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = log._QuietHandler(tmp_path / "a.log")

    def refuse(_record: logging.LogRecord) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handler, "format", refuse)
    handler.emit(logging.makeLogRecord({"msg": "lost"}))
    handler.close()
    assert capfd.readouterr().err == ""

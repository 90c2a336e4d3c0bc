import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPEN = "import sys; from resnet_desktop.desktop import app; sys.exit(app.main(sys.argv[1:]))"


def environment(home: Path, **variables: str) -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "RESNET_DESKTOP_HOME": str(home)} | variables


def run(code: str, home: Path, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(home, **variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_program_tells_when_it_was_painted_first_and_quits(tmp_path: Path) -> None:
    assert re.fullmatch(r"first paint \d+\.\d{3}\n", run(OPEN, tmp_path, RESNET_DESKTOP_PAINT_TIME="1"))


def test_up_to_the_first_paint_neither_numpy_nor_any_framework_is_loaded(tmp_path: Path) -> None:
    code = f"""
import atexit, sys
heavy = {{"numpy", "PIL", "openvino", "tensorflow", "keras", "h5py", "safetensors"}}
atexit.register(lambda: print(sorted(heavy & sys.modules.keys())))
{OPEN}
"""
    assert run(code, tmp_path, RESNET_DESKTOP_PAINT_TIME="1").splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C there")
def test_ctrl_c_closes_the_window_and_says_so_in_the_exit_status(tmp_path: Path) -> None:
    code = f"""
import sys
from resnet_desktop.desktop.first_paint import FirstPaint
FirstPaint.painted_before = FirstPaint.__init__
def announce(self, window):
    self.painted_before(window)
    self.painted.connect(lambda: print("painted", flush=True))
FirstPaint.__init__ = announce
{OPEN}
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "painted\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130


def test_a_start_looks_for_a_training_that_goes_on(tmp_path: Path) -> None:
    code = f"""
from resnet_desktop.desktop.current_training import CurrentTraining
def look(self):
    print("looked", flush=True)
    self.parent().window().close()
CurrentTraining.look = look
{OPEN}
"""
    assert run(code, tmp_path) == "looked\n"


def test_files_that_the_desktop_asks_for_come_to_the_window(tmp_path: Path) -> None:
    code = f"""
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from resnet_desktop.desktop import app
from resnet_desktop.desktop.pages import Pages
def ask(application):
    set_up(application)
    application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/pictures/a b.jpg")))
def take(self, paths):
    print(*paths, flush=True)
    self.window().close()
set_up, app.set_up = app.set_up, ask
Pages.take = take
{OPEN}
"""
    assert run(code, tmp_path) == f"{Path('/pictures/a b.jpg')}\n"

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN = "import sys; from resnet_desktop.desktop import app; sys.exit(app.main(sys.argv[1:]))"


def run(code: str, home: Path, **variables: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "RESNET_DESKTOP_HOME": str(home)} | variables
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
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

"""Makes the packaged program, one folder with everything in it: ``python packaging/build.py [--lite]``.

It is built by a Python environment of its own in `build/`, which has exactly what goes in and PyInstaller. That is
made once and kept while what `pyproject.toml` and the constraints ask for stays as it is.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from checkout import CONSTRAINTS, IS_LINUX, IS_WINDOWS, PYPROJECT, ROOT, Stop, say
from installation import requirements
from pyinstaller import contents

SPEC = ROOT / "packaging" / "pyinstaller" / "program.spec"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
STAMP = "ready"


def kind_of(*, lite: bool) -> str:
    """The word for a build: ``lite`` has no TensorFlow."""
    return "lite" if lite else "complete"


def main(argv: list[str] | None = None) -> int:
    """Build; gives the exit status: 0, or 1 where something is missing that the text names."""
    parser = argparse.ArgumentParser(description="Make the packaged program.")
    parser.add_argument("--lite", action="store_true", help="without TensorFlow: trains the last layer only")
    parser.add_argument("--output", type=Path, default=DIST, metavar="DIR", help="where to (default: dist)")
    arguments = parser.parse_args(argv)
    try:
        folder = build(lite=arguments.lite, output=arguments.output.resolve())
    except Stop as stop:
        say(str(stop))
        return stop.status
    print(report(folder, kind_of(lite=arguments.lite)))
    return 0


def build(*, lite: bool, output: Path) -> Path:
    """Make the program's folder in a folder.

    Args:
        lite: leave TensorFlow out.
        output: where; what an earlier build left there is replaced.
    Returns:
        The program's folder.
    Raises:
        Stop: pip or PyInstaller failed; their own words are on the terminal.
    """
    kind = kind_of(lite=lite)
    python = make_environment(BUILD / f"python-{kind}", lite=lite)
    started = time.monotonic()
    say(f"Building the {kind} program ...")
    if not IS_LINUX:
        run([python, ROOT / "packaging" / "program_files.py"], "program_files.py")  # icons, and what Windows says of it
    line: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--distpath", output]
    run([*line, "--workpath", BUILD / f"pyinstaller-{kind}", SPEC, "--", *(["--lite"] if lite else [])], "PyInstaller")
    folder = output / contents.WINDOW_PROGRAM
    if IS_LINUX:
        strip(folder / "_internal")
        link = folder / contents.WINDOW_PROGRAM  # the name that somebody who opens the folder looks for
        link.symlink_to(contents.PROGRAM)
    say(f"Built in {time.monotonic() - started:.0f} s: {folder}")
    return folder


def make_environment(place: Path, *, lite: bool) -> Path:
    """Make the Python environment that builds, unless it is there.

    Args:
        place: its folder.
        lite: without what training needs, so that nothing of it can slip in.
    Returns:
        Its Python.
    Raises:
        Stop: pip failed.
    """
    project = PYPROJECT.read_text(encoding="utf-8")
    extras = ("base", "packaging") if lite else ("base", "train", "packaging")
    wanted = [requirement for extra in extras for requirement in requirements(extra, project)]
    python = place / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
    stamp, key = place / STAMP, "\n".join([sys.version, *wanted, CONSTRAINTS.read_text(encoding="utf-8")])
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
        return python
    say(f"Making {place.relative_to(ROOT)} ...")
    shutil.rmtree(place, ignore_errors=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", place], "venv")
    line: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    run([*line, "--only-binary=:all:", "--constraint", CONSTRAINTS, *wanted], "pip")
    stamp.write_text(key, encoding="utf-8")
    return python


def run(line: Sequence[str | Path], name: str) -> None:
    """Run a tool in the checkout.

    Raises:
        Stop: it failed.
    """
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    if status := subprocess.run([str(word) for word in line], cwd=ROOT, env=clean, check=False).returncode:
        raise Stop(f"{name} failed (exit status {status}); what it said is above.")


def strip(internal: Path) -> None:
    """Take the symbol tables out of some libraries; without the tool they stay."""
    tool = shutil.which("strip")
    files = [each for pattern in contents.STRIPPED for each in internal.rglob(pattern) if not each.is_symlink()]
    if tool and files:
        run([tool, "--strip-unneeded", *files], "strip")


def sizes(folder: Path) -> Counter[str]:
    """Bytes by part of the program; links count nothing."""
    found: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            place = file.relative_to(folder).as_posix()
            found[contents.part_of(place.removeprefix("_internal/"))] += file.stat().st_size
    return found


def report(folder: Path, kind: str) -> str:
    """Say how large the parts are, and whether the whole is what it may be."""
    parts = sizes(folder)
    lines = [f"{size / 1e6:8.1f} MB  {part}" for part, size in parts.most_common()]
    total, limit = parts.total(), contents.LIMITS[kind]
    verdict = "within" if total <= limit else "OVER"
    return "\n".join([*lines, f"{total / 1e6:8.1f} MB  in all, {verdict} the limit of {limit / 1e6:,.0f} MB"])


if __name__ == "__main__":
    sys.exit(main())

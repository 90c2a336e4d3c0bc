"""Proves the packaged program: ``python packaging/smoke.py [--lite] [--no-build]``.

It is built, copied to a path with spaces and umlauts, and run there with an empty environment: no PATH, another home,
and, where Linux allows it, no network. What it answers must be what the checkout answers. A report as JSON goes to
standard output.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import build
from checkout import IS_WINDOWS, PYTHON, ROOT, Stop, say
from pyinstaller import contents
from smoke_programs import Packaged, Source
from smoke_steps import STEPS, Place, StepFailed

WATCHED = ("packaging/build.py", "packaging/smoke", "packaging/pyinstaller/", "packaging/constraints.txt")
"""Beginnings of the paths after whose change continuous integration builds and runs the program."""


@dataclass(frozen=True)
class Outcome:
    """How a step ended; `detail` is what was seen or what went wrong."""

    name: str
    passed: bool
    detail: str
    seconds: float


def main(argv: list[str] | None = None) -> int:
    """Build and run; gives the exit status: 0, or 1 when a step has failed."""
    parser = argparse.ArgumentParser(description="Build the packaged program and prove that it works.")
    parser.add_argument("--lite", action="store_true", help="the program without TensorFlow")
    parser.add_argument("--no-build", action="store_true", help="take the one that is in dist")
    parser.add_argument("--output", type=Path, default=build.DIST, metavar="DIR", help="where dist is")
    parser.add_argument("--quick", action="store_true", help="leave out the self-test's exports and trainings")
    parser.add_argument("--if-changed", action="store_true", help="only after a change of what builds it")
    arguments = parser.parse_args(argv)
    if arguments.if_changed and not is_watched(changed_files()):
        say("Nothing that builds the packaged program has changed.")
        return 0
    try:
        output = arguments.output.resolve()
        folder = output / contents.WINDOW_PROGRAM
        if not arguments.no_build:
            folder = build.build(lite=arguments.lite, output=output)
        record = prove(folder, is_lite=arguments.lite, is_quick=arguments.quick)
    except Stop as stop:
        say(str(stop))
        return stop.status
    print(json.dumps(record, indent=2, ensure_ascii=False))
    return 0 if record["passed"] else 1


def prove(folder: Path, *, is_lite: bool, is_quick: bool) -> dict[str, object]:
    """Run every step on a copy of the program; gives the report.

    Args:
        folder: the program.
        is_lite: whether it has no TensorFlow.
        is_quick: leave out what takes minutes.
    """
    if not PYTHON.is_file():
        raise Stop("The answers are compared with the checkout's; make .venv with `packaging/bootstrap.py test` first.")
    with tempfile.TemporaryDirectory(prefix="smoke-", ignore_cleanup_errors=IS_WINDOWS) as name:
        root = Path(name).resolve()
        moved = root / "Grüße an alle" / contents.WINDOW_PROGRAM
        shutil.copytree(folder, moved, symlinks=True)
        packaged, source = Packaged(moved, root / "Anna Müller"), Source(root / "source home")
        place = Place(packaged, source, root, is_lite=is_lite, is_quick=is_quick)
        outcomes = [run(step.__name__, step, place) for step in STEPS]
    return {
        "program": build.kind_of(lite=is_lite),
        "network": "on" if packaged.has_network else "off",
        "parts": dict(build.sizes(folder).most_common()),
        "passed": all(outcome.passed for outcome in outcomes),
        "steps": [asdict(outcome) for outcome in outcomes],
    }


def run(name: str, step: Callable[[Place], str], place: Place) -> Outcome:
    """Run one step and say how it went."""
    started = time.monotonic()
    try:
        passed, detail = True, step(place)
    except StepFailed as failure:
        passed, detail = False, str(failure)
    except subprocess.TimeoutExpired as late:
        passed, detail = False, f"it was not done after {late.timeout:.0f} s"
    outcome = Outcome(name, passed, detail, round(time.monotonic() - started, 1))
    say(f"{'passed' if passed else 'FAILED'}  {name:14}{outcome.seconds:7.1f} s  {detail.splitlines()[0]}")
    return outcome


def changed_files() -> list[str]:
    """What the last commit and the checkout's own edits changed; empty where git does not say."""
    line = ["git", "diff", "--name-only", "HEAD~1"]
    try:
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []


def is_watched(changed: list[str]) -> bool:
    """Whether one of the files goes into the building of the program."""
    return any(path.startswith(WATCHED) for path in changed)


if __name__ == "__main__":
    sys.exit(main())

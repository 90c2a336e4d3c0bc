"""What `bootstrap.py test` runs: every check, even after one has failed, and one line at the end that says it all."""

import subprocess
import time
from dataclasses import dataclass

from checkout import PYTHON, ROOT


@dataclass(frozen=True)
class Check:
    """One tool.

    Attributes:
        name: for the summary.
        arguments: of the Python in `.venv`.
        is_shown: its output is shown while it runs; otherwise only when it fails.
    """

    name: str
    arguments: tuple[str, ...]
    is_shown: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a check ended; `seconds` is its wall-clock time."""

    name: str
    has_passed: bool
    seconds: float


# import-linter's command has no module of its own to run.
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

_SLOWEST = ("--durations=10", "--durations-min=1")
# For all tests: as many processes as there are processors, up to four, for each takes 1.5 GB of memory. The tests of
# a file stay together and share what they have loaded; the files come in the order of `tests/conftest.py`.
_SIDE_BY_SIDE = [
    "--numprocesses=auto",
    "--maxprocesses=4",
    "--dist=loadfile",
    "--no-loadscope-reorder",
    "--max-worker-restart=0",  # a test that hung or crashed would be tried again and again
]

CHECKS = (
    Check("ruff", ("-m", "ruff", "check", "--quiet", ".")),
    Check("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("imports", ("-c", _LINT_IMPORTS)),
    Check("mypy", ("-m", "mypy")),
    Check("pytest", ("-m", "pytest", *_SLOWEST), is_shown=True),
    # Builds and runs the packaged program without TensorFlow, about six minutes, when something of its making changed.
    Check("packaged", ("packaging/smoke.py", "--lite", "--if-changed"), is_shown=True),
)


def run_check(check: Check, extra_arguments: list[str]) -> Outcome:
    """Run one check in the checkout and print how it went."""
    started = time.monotonic()
    print(f"{check.name} ...", flush=True)
    line = [str(PYTHON), *check.arguments, *extra_arguments]
    done = subprocess.run(
        line,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=None if check.is_shown else subprocess.PIPE,
        stderr=None if check.is_shown else subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode and done.stdout:
        print(done.stdout.strip(), flush=True)
    return Outcome(check.name, done.returncode == 0, time.monotonic() - started)


def summary(outcomes: list[Outcome]) -> str:
    """Write the last line: what failed, or that all passed, with times."""
    times = ", ".join(f"{outcome.name} {outcome.seconds:.1f} s" for outcome in outcomes)
    failed = [outcome.name for outcome in outcomes if not outcome.has_passed]
    verdict = f"Failed: {', '.join(failed)}" if failed else f"All {len(outcomes)} checks passed"
    return f"{verdict}. Times: {times}."


def run_all(pytest_arguments: list[str]) -> int:
    """Run every check.

    Args:
        pytest_arguments: handed to pytest, such as the tests to run; without any, all tests run side by side.

    Returns:
        0 when all passed, else 1.
    """
    of_pytest = pytest_arguments or _SIDE_BY_SIDE
    outcomes = [run_check(check, of_pytest if check.name == "pytest" else []) for check in CHECKS]
    print(summary(outcomes), flush=True)
    return 0 if all(outcome.has_passed for outcome in outcomes) else 1

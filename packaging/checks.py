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

CHECKS = (
    Check("ruff", ("-m", "ruff", "check", "--quiet", ".")),
    Check("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("imports", ("-c", _LINT_IMPORTS)),
    Check("mypy", ("-m", "mypy")),
    Check("pytest", ("-m", "pytest"), is_shown=True),
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
        pytest_arguments: handed to pytest, such as the tests to run.

    Returns:
        0 when all passed, else 1.
    """
    outcomes = [run_check(check, pytest_arguments if check.name == "pytest" else []) for check in CHECKS]
    print(summary(outcomes), flush=True)
    return 0 if all(outcome.has_passed for outcome in outcomes) else 1

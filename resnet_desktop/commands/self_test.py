"""``resnet-desktop self-test``: does everything work here? For whoever has just installed it, and for scripts."""

import argparse
import json
import platform
import sys
from typing import Any

from resnet_desktop import __version__
from resnet_desktop.self_test.check import Outcome
from resnet_desktop.self_test.running import run_checks
from resnet_desktop.self_test.table import CHECKS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to print it (default: table)")
    parser.add_argument(
        "--quick", action="store_true", help="leave out trainings and exports, which take a few minutes"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the checks; gives the exit status: 1 when one has failed."""
    outcomes = []
    for outcome in run_checks([check for check in CHECKS if check.is_quick or not arguments.quick]):
        outcomes.append(outcome)
        if arguments.format == "table":
            sys.stdout.write(line(outcome))
            sys.stdout.flush()
    if arguments.format == "json":
        sys.stdout.write(json.dumps(record(outcomes), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(verdict(outcomes) + "\n")
    return 1 if _failed(outcomes) else 0


def line(outcome: Outcome) -> str:
    """An outcome for the terminal, with its newline."""
    word = outcome.ending.upper() if outcome.ending == "failed" else outcome.ending
    return f"{word:8}{outcome.name:22}{outcome.seconds:6.1f} s  {outcome.detail or outcome.what}\n"


def verdict(outcomes: list[Outcome]) -> str:
    """The last line."""
    skipped = sum(outcome.ending == "skipped" for outcome in outcomes)
    if failed := _failed(outcomes):
        return f"Failed: {', '.join(failed)}."
    return f"Everything works: {len(outcomes) - skipped} checks passed" + (f", {skipped} skipped." if skipped else ".")


def record(outcomes: list[Outcome]) -> dict[str, Any]:
    """All of it, as JSON has it."""
    return {
        "program": __version__,
        "packaged": bool(getattr(sys, "frozen", False)),
        "system": platform.platform(),
        "passed": not _failed(outcomes),
        "checks": [outcome.to_record() for outcome in outcomes],
    }


def _failed(outcomes: list[Outcome]) -> list[str]:
    return [outcome.name for outcome in outcomes if outcome.ending == "failed"]

"""Runs checks one after the other, each in a process of its own that may crash, hang and litter."""

import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from resnet_desktop.paths import HOME_VARIABLE
from resnet_desktop.self_test.check import Check, CheckFailed, Ending, NotHere, Outcome

_LAST_WORDS_S = 5.0
_TRACE_LINES = 12


def run_checks(checks: Sequence[Check]) -> Iterator[Outcome]:
    """Run checks; nothing of the user's is read or changed, and nothing stays behind.

    Args:
        checks: their functions lie at the top of modules, because other processes look them up there.
    Yields:
        An outcome for each, as soon as it is there.
    """
    for check in checks:
        with tempfile.TemporaryDirectory(prefix="self-test-", ignore_cleanup_errors=True) as place:
            yield run_check(check, Path(place))


def run_check(check: Check, place: Path) -> Outcome:
    """Run one check in a spawned process and end that at the check's limit.

    Args:
        check: what to run.
        place: an empty folder, for its files and as its user's data folder.
    """
    started = time.monotonic()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # No daemon: those may have no processes of their own, which trainings and exports are.
    process = context.Process(target=_run, args=(check, place, theirs), name=f"self-test {check.name}")
    process.start()
    theirs.close()  # only the process holds it now, so its death ends our reading
    ending: Ending
    try:
        if ours.poll(check.limit_s):
            ending, detail = ours.recv()
        else:
            ending, detail = "failed", f"It was not done after {check.limit_s:g} s."
    except (EOFError, ConnectionError):
        process.join(_LAST_WORDS_S)
        ending, detail = "failed", f"Its process crashed (code {process.exitcode}).{_last_words(place)}"
    finally:
        ours.close()
        process.kill()
        process.join()
    return Outcome(check.name, check.what, ending, detail, time.monotonic() - started)


def _run(check: Check, place: Path, connection: Connection) -> None:
    """What the process does."""
    _settle(place)
    try:
        told: tuple[Ending, str] = "passed", check.run(place)
    except NotHere as reason:
        told = "skipped", str(reason)
    except CheckFailed as failure:
        told = "failed", str(failure)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the check has failed, and its parent is told
        told = "failed", "".join(traceback.format_exception(error)[-_TRACE_LINES:]).strip()
    with suppress(OSError):  # the parent did not wait
        connection.send(told)


def _settle(place: Path) -> None:
    """Make the folder this process's home, temporary folder and output; windows are painted on no screen."""
    temporary = place / "temporary"
    temporary.mkdir()
    os.environ[HOME_VARIABLE] = str(place / "home")
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = str(temporary)
    tempfile.tempdir = str(temporary)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    output = (place / "output.txt").open("a", buffering=1, encoding="utf-8")
    for descriptor in (1, 2):
        os.dup2(output.fileno(), descriptor)  # the libraries' own talk would be in the way of JSON
    sys.stdout = sys.stderr = output


def _last_words(place: Path) -> str:
    with suppress(OSError):
        lines = (place / "output.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return "".join(f"\n{line}" for line in lines[-_TRACE_LINES:])
    return ""

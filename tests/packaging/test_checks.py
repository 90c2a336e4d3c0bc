"""The last line of `bootstrap.py test`, and that one failing check does not hide the others."""

import sys
from pathlib import Path

import pytest

import checks
from checks import Check, Outcome, summary


def test_the_last_line_says_that_all_passed_with_times() -> None:
    outcomes = [Outcome("ruff", True, 0.21), Outcome("pytest", True, 65.0)]
    assert summary(outcomes) == "All 2 checks passed. Times: ruff 0.2 s, pytest 65.0 s."


def test_the_last_line_names_what_failed() -> None:
    outcomes = [Outcome("ruff", False, 0.2), Outcome("mypy", True, 9.0), Outcome("pytest", False, 1.0)]
    assert summary(outcomes).startswith("Failed: ruff, pytest. Times:")


def test_every_check_runs_even_after_one_has_failed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "PYTHON", Path(sys.executable))
    failing = Check("first", ("-c", "print('line 7 is too long'); raise SystemExit(3)"))
    passing = Check("pytest", ("-c", "import sys; print('tests of', sys.argv[1:])"), is_shown=True)
    monkeypatch.setattr(checks, "CHECKS", (failing, passing))
    assert checks.run_all(["tests/images"]) == 1
    output = capfd.readouterr().out
    assert "line 7 is too long" in output
    assert "tests of ['tests/images']" in output
    assert "Failed: first. Times: first" in output


def test_all_tests_run_side_by_side_and_a_choice_of_them_as_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, list[str]] = {}

    def note(check: Check, arguments: list[str]) -> Outcome:
        given[check.name] = arguments
        return Outcome(check.name, True, 0.0)

    monkeypatch.setattr(checks, "run_check", note)
    checks.run_all([])
    assert "--numprocesses=auto" in given["pytest"]
    assert given["mypy"] == []
    checks.run_all(["tests/images", "-x"])
    assert given["pytest"] == ["tests/images", "-x"]

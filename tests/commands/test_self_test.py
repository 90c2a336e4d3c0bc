import json
from pathlib import Path

import pytest

from resnet_desktop import cli
from resnet_desktop.commands import self_test
from resnet_desktop.exporting.formats import FORMATS
from resnet_desktop.self_test.check import Check
from resnet_desktop.self_test.table import CHECKS
from tests.helpers import strange_checks

FAILING = Check("second", "looks at a cat", strange_checks.fails)
MISSING = Check("third", "looks for a dog", strange_checks.is_not_here, is_quick=False)


def test_every_check_has_its_own_name_and_says_what_is_done() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.what and check.limit_s >= 60 for check in CHECKS)
    assert {f"export-{name}" for name in FORMATS} <= {check.name for check in CHECKS}


def test_a_failed_check_is_the_exit_status_and_the_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(self_test, "CHECKS", (FAILING, MISSING))
    assert cli.main(["self-test"]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("FAILED  second")
    assert first.endswith("The cat is a dog.")
    assert second.startswith("skipped third")
    assert last == "Failed: second."


def test_json_says_how_each_ended_and_quick_leaves_out_what_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(self_test, "CHECKS", (FAILING, MISSING))
    assert cli.main(["self-test", "--quick", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["passed"], told["packaged"]) == (False, False)
    (check,) = told["checks"]
    assert (check["name"], check["ending"], check["detail"]) == ("second", "failed", "The cat is a dog.")


def test_the_quick_checks_pass_here(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["self-test", "--quick", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [check for check in told["checks"] if check["ending"] != "passed"] == []
    assert status == 0
    assert {"classify", "window", "models"} <= {check["name"] for check in told["checks"]}
    assert list(own_home.iterdir()) == []

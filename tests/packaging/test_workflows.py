"""What continuous integration runs elsewhere: the files it names are here, and its actions are pinned."""

import re
from pathlib import Path

import pytest

from checkout import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_is_one_for_tests_one_for_the_build_and_one_for_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["packaging", "release", "tests"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_script_that_is_run_is_here(path: Path) -> None:
    text = path.read_text("utf-8").replace("\\", "/")
    scripts = set(re.findall(r"\bpackaging/[\w/-]+\.(?:py|sh|iss)\b", text))
    assert scripts
    assert not [script for script in scripts if not (ROOT / script).is_file()]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_may_only_read(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
    assert "permissions:\n  contents: read\n" in text


def test_every_push_runs_the_second_command_of_the_readme_on_every_system() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    assert "packaging/bootstrap.py test" in (ROOT / "README.md").read_text("utf-8")
    assert "run: python packaging/bootstrap.py test\n" in text
    assert all(system in text for system in ("ubuntu-", "windows-", "macos-"))

from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop.self_test.check import Check
from resnet_desktop.self_test.running import run_checks
from tests.helpers import strange_checks


def run(function: Callable[[Path], str], limit_s: float = 60) -> tuple[str, str]:
    (outcome,) = run_checks([Check("name", "what", function, limit_s)])
    assert (outcome.name, outcome.what) == ("name", "what")
    return outcome.ending, outcome.detail


def test_a_check_has_a_home_of_its_own_of_which_nothing_stays(capfd: pytest.CaptureFixture[str]) -> None:
    ending, detail = run(strange_checks.says_where)
    place, home, platform = detail.split("|")
    assert (ending, platform) == ("passed", "offscreen")
    assert home == str(Path(place) / "home")
    assert not Path(place).exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("function", "ending", "words"),
    [
        (strange_checks.fails, "failed", "The cat is a dog."),
        (strange_checks.raises, "failed", "KeyError: 'mistake'"),
        (strange_checks.is_not_here, "skipped", "There is none."),
        (strange_checks.crashes, "failed", "crashed (code 7).\nlast words"),
    ],
)
def test_whatever_a_check_does_has_an_outcome(function: Callable[[Path], str], ending: str, words: str) -> None:
    outcome = run(function)
    assert outcome[0] == ending
    assert words in outcome[1]


def test_a_check_that_hangs_is_ended_at_its_limit() -> None:
    assert run(strange_checks.hangs, 0.5) == ("failed", "It was not done after 0.5 s.")

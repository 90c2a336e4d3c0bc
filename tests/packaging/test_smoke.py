import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import smoke
import smoke_steps
from smoke_steps import Place, StepFailed


class FakeProgram:
    """Stands in for a program: answers every command with the same words."""

    def __init__(self, output: str, status: int = 0, errors: str = "") -> None:
        self._answer = subprocess.CompletedProcess([], status, output, errors)

    def run(self, *_words: str, **_options: object) -> "subprocess.CompletedProcess[str]":
        return self._answer


def place(packaged: FakeProgram, source: FakeProgram, root: Path, *, is_lite: bool = True) -> Place:
    return Place(packaged, source, root, is_lite=is_lite, is_quick=False)  # type: ignore[arg-type]


def test_it_is_run_when_what_builds_the_program_has_changed() -> None:
    assert smoke.is_watched(["README.md", "packaging/pyinstaller/program.spec"])
    assert smoke.is_watched(["packaging/smoke_steps.py"])
    assert not smoke.is_watched(["README.md", "packaging/benchmark.py", "resnet_desktop/cli.py"])
    assert not smoke.is_watched([])


def test_another_answer_than_the_checkouts_is_told(tmp_path: Path) -> None:
    theirs, ours = FakeProgram('[{"label": "dog", "time": 1}]'), FakeProgram('[{"label": "cat", "time": 2}]')
    assert smoke_steps.classify(place(ours, ours, tmp_path)).startswith("the same")
    with pytest.raises(StepFailed, match=r"'dog'.*checkout.*'cat'"):
        smoke_steps.classify(place(theirs, ours, tmp_path))


def test_a_traceback_fails_also_when_the_status_is_0(tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match="Traceback"):
        smoke_steps.version(place(FakeProgram("1", errors="Traceback (most recent…"), FakeProgram("1"), tmp_path))


@pytest.mark.parametrize("detail", ["There is no TensorFlow.", "There is no processor."])
@pytest.mark.parametrize("is_lite", [True, False])
def test_only_the_lite_program_may_skip_checks_and_only_for_tensorflow(
    detail: str, is_lite: bool, tmp_path: Path
) -> None:
    check = f'{{"name": "training", "ending": "skipped", "detail": "{detail}", "seconds": 1}}'
    program = FakeProgram(f'{{"packaged": true, "checks": [{check}]}}')
    here = place(program, program, tmp_path, is_lite=is_lite)
    if is_lite and "TensorFlow" in detail:
        assert smoke_steps.self_test(here).startswith("0 passed, 1 skipped")
    else:
        with pytest.raises(StepFailed, match="training skipped"):
            smoke_steps.self_test(here)


@pytest.mark.parametrize(("theirs", "ours", "is_late"), [(2.9, 0.1, False), (9.5, 5.0, False), (9.5, 4.0, True)])
def test_a_window_is_late_when_the_checkouts_is_much_earlier(
    theirs: float, ours: float, is_late: bool, tmp_path: Path
) -> None:
    here = place(FakeProgram(f"first paint {theirs}\n"), FakeProgram(f"first paint {ours}\n"), tmp_path)
    if is_late:
        with pytest.raises(StepFailed, match=r"after 9\.50 s, the checkout's after 4\.00 s"):
            smoke_steps.window(here)
    else:
        assert "first paint" in smoke_steps.window(here)


def test_the_pictures_to_train_with_are_pictures_of_two_colours(tmp_path: Path) -> None:
    folder = smoke_steps._pictures(tmp_path)
    means = {}
    for kind in ("rot", "blau"):
        with Image.open(folder / kind / "3.png") as picture:
            means[kind] = np.asarray(picture).mean(axis=(0, 1))
    assert means["rot"][0] > 180
    assert means["rot"][2] < 60
    assert means["blau"][0] < 60
    assert means["blau"][2] > 180


def test_a_step_that_hangs_is_an_outcome_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def hang(_place: Place) -> str:
        raise subprocess.TimeoutExpired("program", 5)

    outcome = smoke.run("hang", hang, place(FakeProgram(""), FakeProgram(""), tmp_path))
    assert (outcome.passed, outcome.detail) == (False, "it was not done after 5 s")
    assert "FAILED  hang" in capfd.readouterr().err

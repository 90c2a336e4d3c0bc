import importlib.util
import sys

import pytest

from resnet_desktop.jobs import Control
from resnet_desktop.training.fine_tune import create_run
from resnet_desktop.training.framework import FrameworkMissingError, check_framework
from resnet_desktop.training.plan import Plan

QUICK, FULL = Plan(freeze=5), Plan(freeze=0)


@pytest.mark.usefixtures("without_tensorflow")
def test_without_tensorflow_a_whole_training_is_refused_before_it_begins_and_quick_is_not() -> None:
    check_framework(QUICK)
    with pytest.raises(FrameworkMissingError, match=r"Choose Quick.*--lite"):
        create_run("name", FULL, Control())


@pytest.mark.usefixtures("without_tensorflow")
def test_the_packaged_program_does_not_talk_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(FrameworkMissingError, match="the complete program") as refused:
        check_framework(FULL)
    assert "pip" not in str(refused.value)


@pytest.mark.usefixtures("without_tensorflow")
def test_another_backend_of_keras_is_looked_for_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    if importlib.util.find_spec("keras") is not None:
        check_framework(FULL)

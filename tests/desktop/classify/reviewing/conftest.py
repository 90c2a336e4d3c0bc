"""A page with classified photos, and what can be said about them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.reviewing.review_actions import ReviewActions


@pytest.fixture
def full(program: Program, photos: list[Path], wait_until_idle: Callable[[Program], None]) -> Program:
    """A window with all sample photos classified; the first one is looked at."""
    program.window.classify.add(photos)
    wait_until_idle(program)
    return program


@pytest.fixture
def actions(full: Program) -> ReviewActions:
    return full.window.classify.review

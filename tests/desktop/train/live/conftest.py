"""A follower whose trainings say what the test tells them to."""

from collections.abc import Iterator

import pytest

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.leaving import Leave
from resnet_desktop.desktop.train.state import TrainState
from tests.desktop.train.live.fake_trainings import FakeTrainings


@pytest.fixture
def trainings() -> Iterator[FakeTrainings]:
    made = FakeTrainings()
    yield made
    made.gate.set()


@pytest.fixture
def state(qapp: object) -> TrainState:  # noqa: ARG001  signals need the application
    return TrainState()


@pytest.fixture
def follower(state: TrainState, tasks: Tasks, trainings: FakeTrainings) -> Iterator[RunFollower]:
    made = RunFollower(state, tasks, trainings)
    yield made
    made.leave(Leave.LET_GO_ON)

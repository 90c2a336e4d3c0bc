import pytest

from resnet_desktop.training.pace import Pace


def test_the_first_step_builds_the_graph_and_does_not_count() -> None:
    pace = Pace()
    pace.add_step(30)
    assert pace.seconds_per_step is None
    assert pace.seconds_left(10, 1, 5) is None
    pace.add_step(1)
    pace.add_step(3)
    assert pace.seconds_per_step == 2


def test_the_time_left_counts_looks_at_the_validation_pictures() -> None:
    pace = Pace()
    pace.add_step(30)
    pace.add_step(3)
    assert pace.seconds_left(10, 2, 5) == pytest.approx(10 * 3 + 2 * 5)
    pace.add_validation(7)
    assert pace.seconds_left(10, 2, 5) == pytest.approx(10 * 3 + 2 * 7)

import math

import pytest

from resnet_desktop.desktop.train.live.course import Course
from resnet_desktop.desktop.train.live.phase import Phase, phase_after, phase_at_rest
from tests.desktop.train.live.fake_trainings import DIED, DONE, STOPPED, batch, epoch, start


def made(*records: dict[str, object]) -> Course:
    course = Course()
    course.take_all(records)
    return course


def points(series: object) -> list[tuple[float, float]]:
    return [(x, y) for x, y in zip(series.xs, series.ys, strict=True) if not math.isnan(y)]  # type: ignore[attr-defined]


def test_steps_lie_between_epochs() -> None:
    course = made(start(), batch(1, 5), batch(1, 10), epoch(1), batch(2, 5))
    assert points(course.step_loss) == [(0.5, 1), (1, 1), (1.5, 1)]
    assert points(course.validation_loss) == [(1, 1.2)]
    assert course.place == 1.5
    assert course.epochs == 3


def test_the_mean_of_one_epoch_is_not_joined_to_that_of_the_next() -> None:
    course = made(start(), batch(1, 10), batch(2, 1))
    assert [math.isnan(y) for y in course.step_loss.ys] == [False, True, False]


def test_steps_that_are_taken_again_are_drawn_once() -> None:
    course = made(start(), batch(1, 10), epoch(1), batch(2, 4), batch(2, 8), start(epoch=1, step=4), batch(2, 5))
    assert [x for x, _ in points(course.step_loss)] == pytest.approx([1, 1.4, 1.5])
    course.take(start(epoch=0, step=0))
    assert points(course.step_loss) == []
    assert points(course.validation_loss) == []
    assert course.best is None
    assert course.place == 0


def test_the_best_epoch_is_the_most_accurate_one_then_the_one_with_the_lowest_loss() -> None:
    course = made(epoch(1, 0.8), epoch(2, 0.9), epoch(3, 0.9))
    assert course.best is not None
    assert course.best["epoch"] == 3


def test_a_validation_that_is_missing_leaves_a_gap() -> None:
    course = made({**epoch(1), "validation_loss": None, "validation_accuracy": None})
    assert course.best is None
    assert points(course.train_loss) == [(1, 1)]


def test_a_hint_is_said_once_and_anew() -> None:
    course = made(
        {"type": "hint", "kind": "overfitting", "message": "Old"},
        {"type": "hint", "kind": "rate", "message": "Rate"},
        {"type": "hint", "kind": "overfitting", "message": "New"},
    )
    assert [hint["message"] for hint in course.hints] == ["Rate", "New"]


def test_a_type_that_nobody_knows_is_passed_over() -> None:
    assert made({"type": "weather"}).place == 0


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ("start", Phase.STARTING, Phase.RUNNING),
        ("batch", Phase.STARTING, Phase.RUNNING),
        ("progress", Phase.STARTING, Phase.STARTING),
        ("batch", Phase.PAUSING, Phase.PAUSING),
        ("paused", Phase.PAUSING, Phase.PAUSED),
        ("resumed", Phase.PAUSED, Phase.RUNNING),
        ("paused", Phase.STOPPING, Phase.STOPPING),
        ("batch", Phase.STOPPING, Phase.STOPPING),
        ("start", Phase.PAUSING, Phase.PAUSING),
        ("stopped", Phase.STOPPING, Phase.STOPPED),
        ("done", Phase.STOPPING, Phase.DONE),
        ("error", Phase.RUNNING, Phase.FAILED),
    ],
)
def test_what_is_told_says_what_is_done(told: str, before: Phase, after: Phase) -> None:
    assert phase_after(told, before) is after


def test_a_run_at_rest_is_done_failed_or_can_go_on() -> None:
    assert phase_at_rest(made(start(), epoch(1), DONE)) is Phase.DONE
    assert phase_at_rest(made(start(), DIED)) is Phase.FAILED
    assert phase_at_rest(made(start(), STOPPED)) is Phase.STOPPED
    assert phase_at_rest(made(start(), STOPPED, start())) is Phase.INTERRUPTED
    assert phase_at_rest(made(start(), batch(1, 4))) is Phase.INTERRUPTED
    assert phase_at_rest(made()) is Phase.INTERRUPTED

import pytest

from resnet_desktop.training.plan import Plan
from resnet_desktop.training.schedule import learning_rate, plateau_reductions


def rates(**fields: object) -> list[float]:
    plan = Plan(**{"learning_rate": 0.1, "epochs": 4, **fields})  # type: ignore[arg-type]
    return [learning_rate(plan, step, 10) for step in range(40)]


def test_warmup_rises_evenly_to_the_highest_rate() -> None:
    values = rates(schedule="constant", warmup=0.5)
    assert values[:6] == pytest.approx([0.1 * k / 6 for k in range(1, 7)])
    assert set(values[5:]) == {0.1}


def test_cosine_falls_to_nearly_nothing_at_the_end() -> None:
    values = rates(schedule="cosine", warmup=1)
    assert values == sorted(values[:10]) + sorted(values[10:], reverse=True)
    assert values[25] == pytest.approx(0.05, rel=0.06)
    assert 0 < values[-1] < 0.001


def test_steps_multiply_the_rate_every_few_epochs() -> None:
    values = rates(schedule="steps", warmup=0, step_epochs=2, step_factor=0.1)
    assert values == pytest.approx([0.1] * 20 + [0.01] * 20)


@pytest.mark.parametrize(
    ("losses", "patience", "reductions"),
    [
        ([], 2, 0),
        ([1.0, 0.9, 0.8], 2, 0),
        ([1.0, 1.1, 1.2], 2, 1),
        ([1.0, 1.1, 0.9, 1.0], 2, 0),
        ([1.0, 1.1, 1.2, 1.3, 1.4], 2, 2),
        ([1.0, 1.1, 1.2], 0, 0),
    ],
)
def test_a_plateau_reduces_the_rate_after_patient_waiting(losses: list[float], patience: int, reductions: int) -> None:
    assert plateau_reductions(losses, patience) == reductions

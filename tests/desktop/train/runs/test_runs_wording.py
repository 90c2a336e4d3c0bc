from datetime import UTC, datetime
from pathlib import Path

from resnet_desktop.desktop.train.runs import wording
from resnet_desktop.training.comparing_runs import Compared
from resnet_desktop.training.past_runs import PastRun, RunState
from resnet_desktop.training.plan import Plan

RUN = PastRun(
    "mushrooms",
    Path("/runs/mushrooms"),
    RunState.FINISHED,
    plan=Plan(epochs=4),
    data="autumn",
    accuracy=0.922,
    measured_on="test",
    epochs=4,
    started=datetime(2025, 11, 24, 17, 5, tzinfo=UTC),
    seconds=190,
    size=1_200_000,
    model_size=47_000_000,
)


def pictures(number: int) -> tuple[Path, ...]:
    return tuple(Path(str(each)) for each in range(number))


def test_a_finished_run_is_summed_up() -> None:
    assert wording.summary(RUN) == (
        "Finished after 4 of 4 epochs. 92.2 % right on test pictures of autumn. "
        "The run takes 1.2 MB, its model 47.0 MB."
    )


def test_an_interrupted_run_tells_how_far_it_came() -> None:
    run = PastRun("a", Path("/a"), RunState.INTERRUPTED, plan=Plan(epochs=9), epochs=2, size=10)
    assert wording.summary(run) == "Interrupted after 2 of 9 epochs. The run takes 10 B."


def test_a_failed_run_tells_why() -> None:
    run = PastRun("a", Path("/a"), RunState.FAILED, failure="The disk is full", plan=Plan(epochs=9), epochs=2, size=10)
    assert wording.summary(run) == "Failed after 2 of 9 epochs. The disk is full. The run takes 10 B."


def test_a_running_run_tells_how_far_it_is() -> None:
    run = PastRun("a", Path("/a"), RunState.RUNNING, plan=Plan(epochs=9), epochs=2, size=10)
    assert wording.summary(run).startswith("Running, 2 of 9 epochs done.")


def test_an_accuracy_on_validation_pictures_is_marked() -> None:
    assert wording.accuracy(RUN) == "92.2 %"
    assert wording.accuracy(PastRun("a", Path("/a"), RunState.INTERRUPTED, accuracy=0.5, measured_on="validation")) == (
        "50.0 % *"
    )


def test_deleting_says_how_much_disk_comes_back() -> None:
    assert wording.delete_text(RUN).endswith("1.2 MB of disk come back.")
    assert wording.delete_model(RUN) == "Delete its model from the library too (47.0 MB)"


def test_a_small_difference_could_be_chance() -> None:
    words = wording.compared("a", "b", Compared(pictures(90), pictures(4), pictures(3), pictures(3)))
    assert words == (
        "Of 100 pictures, “a” gets 94.0 % right, “b” 93.0 %. That could be chance: "
        "two equally good models would differ at least so much in 100.0 % of all cases."
    )


def test_a_large_difference_is_hardly_chance() -> None:
    words = wording.compared("a", "b", Compared(pictures(50), pictures(40), pictures(3), pictures(7), 2))
    assert "That is hardly chance: " in words
    assert "less than once in 1,000 times." in words
    assert words.endswith("2 pictures could not be read.")


def test_no_difference_is_told_as_such() -> None:
    assert wording.compared("a", "b", Compared(pictures(5), (), (), ())).endswith("right about the same pictures.")


def test_differences_are_counted() -> None:
    assert wording.differences(1, "b") == "1 setting differs from “b”:"
    assert wording.differences(21, "b") == "21 settings differ from “b”:"

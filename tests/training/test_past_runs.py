import json
from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.past_runs import RunState, list_runs, read_note, remove_run, write_note
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import RecordFile
from resnet_desktop.training.run import Run

MakeRun = Callable[..., Run]


@pytest.fixture
def make_run() -> MakeRun:
    def make(name: str = "mushrooms", **fields: object) -> Run:
        data = DataSet(Path("/d"), ("a", "b"), (Example("a/1", 0),), (), ())
        run = Run.create(name, Plan(**{"data": "/photos/mushrooms", **fields}), data)  # type: ignore[arg-type]
        run.write_history([{"epoch": 1, "seconds": 61.5, "validation_accuracy": 0.75, "validation_loss": 0.5}])
        return run

    return make


def test_no_runs_are_an_empty_list() -> None:
    assert list_runs() == ()


def test_an_unfinished_run_tells_how_far_it_came(make_run: MakeRun) -> None:
    make_run()
    (found,) = list_runs()
    assert (found.name, found.state, found.data) == ("mushrooms", RunState.INTERRUPTED, "mushrooms")
    assert (found.accuracy, found.measured_on, found.epochs, found.seconds) == (0.75, "validation", 1, 61.5)
    assert found.started is not None
    assert found.size > 100


def test_a_run_that_somebody_stopped_is_stopped_until_it_goes_on(make_run: MakeRun) -> None:
    file = RecordFile(make_run().folder)
    file.add({"type": "stopped", "message": "Stopped."})
    assert list_runs()[0].state == RunState.STOPPED
    file.add({"type": "start", "epoch": 1, "step": 0})
    assert list_runs()[0].state == RunState.INTERRUPTED


def test_a_run_that_failed_says_why_and_whether_it_can_go_on(make_run: MakeRun) -> None:
    file = RecordFile(make_run().folder)
    file.add({"type": "error", "message": "The disk is full.", "is_resumable": True})
    (found,) = list_runs()
    assert (found.state, found.failure, found.can_resume) == (RunState.FAILED, "The disk is full.", True)
    file.add({"type": "error", "message": "The pictures are gone.", "is_resumable": False})
    (found,) = list_runs()
    assert (found.state, found.failure, found.can_resume) == (RunState.FAILED, "The pictures are gone.", False)


def test_a_judged_run_is_finished_and_shows_its_test_accuracy(make_run: MakeRun) -> None:
    make_run(data="cifar10").write_evaluation({"top1": 0.5})
    (found,) = list_runs()
    assert (found.state, found.data, found.accuracy, found.measured_on) == (RunState.FINISHED, "CIFAR-10", 0.5, "test")


def test_a_run_that_was_killed_while_it_was_judged_is_interrupted(make_run: MakeRun) -> None:
    run = make_run()
    run.write_evaluation({"top1": 0.5})
    (run.folder / "model").mkdir()
    assert list_runs()[0].state == RunState.INTERRUPTED


def test_a_run_that_somebody_works_on_is_running(make_run: MakeRun) -> None:
    make_run()
    assert list_runs(lambda folder: folder.name == "mushrooms")[0].state == RunState.RUNNING


@pytest.mark.parametrize("name", ["plan.json", "history.jsonl", "evaluation.json"])
@pytest.mark.parametrize("text", ['{"cut', "[3]", '{"x": 1}'])
def test_a_damaged_run_is_listed_with_one_sentence(name: str, text: str, make_run: MakeRun) -> None:
    (make_run().folder / name).write_text(text)
    (found,) = list_runs()
    assert found.state == RunState.BROKEN
    assert found.problem.startswith("This run is damaged: ")
    assert "\n" not in found.problem


def test_foreign_folders_are_listed_and_files_are_not() -> None:
    (paths.runs_dir() / "holiday").mkdir(parents=True)
    (paths.runs_dir() / "holiday" / "photo.jpg").write_bytes(b"x")
    (paths.runs_dir() / "empty").mkdir()
    (paths.runs_dir() / "test-looks.jsonl").write_text("")
    found = {run.name: run.problem for run in list_runs()}
    assert found == {
        "holiday": "This folder is no run: it holds no plan.",
        "empty": "This folder is no run: it is empty.",
    }


def test_a_note_stays_with_its_run(make_run: MakeRun) -> None:
    folder = make_run().folder
    assert read_note(folder) == ""
    write_note(folder, "Too few boletes.\nTry again in autumn.")
    assert list_runs()[0].note == "Too few boletes.\nTry again in autumn."


def test_a_deleted_run_does_not_come_back_for_its_note(make_run: MakeRun) -> None:
    folder = make_run().folder
    remove_run("mushrooms", with_model=False)
    write_note(folder, "late")
    assert list_runs() == ()


def test_deleting_says_how_much_disk_comes_back(make_run: MakeRun) -> None:
    make_run()
    size = list_runs()[0].size
    assert remove_run("mushrooms", with_model=True) == size
    assert list(paths.runs_dir().iterdir()) == []


def test_the_model_stays_or_goes_as_asked(make_run: MakeRun) -> None:
    for name in ("one", "other"):
        make_run(name)
        (paths.models_dir() / name).mkdir(parents=True)
        (paths.models_dir() / name / "weights.safetensors").write_bytes(b"0" * 999)
    sizes = {run.name: run.size for run in list_runs()}
    assert [run.model_size for run in list_runs()] == [999, 999]
    assert remove_run("one", with_model=True) == sizes["one"] + 999
    assert remove_run("other", with_model=False) == sizes["other"]
    assert [path.name for path in paths.models_dir().iterdir()] == ["other"]


def test_deleting_what_is_gone_is_told(make_run: MakeRun) -> None:
    make_run()
    remove_run("mushrooms", with_model=False)
    with pytest.raises(UserError, match="'mushrooms' cannot be deleted"):
        remove_run("mushrooms", with_model=False)


def test_plans_of_a_future_version_are_told_not_thrown(make_run: MakeRun) -> None:
    folder = make_run().folder
    (folder / "plan.json").write_text(json.dumps({"warp": 9}))
    assert "'warp'" in list_runs()[0].problem

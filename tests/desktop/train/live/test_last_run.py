import json
import os
from pathlib import Path

import pytest

from resnet_desktop import paths
from resnet_desktop.desktop.train.live.last_run import LastRun, find_last_run, last_run_words
from resnet_desktop.jobs import Control
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run_lock import hold_run
from tests.desktop.train.live.fake_trainings import DIED, STOPPED, epoch, start


def write_run(name: str, time_s: float, *records: dict[str, object]) -> Path:
    folder = paths.runs_dir() / name
    folder.mkdir(parents=True)
    finished = [record for record in records if record["type"] == "epoch"]
    for file, lines in (("records.jsonl", records), ("history.jsonl", finished)):
        (folder / file).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    (folder / "plan.json").write_text(Plan(epochs=3).to_json(), "utf-8")
    os.utime(folder / "plan.json", (1000, 1000))
    os.utime(folder / "records.jsonl", (time_s, time_s))
    return folder


def test_without_runs_there_is_none() -> None:
    assert find_last_run(Control()) is None


def test_the_run_that_told_something_last_is_the_last_one() -> None:
    write_run("oaks", 3000, start(), epoch(1), STOPPED)
    write_run("pines", 2000, start())
    assert find_last_run(Control()) == LastRun("oaks", was_stopped=True, finished=1, epochs=3)


def test_a_run_without_an_end_was_interrupted() -> None:
    write_run("oaks", 3000, start())
    assert find_last_run(Control()) == LastRun("oaks", was_stopped=False, finished=0, epochs=3)


def test_what_failed_is_not_offered_nor_is_what_came_before_it() -> None:
    write_run("oaks", 3000, start(), DIED)
    write_run("pines", 2000, start())
    assert find_last_run(Control()) is None


def test_what_somebody_trains_is_not_offered() -> None:
    with hold_run(write_run("oaks", 3000, start())):
        assert find_last_run(Control()) is None


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (
            LastRun("oaks", was_stopped=True, finished=2, epochs=3),
            "oaks was stopped after 2 of 3 epochs. It can go on from its last checkpoint.",
        ),
        (
            LastRun("oaks", was_stopped=False, finished=0, epochs=3),
            "oaks was interrupted in its first epoch. It can go on from its last checkpoint.",
        ),
    ],
)
def test_where_a_run_was_left_is_said(run: LastRun, words: str) -> None:
    assert last_run_words(run) == words

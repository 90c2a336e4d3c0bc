"""A program that is killed in the middle of its work, for real."""

import subprocess
import sys
import time
from pathlib import Path

from resnet_desktop.classification.sessions.saver import INTERVAL_S
from tests.conftest import ROOT
from tests.desktop.classify.keeping.conftest import Begin

_BUSY_S = 1.0
"""A busy machine may take so long to write a transaction."""


def test_kill_9_loses_no_more_than_the_last_moment(begin: Begin, photos: list[Path]) -> None:
    script = "tests.desktop.classify.keeping.go_on_until_killed"
    command = [sys.executable, "-m", script, *map(str, photos)]
    said: dict[int, float] = {}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "all there\n"
        while len(said) < 60:
            number, when = program.stdout.readline().split()
            said[int(number)] = float(when)
        killed = time.monotonic()
        program.kill()
    start = begin()
    assert start.names() == [photo.name for photo in photos]
    assert start.classifier.seen == [], "all results are there again"
    given = [entry.given for entry in start.session.pictures.store]
    last = max(int(label.removeprefix("class ")) for label in given)
    lost = [when for number, when in said.items() if number > last]
    assert last > 10
    assert not [when for when in lost if killed - when > INTERVAL_S + _BUSY_S]
    assert start.session.reviewing.undo_text == f"Undo correcting 1 picture to class {last}"
    start.session.reviewing.undo()
    start.session.reviewing.undo()
    labels = {entry.given for entry in start.session.pictures.store}
    assert not {f"class {last}", f"class {last - 1}"} & labels
    start.session.reviewing.redo()
    assert f"class {last - 1}" in {entry.given for entry in start.session.pictures.store}

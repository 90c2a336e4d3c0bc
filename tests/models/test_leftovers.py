import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resnet_desktop.models import write_model
from resnet_desktop.models.folder_swap import replacing_folder, restore
from tests.helpers.tiny_model import tiny_card, tiny_weights

KILLED = """
import os, sys
from pathlib import Path
from resnet_desktop.models.folder_swap import replacing_folder
with replacing_folder(Path(sys.argv[1])) as partial:
    (partial / "weights.safetensors").write_text("half")
    os._exit(9)
"""


def grow_old(folder: Path) -> None:
    before = time.time() - 60
    os.utime(folder, (before, before))


def partials(parent: Path) -> list[Path]:
    return list(parent.glob(".*.partial"))


def test_what_a_killed_process_left_goes_when_the_models_are_listed_next(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "shapes")], check=False)
    assert done.returncode == 9
    (left,) = partials(tmp_path)
    restore(tmp_path)
    assert left.exists(), "it is so young that somebody may be just about to work on it"
    grow_old(left)
    restore(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_somebody_works_on_stays_however_long_it_takes(tmp_path: Path) -> None:
    card = tiny_card()
    with replacing_folder(tmp_path / "shapes") as partial:
        grow_old(partial)
        write_model(tmp_path / "other", card, tiny_weights(card))
        restore(tmp_path)
        (partial / "card.json").write_text("whole")
    assert [path.name for path in (tmp_path / "shapes").iterdir()] == ["card.json"], "the lock is gone too"


def test_a_folder_that_was_cleared_by_mistake_fails_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resnet_desktop.models.leftovers._is_held", lambda _partial: False)

    def replaced() -> None:
        with replacing_folder(tmp_path / "shapes") as partial:
            (partial / "card.json").write_text("whole")
            grow_old(partial)
            restore(tmp_path)

    with pytest.raises(OSError, match="No such file"):
        replaced()
    assert not list(tmp_path.iterdir())

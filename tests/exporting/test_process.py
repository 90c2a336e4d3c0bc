import errno
import os
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines.openvino_network import import_openvino
from resnet_desktop.exporting.blueprint import blueprint_of
from resnet_desktop.exporting.child import _is_full
from resnet_desktop.exporting.errors import ExportError
from resnet_desktop.exporting.process import run_apart
from resnet_desktop.exporting.writing import write
from resnet_desktop.jobs import Cancelled, Control
from tests.helpers.exported_files import crash, die_at_once, wait_for_ever
from tests.helpers.random_model import random_model


def test_a_process_that_dies_is_an_error() -> None:
    with pytest.raises(ExportError, match=r"^Converting failed: its process crashed \(code 3\)$"):
        run_apart(crash, (), Path(), "Converting", Control())


def test_a_process_that_dies_before_it_has_read_its_work_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resnet_desktop.exporting.process.run_child", die_at_once)
    with pytest.raises(ExportError, match=r"^Converting failed: its process crashed \(code 4\)$"):
        run_apart(crash, (bytes(1 << 20),), Path(), "Converting", Control())


def test_an_error_in_the_process_is_told() -> None:
    with pytest.raises(ExportError, match=r"^Converting failed: .*missing 1 required positional argument: '_report'"):
        run_apart(wait_for_ever, (), Path(), "Converting", Control())


def test_cancelling_ends_the_process_at_once(tmp_path: Path) -> None:
    started = tmp_path / "started"

    class CancelOnceStarted(Control):
        def check(self) -> None:
            if started.exists():
                self.cancel()
            super().check()

    with pytest.raises(Cancelled):
        run_apart(wait_for_ever, (started,), Path(), "Converting", CancelOnceStarted())


def test_a_stream_of_openvino_that_has_an_error_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("basic_ios::clear: iostream error")

    monkeypatch.setattr(import_openvino(), "save_model", fail)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        write("openvino", blueprint_of(random_model("tiny", 32, 3)), tmp_path / "shapes.xml", np.empty(0, np.uint8))
    assert _is_full(caught.value)


def test_a_full_disk_is_known_by_number_and_by_words() -> None:
    assert _is_full(OSError(errno.ENOSPC, "full"))
    assert _is_full(RuntimeError(f"RESOURCE_EXHAUSTED: shapes; {os.strerror(errno.ENOSPC)}"))
    assert not _is_full(RuntimeError("something else"))

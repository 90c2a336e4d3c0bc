import multiprocessing
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import ModelError
from resnet_desktop.models.reading_apart import read_weights_apart
from tests.helpers import strange_readers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A Keras file with one array of ResNet-50."""
    with h5py.File(tmp_path / "some.h5", "w") as file:
        file["conv1_conv/conv1_conv/bias:0"] = np.arange(64, dtype=np.float32)
    return tmp_path / "some.h5"


def test_arrays_come_from_the_other_process_as_they_are(path: Path) -> None:
    found = read_weights_apart(Control(), path)
    assert found.kind == "Keras .h5"
    np.testing.assert_array_equal(found.weights["conv1/bias"], np.arange(64))
    assert multiprocessing.active_children() == []


def test_the_other_processs_reason_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(ModelError, match="the file is damaged"):
        read_weights_apart(Control(), path)


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (strange_readers.crash, "ended the process"),
        (strange_readers.crash_halfway, "ended the process"),
        (strange_readers.lie, "ended the process"),
        (strange_readers.lie_about_arrays, "expected the shape"),
    ],
)
def test_a_process_that_does_something_else_is_not_believed(path: Path, read: Callable[..., None], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        read_weights_apart(Control(), path, read=read)
    assert multiprocessing.active_children() == []


def test_a_process_that_hangs_is_ended(path: Path) -> None:
    with pytest.raises(ModelError, match=r"could not be read within 0\.2 s"):
        read_weights_apart(Control(), path, patience_s=0.2, read=strange_readers.hang)
    assert multiprocessing.active_children() == []


def test_cancelling_ends_the_process(path: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        read_weights_apart(control, path, read=strange_readers.hang)
    assert multiprocessing.active_children() == []

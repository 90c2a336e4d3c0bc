import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from resnet_desktop.classification.replacing import replacing_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "results.csv"
    path.write_text("old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_stays_until_the_new_one_is_complete(old: Path) -> None:
    with replacing_file(old, "utf-8", "strict") as file:
        file.write("new")
        file.flush()
        assert old.read_text() == "old"
    assert old.read_text() == "new"
    assert names(old.parent) == ["results.csv"]


def test_an_error_leaves_the_old_file_and_nothing_else(old: Path) -> None:
    with pytest.raises(ZeroDivisionError), replacing_file(old, "utf-8", "strict") as file:
        file.write(str(1 / 0))
    assert old.read_text() == "old"
    assert names(old.parent) == ["results.csv"]


def test_a_missing_folder_is_told_by_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "results.csv"
    with pytest.raises(FileNotFoundError) as caught, replacing_file(path, "utf-8", "strict"):
        raise AssertionError("there is nothing to write to")
    assert caught.value.filename == str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_permissions_stay_and_new_files_have_the_usual_ones(old: Path) -> None:
    old.chmod(0o640)
    for path in (old, old.with_name("new.csv")):
        with replacing_file(path, "utf-8", "strict") as file:
            file.write("new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    usual = old.with_name("usual")
    usual.touch()
    assert old.with_name("new.csv").stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_goes_on_pointing_to_the_file(old: Path) -> None:
    link = old.with_name("link.csv")
    link.symlink_to(old)
    with replacing_file(link, "utf-8", "strict") as file:
        file.write("new")
    assert link.is_symlink()
    assert old.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with replacing_file(pipe, "utf-8", "strict") as file:
        file.write("through")
    reader.join(20)
    assert read == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"irectory|denied"), replacing_file(tmp_path, "utf-8", "strict"):
        raise AssertionError("there is nothing to write to")
    assert names(tmp_path) == []

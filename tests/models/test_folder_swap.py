import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.models import folder_swap, read_model, write_model
from resnet_desktop.models.folder_swap import remove_folder, replacing_folder, restore
from tests.helpers.tiny_model import tiny_card, tiny_weights

NEW = tiny_card(title="The new one")


def failing(real: Callable[..., Any], at: int) -> tuple[Callable[..., Any], list[int]]:
    """A function that fails at its n-th call, as on a full disk, and the count of its calls."""
    calls: list[int] = []

    def call(*arguments: Any, **options: Any) -> Any:
        calls.append(len(calls))
        if calls[-1] == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    return call, calls


@pytest.mark.parametrize(("function", "expected_calls"), [("fsync", 4), ("replace", 2)])
def test_a_replacement_that_fails_at_any_step_leaves_the_old_model(
    folder: Path, monkeypatch: pytest.MonkeyPatch, function: str, expected_calls: int
) -> None:
    old = read_model(folder)
    real = getattr(os, function)
    for at in range(expected_calls):
        stub, _ = failing(real, at)
        monkeypatch.setattr(os, function, stub)
        with pytest.raises(OSError, match="space"):
            write_model(folder, NEW, tiny_weights(NEW, seed=1))
        monkeypatch.setattr(os, function, real)
        found = read_model(folder)
        assert found.card == old.card, f"after call {at} of os.{function}"
        np.testing.assert_array_equal(found.weights["conv1/kernel"], old.weights["conv1/kernel"])
        assert [path.name for path in folder.parent.iterdir()] == ["shapes"], "nothing is left behind"
    stub, calls = failing(real, -1)
    monkeypatch.setattr(os, function, stub)
    write_model(folder, NEW, tiny_weights(NEW, seed=1))
    assert len(calls) == expected_calls, "there are no other steps that could fail"
    assert read_model(folder).card.title == "The new one"
    assert [path.name for path in folder.parent.iterdir()] == ["shapes"]


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_new_model_that_fails_at_any_step_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    real = getattr(os, function)
    for at in range(4 if function == "fsync" else 1):
        stub, _ = failing(real, at)
        monkeypatch.setattr(os, function, stub)
        with pytest.raises(OSError, match="space"):
            write_model(tmp_path / "shapes", NEW, tiny_weights(NEW))
        assert not list(tmp_path.iterdir())


def test_an_interrupted_replacement_leaves_the_old_model(folder: Path) -> None:
    def interrupted() -> None:
        with replacing_folder(folder) as partial:
            (partial / "card.json").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert read_model(folder).card.title == "Three shapes"
    assert [path.name for path in folder.parent.iterdir()] == ["shapes"]


def test_a_power_cut_between_the_two_renames_is_repaired(folder: Path) -> None:
    folder.rename(folder.with_name(".shapes.previous"))
    restore(folder.parent)
    assert read_model(folder).card.title == "Three shapes"


def test_what_a_power_cut_left_beside_a_complete_model_goes_with_the_next_replacement(folder: Path) -> None:
    left = folder.with_name(".shapes.previous")
    left.mkdir()
    (left / "card.json").write_text("old")
    restore(folder.parent)
    assert left.exists(), "the model is there: nothing to restore"
    write_model(folder, NEW, tiny_weights(NEW))
    assert [path.name for path in folder.parent.iterdir()] == ["shapes"]


def test_a_quicker_process_does_not_make_a_replacement_fail(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace
    interfered = False

    def replace(source: Path, target: Path) -> None:
        nonlocal interfered
        if target == folder and not interfered:
            interfered = True
            restore(folder.parent)  # another process lists the library just now
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    write_model(folder, NEW, tiny_weights(NEW))
    assert interfered
    assert read_model(folder).card.title == "The new one"
    assert [path.name for path in folder.parent.iterdir()] == ["shapes"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_model_is_readable_by_everybody(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) & 0o055 == 0o055


def test_windows_waits_for_a_virus_scanner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace
    pauses: list[float] = []

    def busy_at_first(source: Path, target: Path) -> None:
        if len(pauses) < 3:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(folder_swap, "_IS_WINDOWS", True)
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(os, "replace", busy_at_first)
    write_model(folder, NEW, tiny_weights(NEW))
    assert len(pauses) == 3
    assert read_model(folder).card.title == "The new one"


def test_removing_takes_the_whole_folder(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "notes.txt").write_text("mine")
    remove_folder(folder)
    assert not list(folder.parent.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_removing_a_link_keeps_what_it_points_to(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    library = tmp_path_factory.mktemp("library")
    (library / "linked").symlink_to(folder)
    remove_folder(library / "linked")
    assert not list(library.iterdir())
    assert read_model(folder).card.name == "shapes"

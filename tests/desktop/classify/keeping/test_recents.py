from pathlib import Path

import pytest

from resnet_desktop.desktop.classify.keeping.recents import worth_remembering


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.jpg", "b.jpg", "c.jpg", "d.jpg"):
        (tmp_path / name).touch()
    (tmp_path / "holiday").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "sample.jpg").touch()
    return tmp_path


def test_folders_come_before_files_and_the_first_one_is_last_so_that_it_heads_the_menu(folder: Path) -> None:
    given = [folder / "a.jpg", folder / "holiday", folder / "b.jpg"]
    assert worth_remembering(given, ()) == (folder / "holiday", folder / "b.jpg", folder / "a.jpg")


def test_many_files_are_remembered_by_their_folder(folder: Path) -> None:
    given = [folder / name for name in ("a.jpg", "b.jpg", "c.jpg", "d.jpg")]
    assert worth_remembering(given, ()) == (folder,)


def test_what_the_program_brought_is_not_remembered(folder: Path) -> None:
    assert worth_remembering([folder / "own" / "sample.jpg"], [folder / "own"]) == ()


def test_relative_names_become_whole_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert worth_remembering([Path("holiday")], ()) == (folder / "holiday",)

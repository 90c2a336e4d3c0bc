import os
from pathlib import Path

import pytest

from resnet_desktop import paths


def test_everything_of_the_user_lies_below_the_chosen_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "portable"))
    assert paths.home() == tmp_path / "portable"
    for place in (paths.models_dir, paths.runs_dir, paths.cache_dir, paths.logs_dir, paths.sessions_dir):
        assert place().parent == paths.home()
    assert paths.settings_file() == paths.home() / "settings.json"


def test_without_a_choice_home_is_a_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.home().is_absolute()
    assert paths.home().name == "ResNet Desktop"


def test_a_tilde_in_the_chosen_home_is_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, "~/resnet")
    assert paths.home() == Path.home() / "resnet"


def test_asking_for_a_folder_does_not_make_it(own_home: Path) -> None:
    assert not paths.models_dir().exists()
    assert list(own_home.iterdir()) == []


def test_an_atomic_write_makes_its_folder_and_replaces_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "new" / "card.json"
    paths.write_atomically(target, b"a much longer first version")
    paths.write_atomically(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_an_atomic_write_has_the_permissions_of_any_other_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    paths.write_atomically(tmp_path / "atomic", b"")
    assert (tmp_path / "atomic").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_failed_write_keeps_the_old_file_and_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "card.json"
    paths.write_atomically(target, b"old")

    def disk_is_full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_is_full)
    with pytest.raises(OSError, match="No space left"):
        paths.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]

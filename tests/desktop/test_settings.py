import json
from pathlib import Path

import pytest

from resnet_desktop.desktop.settings import CLASSIFY_SPLIT, LAST_FOLDER, SETTINGS, THEME, Settings


def test_a_new_installation_has_the_defaults_and_no_problem(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert [settings.get(setting) for setting in SETTINGS] == [setting.default for setting in SETTINGS]
    assert settings.problem == ""


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "folder that is made" / "settings.json"
    settings = Settings(path)
    settings.put(THEME, "dark")
    settings.put(CLASSIFY_SPLIT, (300, 700))
    settings.put(LAST_FOLDER, "/Bilder/Größe")
    settings.save()
    again = Settings(path)
    assert again.text(THEME) == "dark"
    assert again.numbers(CLASSIFY_SPLIT) == (300, 700)
    assert again.text(LAST_FOLDER) == "/Bilder/Größe"


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "\ud800".encode("utf-8", "surrogatepass"), "null"])
def test_a_damaged_file_means_the_defaults_and_a_sentence(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    settings = Settings(path)
    assert settings.text(THEME) == "system"
    assert settings.problem.startswith("The settings could not be read")
    assert "\n" not in settings.problem


@pytest.mark.parametrize(
    "stored",
    [{"theme": "pink"}, {"theme": 3}, {"classify.split_px": [1, "2"]}, {"classify.split_px": [-1]}, {"unheard of": 1}],
)
def test_single_values_that_cannot_be_used_are_ignored(tmp_path: Path, stored: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored | {"open.last_folder": "/photos"}))
    settings = Settings(path)
    assert settings.get(THEME) == "system"
    assert settings.get(CLASSIFY_SPLIT) == ()
    assert settings.get(LAST_FOLDER) == "/photos"
    assert settings.problem == ""


def test_a_value_that_is_no_choice_is_refused(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    with pytest.raises(ValueError, match="theme does not take 'pink'"):
        settings.put(THEME, "pink")
    assert settings.text(THEME) == "system"


def test_a_folder_that_cannot_be_written_is_an_error_and_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    settings = Settings(path)
    assert settings.problem
    settings.put(THEME, "dark")
    with pytest.raises(OSError, match=r"."):
        settings.save()
    assert path.is_dir()


def test_every_setting_has_a_key_of_its_own_and_a_default_it_accepts() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.usable(setting.default) is not None for setting in SETTINGS)

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resnet_desktop.models import Library, ModelError, UnknownModelError
from resnet_desktop.models.changes import duplicate, rename
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE
from tests.helpers.tiny_library import add_model


@pytest.fixture
def library(tmp_path: Path, sound_model: Path) -> Library:
    """The bundled model ``shipped`` and the user's models ``mine`` and ``other``."""
    add_model(tmp_path / "bundled", "shipped", sound_model)
    for name in ("mine", "other"):
        add_model(tmp_path / "user", name, sound_model)
    return Library(tmp_path / "bundled", tmp_path / "user")


def test_a_renamed_model_is_the_same_model(library: Library) -> None:
    before = library.get("mine").card
    library.write_notes("mine", "for the shop")
    (library.user / "mine" / "more.txt").write_text("kept")
    entry = rename(library, "mine", "yours")
    assert (entry.name, entry.error) == ("yours", None)
    assert library.names() == ("shipped", "other", "yours")
    assert library.verify("yours").is_sound
    assert library.get("yours").card.weights_sha256 == before.weights_sha256
    assert library.get("yours").card.labels == before.labels
    assert library.notes("yours") == "for the shop"
    assert (library.user / "yours" / "more.txt").read_text() == "kept"
    assert not list((library.user / ".notes").glob("mine*"))


def test_only_letters_case_can_change(library: Library) -> None:
    rename(library, "mine", "Mine")
    assert library.names() == ("shipped", "Mine", "other")
    assert library.verify("Mine").is_sound


def test_the_same_name_changes_nothing(library: Library) -> None:
    before = (library.user / "mine" / CARD_FILE).stat()
    assert rename(library, "mine", "mine").name == "mine"
    assert (library.user / "mine" / CARD_FILE).stat() == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("other", "already"),
        ("OTHER", "already"),
        ("shipped", "came with the program"),
        ("../x", "letters"),
        ("", "needs"),
    ],
)
def test_a_name_that_is_taken_or_impossible_is_refused(library: Library, name: str, reason: str) -> None:
    for change in (rename, duplicate):
        with pytest.raises(ModelError, match=reason):
            change(library, "mine", name)
    assert library.names() == ("shipped", "mine", "other")
    assert library.verify("mine").is_sound


def test_a_bundled_model_keeps_its_name_but_can_be_copied(library: Library) -> None:
    with pytest.raises(ModelError, match="duplicate it instead"):
        rename(library, "shipped", "mine-too")
    entry = duplicate(library, "shipped", "mine-too")
    assert not entry.is_bundled
    assert library.verify("mine-too").is_sound
    assert library.verify("shipped").is_sound


def test_a_copy_has_files_of_its_own(library: Library) -> None:
    duplicate(library, "mine", "copy")
    (library.user / "mine" / WEIGHTS_FILE).write_bytes(b"broken")
    assert library.verify("copy").is_sound
    assert library.remove("copy") > 0


def test_a_damaged_model_cannot_be_renamed_or_copied(library: Library) -> None:
    (library.user / "mine" / CARD_FILE).unlink()
    for change in (rename, duplicate):
        with pytest.raises(ModelError, match="missing"):
            change(library, "mine", "new")
    with pytest.raises(UnknownModelError):
        rename(library, "nothing", "new")
    assert library.names() == ("shipped", "mine", "other")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
@pytest.mark.parametrize("change", [rename, duplicate])
def test_a_full_disk_leaves_everything_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch, change: Callable[[Library, str, str], object]
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelError, match="No space left"):
        change(library, "mine", "new")
    assert library.names() == ("shipped", "mine", "other")
    assert sorted(path.name for path in library.user.iterdir()) == ["mine", "other"]


def test_a_free_name_is_the_next_number(library: Library) -> None:
    assert library.free_name("new") == "new"
    assert library.free_name("Mine") == "Mine-2"
    duplicate(library, "mine", "mine-2")
    assert library.free_name("mine") == "mine-3"
    long = "x" * 64
    duplicate(library, "mine", long)
    assert library.free_name(long) == "x" * 62 + "-2"

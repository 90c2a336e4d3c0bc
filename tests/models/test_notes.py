from pathlib import Path

import pytest

from resnet_desktop.models import Library, ModelError, UnknownModelError, default_library
from resnet_desktop.models.notes import LONGEST_NOTES, notes_path


@pytest.fixture
def library(folder: Path, own_home: Path) -> Library:
    """One bundled model, ``shapes``."""
    return Library(folder.parent, own_home / "models")


def test_notes_about_a_bundled_model_change_none_of_its_files(library: Library) -> None:
    before = {path: path.read_bytes() for path in library.bundled.rglob("*") if path.is_file()}
    library.write_notes("shapes", "  Good for drawings.\nNot for photos. ☂ \n")
    assert library.notes("shapes") == "Good for drawings.\nNot for photos. ☂"
    after = {path: path.read_bytes() for path in library.bundled.rglob("*") if path.is_file()}
    assert after.items() >= before.items()
    assert set(after) - set(before) <= {notes_path(library.user, "shapes")}
    assert library.names() == ("shapes",), "notes are no model"


def test_a_model_without_notes_has_empty_ones(library: Library) -> None:
    assert library.notes("shapes") == ""
    library.write_notes("shapes", "x")
    library.write_notes("shapes", " ")
    assert library.notes("shapes") == ""
    assert not notes_path(library.user, "shapes").exists()


def test_only_models_have_notes(library: Library) -> None:
    with pytest.raises(UnknownModelError):
        library.notes("../shapes")
    with pytest.raises(UnknownModelError):
        library.write_notes("../../x", "outside")


def test_a_book_is_refused_and_the_old_notes_stay(library: Library) -> None:
    library.write_notes("shapes", "short")
    with pytest.raises(ModelError, match="20,000 characters, and these have 20,001"):
        library.write_notes("shapes", "x" * (LONGEST_NOTES + 1))
    assert library.notes("shapes") == "short"


def test_notes_that_are_no_text_can_still_be_read(library: Library) -> None:
    library.write_notes("shapes", "x")
    notes_path(library.user, "shapes").write_bytes(b"\xff" * 100_000)
    assert set(library.notes("shapes")) == {"\ufffd"}


def test_the_programs_library_keeps_notes_in_the_users_folder(own_home: Path) -> None:
    assert notes_path(default_library().user, "x") == own_home / "models" / ".notes" / "x.txt"

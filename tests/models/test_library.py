import dataclasses
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop import paths
from resnet_desktop.models import DEFAULT_MODEL, Library, ModelError, UnknownModelError, default_library, write_model
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE
from resnet_desktop.resources import resource_path
from tests.helpers.tiny_library import add_model
from tests.helpers.tiny_model import tiny_card, tiny_weights


@pytest.fixture
def library(tmp_path: Path, sound_model: Path) -> Library:
    """The bundled model ``shipped`` and the user's models ``mine`` and ``Other``."""
    add_model(tmp_path / "bundled", "shipped", sound_model)
    for name in ("mine", "Other"):
        add_model(tmp_path / "user", name, sound_model)
    return Library(tmp_path / "bundled", tmp_path / "user")


def test_bundled_models_come_first_then_the_users_in_alphabetical_order(library: Library) -> None:
    assert library.names() == ("shipped", "mine", "Other")
    assert [(entry.name, entry.is_bundled) for entry in library.list()] == [
        ("shipped", True),
        ("mine", False),
        ("Other", False),
    ]


def test_an_entry_knows_its_card_and_its_size(library: Library) -> None:
    entry = library.entry("mine")
    assert entry.card is not None
    assert entry.card.labels[0] == "circle"
    assert entry.error is None
    assert entry.size == sum((entry.folder / name).stat().st_size for name in (CARD_FILE, WEIGHTS_FILE))


def test_a_library_whose_folders_do_not_exist_is_empty_and_stays_so(tmp_path: Path) -> None:
    library = Library(tmp_path / "a", tmp_path / "b")
    assert library.names() == ()
    assert library.list() == ()
    with pytest.raises(UnknownModelError, match="there is none at all"):
        library.get("mine")
    assert not list(tmp_path.iterdir())


def test_files_and_hidden_folders_are_no_models(library: Library) -> None:
    (library.user / "notes.txt").write_text("mine")
    (library.user / ".mine.x.partial").mkdir()
    assert library.names() == ("shipped", "mine", "Other")


def test_a_model_is_found_in_both_places(library: Library) -> None:
    assert library.get("shipped").folder == library.bundled / "shipped"
    assert library.get("mine").folder == library.user / "mine"


def test_an_unknown_name_gets_a_suggestion(library: Library) -> None:
    with pytest.raises(UnknownModelError) as caught:
        library.get("other")
    assert str(caught.value) == "there is no model 'other'; did you mean 'Other'?"
    assert caught.value.suggestions == ["Other"]
    with pytest.raises(UnknownModelError, match="there are 'shipped', 'mine', 'Other'"):
        library.get("xyz")


@pytest.mark.parametrize(
    "name", ["../bundled/shipped", "/etc", ".", "..", "", "mine/", "mine/../mine", "\0", "x" * 5000]
)
def test_a_path_is_no_name(library: Library, name: str) -> None:
    for action in (library.get, library.verify, library.remove, library.entry):
        with pytest.raises(UnknownModelError) as caught:
            action(name)
        assert len(str(caught.value)) < 200
    for can_replace in (False, True):
        with pytest.raises(ModelError):
            library.folder_for(name, can_replace=can_replace)
    assert library.names() == ("shipped", "mine", "Other")


def test_a_damaged_model_is_listed_with_its_reason(library: Library) -> None:
    os.truncate(library.user / "mine" / WEIGHTS_FILE, 30_000)
    (library.user / "Other" / CARD_FILE).unlink()
    (library.user / "empty").mkdir()
    errors = {entry.name: str(entry.error) for entry in library.list() if entry.card is None}
    assert set(errors) == {"mine", "Other", "empty"}
    assert "weights.safetensors: the file has" in errors["mine"]
    assert errors["Other"] == errors["empty"] == "card.json: the file is missing"
    for name in errors:
        with pytest.raises(ModelError):
            library.get(name)


def test_a_renamed_folder_is_listed_with_its_reason(library: Library) -> None:
    (library.user / "mine").rename(library.user / "mine copy")
    entry = library.entry("mine copy")
    assert entry.card is None
    assert "the card says that this model is 'mine'; rename the folder" in str(entry.error)
    with pytest.raises(ModelError, match="rename the folder"):
        library.get("mine copy")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names, or do not tell cases apart")
@pytest.mark.parametrize("name", ["shipped", "SHIPPED"])
def test_a_users_model_does_not_shadow_a_bundled_one(library: Library, sound_model: Path, name: str) -> None:
    add_model(library.user, name, sound_model)
    entry = library.list()[-1]
    assert (entry.name, entry.is_bundled) == (name, False)
    assert "came with the program has this name" in str(entry.error)
    assert library.get("shipped").folder == library.bundled / "shipped"
    assert library.verify("shipped").is_sound
    assert library.remove(name) > 0, "the user's own folder can be removed"
    assert library.names() == ("shipped", "mine", "Other")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_folder_name_that_cannot_be_printed_does_no_harm(library: Library) -> None:
    (Path(os.fsdecode(os.fsencode(library.user) + b"/\xff\x1b[2J")) / "x").mkdir(parents=True)
    entry = next(entry for entry in library.list() if "\x1b" in entry.name)
    assert str(entry.error).isprintable()


def test_a_new_model_is_saved_under_its_cards_name(library: Library) -> None:
    card = tiny_card("fresh")
    saved = library.save(card, tiny_weights(card))
    assert saved.folder == library.user / "fresh"
    assert library.get("fresh").card == saved.card


def test_a_taken_name_is_refused_before_anything_is_written(library: Library) -> None:
    for name, reason in [
        ("shipped", "came with the program"),
        ("SHIPPED", "came with the program"),
        ("mine", "there is a model 'mine' already"),
        ("MINE", "there is a model 'mine' already"),
        ("con", "Windows keeps this name"),
    ]:
        with pytest.raises(ModelError, match=reason):
            library.folder_for(name)
    with pytest.raises(ModelError, match="already"):
        library.save(tiny_card("mine"), {})


def test_a_model_is_replaced_only_on_request_and_under_the_very_same_name(library: Library) -> None:
    card = tiny_card("mine", title="The new one")
    library.save(card, tiny_weights(card), can_replace=True)
    assert library.get("mine").card.title == "The new one"
    with pytest.raises(ModelError, match="already"):
        library.folder_for("Mine", can_replace=True)
    with pytest.raises(ModelError, match="came with the program"):
        library.folder_for("shipped", can_replace=True)


def test_a_model_in_use_stays_as_it_is_when_it_is_replaced_or_removed(library: Library) -> None:
    in_use = library.get("mine")
    before = in_use.weights["conv1/kernel"].copy()
    card = tiny_card("mine")
    library.save(card, tiny_weights(card, seed=7), can_replace=True)
    library.remove("mine")
    np.testing.assert_array_equal(in_use.weights["conv1/kernel"], before)


def test_a_sound_model_passes_every_check(library: Library) -> None:
    report = library.verify("mine")
    assert report.is_sound
    assert report.error is None
    assert len(report.passed) == 6
    assert any("checksum" in sentence for sentence in report.passed)


def test_verifying_tells_what_was_passed_before_the_failure(library: Library) -> None:
    path = library.user / "mine" / WEIGHTS_FILE
    content = bytearray(path.read_bytes())
    content[-1] ^= 128
    path.write_bytes(content)
    assert library.entry("mine").error is None, "listing does not read the weights"
    report = library.verify("mine")
    assert not report.is_sound
    assert len(report.passed) == 3
    assert "checksum" in str(report.error)


def test_removing_tells_how_much_it_freed(library: Library) -> None:
    size = library.entry("mine").size
    assert library.remove("mine") == size
    assert library.names() == ("shipped", "Other")


def test_a_damaged_model_can_be_removed(library: Library) -> None:
    (library.user / "mine" / CARD_FILE).write_text("{")
    library.remove("mine")
    assert library.names() == ("shipped", "Other")


def test_a_bundled_model_cannot_be_removed(library: Library) -> None:
    with pytest.raises(ModelError, match="came with the program and cannot be removed"):
        library.remove("shipped")
    assert library.get("shipped").card.name == "shipped"


def test_a_model_left_aside_by_a_power_cut_is_back(library: Library) -> None:
    (library.user / "mine").rename(library.user / ".mine.previous")
    assert library.names() == ("shipped", "mine", "Other")
    assert library.get("mine").card.name == "mine"


def test_a_user_folder_that_is_a_file_is_an_error_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "user").write_text("")
    with pytest.raises(ModelError, match="cannot be read"):
        Library(tmp_path, tmp_path / "user").names()


def test_the_programs_library_is_what_it_brought_along_and_the_data_folder(own_home: Path) -> None:
    library = default_library()
    assert library.bundled == resource_path("models")
    assert library.user == paths.models_dir() == own_home / "models"
    assert DEFAULT_MODEL == "resnet50-cifar10"


def test_the_default_is_the_bundled_model_also_when_it_is_damaged(library: Library, sound_model: Path) -> None:
    add_model(library.bundled, DEFAULT_MODEL, sound_model)
    assert library.default() == DEFAULT_MODEL
    (library.bundled / DEFAULT_MODEL / CARD_FILE).write_text("{")
    assert library.default() == DEFAULT_MODEL


def test_without_the_bundled_model_the_default_is_the_first_one_that_can_be_used(library: Library) -> None:
    assert library.default() == "shipped"
    (library.bundled / "shipped" / CARD_FILE).write_text("{")
    assert library.default() == "mine"


def test_where_there_is_no_model_the_default_names_the_one_that_is_missing(tmp_path: Path) -> None:
    library = Library(tmp_path / "a", tmp_path / "b")
    assert library.default() == DEFAULT_MODEL


def test_two_libraries_do_not_disturb_each_other(library: Library, tmp_path: Path) -> None:
    card = dataclasses.replace(tiny_card("shipped"), title="Elsewhere")
    write_model(tmp_path / "elsewhere" / "shipped", card, tiny_weights(card))
    assert library.get("shipped").card.title == "Three shapes"

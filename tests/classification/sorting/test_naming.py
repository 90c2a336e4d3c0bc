import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.classification.sorting.naming import (
    LONGEST_FOLDER_NAME,
    LONGEST_NAME,
    byte_length,
    folder_name,
    name_key,
    numbered,
)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("great white shark", "great white shark"),
        ("hen-of-the-woods", "hen-of-the-woods"),
        ("and/or", "and_or"),
        ('<>:"\\|?*', "________"),
        ("two\nlines", "two_lines"),
        (" cat. . ", "cat"),
        ("...", "_"),
        ("", "_"),
        (".net", "_net"),
        ("CON", "_CON"),
        ("con.jpg", "_con.jpg"),
        ("lpt³", "_lpt³"),
        ("console", "console"),
        ("cafe\u0301", "caf\u00e9"),
        ("\udcff", "_"),
        ("Ж" * 100, "Ж" * 70),
    ],
)
def test_a_class_becomes_a_folder_that_every_system_takes(label: str, name: str) -> None:
    assert folder_name(label) == name


@given(st.text())
def test_no_label_makes_a_name_that_some_system_refuses(label: str) -> None:
    name = folder_name(label)
    assert 1 <= len(name.encode()) <= LONGEST_FOLDER_NAME
    assert not set(name) & {*'<>:"/\\|?*', *map(chr, range(32))}
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name == unicodedata.normalize("NFC", name) or byte_length(name) == LONGEST_FOLDER_NAME
    assert folder_name(name) == name, "a name that is safe stays as it is"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Photo.JPG", "photo.jpg"), ("caf\u00e9", "CAFE\u0301"), ("photo.", "photo"), ("straße", "STRASSE")],
)
def test_names_that_some_system_takes_for_the_same_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_have_different_keys() -> None:
    assert len({name_key(name) for name in ("photo.jpg", "photo.png", "photo", "photo (2)", "phôto")}) == 5


def test_a_number_comes_behind_the_stem_and_the_first_has_none() -> None:
    assert [numbered("cat", number, 4) for number in (1, 2, 10)] == ["cat", "cat (2)", "cat (10)"]


def test_a_number_fits_behind_the_longest_name() -> None:
    stem = "é" * 125 + "x"
    name = numbered(stem, 12, len(".jpg")) + ".jpg"
    assert len(name.encode()) <= LONGEST_NAME
    assert name.endswith(" (12).jpg")
    assert name.startswith("é" * 100)

import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.models import Library, ModelError, UnknownModelError
from resnet_desktop.models.bases import Bases
from resnet_desktop.models.importing import Imported, import_file
from resnet_desktop.models.sharing import share
from resnet_desktop.models.store import CARD_FILE, WEIGHTS_FILE

Make = Callable[[zipfile.ZipFile, bytes, bytes], None]


@pytest.fixture
def library(folder: Path, own_home: Path) -> Library:
    """One bundled model, ``shapes``; the user has none."""
    return Library(folder.parent, own_home / "models")


@pytest.fixture
def shared(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model as one file."""
    path = tmp_path_factory.mktemp("shared") / "shapes.resnet"
    share(Control(), library, "shapes", path)
    return path


def take(library: Library, path: Path, name: str = "") -> Imported:
    return import_file(Control(), library, Bases(library.user.parent / "bases"), path, name)


def test_a_shared_model_comes_back_as_it_was(library: Library, shared: Path) -> None:
    imported = take(library, shared)
    assert imported == Imported("shapes-2", is_base=False, kind=".resnet")
    ours, theirs = library.get("shapes"), library.get("shapes-2")
    assert theirs.card.weights_sha256 == ours.card.weights_sha256
    assert (theirs.card.labels, theirs.card.metrics) == (ours.card.labels, ours.card.metrics)
    assert library.verify("shapes-2").is_sound


def test_a_shared_file_is_a_zip_of_card_and_weights_that_are_stored(library: Library, shared: Path) -> None:
    with zipfile.ZipFile(shared) as archive:
        assert archive.namelist() == [CARD_FILE, WEIGHTS_FILE]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read(WEIGHTS_FILE) == (library.bundled / "shapes" / WEIGHTS_FILE).read_bytes()


def test_the_same_model_gives_the_same_file(library: Library, shared: Path) -> None:
    before = shared.read_bytes()
    assert share(Control(), library, "shapes", shared) == len(before)
    assert shared.read_bytes() == before


def test_a_damaged_model_is_not_shared_and_the_old_file_stays(library: Library, shared: Path) -> None:
    before = shared.read_bytes()
    weights = library.bundled / "shapes" / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match="the checksum"):
        share(Control(), library, "shapes", shared)
    with pytest.raises(UnknownModelError):
        share(Control(), library, "nothing", shared)
    assert shared.read_bytes() == before
    assert list(shared.parent.iterdir()) == [shared]


def test_cancelling_sharing_leaves_nothing(library: Library, shared: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        share(control, library, "shapes", shared.with_name("new.resnet"))
    assert list(shared.parent.iterdir()) == [shared]


def test_a_folder_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be written"):
        share(Control(), library, "shapes", tmp_path / "no" / "such" / "folder.resnet")


def test_a_file_that_was_packed_again_by_another_tool_is_read(library: Library, shared: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(shared) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    shared.write_bytes(content.getvalue())
    assert take(library, shared, "again").name == "again"
    assert library.verify("again").is_sound


def both(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
    archive.writestr(CARD_FILE, card)
    archive.writestr(WEIGHTS_FILE, weights)


def with_another(name: str, mode: int = 0) -> Make:
    def make(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
        both(archive, card, weights)
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, b"/etc/passwd")

    return make


def without_weights(archive: zipfile.ZipFile, card: bytes, _: bytes) -> None:
    archive.writestr(CARD_FILE, card)


def without_card(archive: zipfile.ZipFile, _: bytes, weights: bytes) -> None:
    archive.writestr(WEIGHTS_FILE, weights)


def weights_as_a_link(archive: zipfile.ZipFile, card: bytes, _: bytes) -> None:
    archive.writestr(CARD_FILE, card)
    member = zipfile.ZipInfo(WEIGHTS_FILE)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(member, b"/etc/passwd")


def twice(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
    both(archive, card, weights)
    archive.writestr(CARD_FILE, card)


def bomb(archive: zipfile.ZipFile, card: bytes, _: bytes) -> None:
    archive.writestr(CARD_FILE, card)
    archive.writestr(WEIGHTS_FILE, bytes(50_000_000), zipfile.ZIP_DEFLATED)


def bomb_of_a_card(archive: zipfile.ZipFile, _: bytes, weights: bytes) -> None:
    archive.writestr(CARD_FILE, b" " * 20_000_000, zipfile.ZIP_DEFLATED)
    archive.writestr(WEIGHTS_FILE, weights)


def packed_otherwise(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
    archive.writestr(CARD_FILE, card, zipfile.ZIP_LZMA)
    archive.writestr(WEIGHTS_FILE, weights)


def other_card(old: str, new: str) -> Make:
    def make(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
        assert old in card.decode()
        both(archive, card.decode().replace(old, new).encode(), weights)

    return make


def other_weights(change: Callable[[bytearray], object]) -> Make:
    def make(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
        changed = bytearray(weights)
        change(changed)
        both(archive, card, bytes(changed))

    return make


def with_fitting_checksum(change: Callable[[bytearray], object]) -> Make:
    def make(archive: zipfile.ZipFile, card: bytes, weights: bytes) -> None:
        changed = bytearray(weights)
        change(changed)
        old, new = (hashlib.sha256(content).hexdigest().encode() for content in (weights, changed))
        both(archive, card.replace(old, new), bytes(changed))

    return make


def not_a_number(weights: bytearray) -> None:
    weights[-2:] = np.float16(np.nan).tobytes()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (with_another("../evil.txt"), "would lie elsewhere"),
        (with_another("/etc/evil"), "would lie elsewhere"),
        (with_another("C:evil"), "would lie elsewhere"),
        (with_another("a\\..\\evil"), "would lie elsewhere"),
        (with_another("link", stat.S_IFLNK | 0o777), "is a link or a device"),
        (with_another("pipe", stat.S_IFIFO | 0o777), "is a link or a device"),
        (with_another("run.py"), "'run.py' is in it, which no model has"),
        (with_another("folder/", stat.S_IFDIR | 0o755), "'folder/' is in it"),
        (weights_as_a_link, "is a link or a device"),
        (without_weights, "weights.safetensors is missing"),
        (without_card, "card.json is missing"),
        (twice, "'card.json' is there twice"),
        (bomb, "would grow from"),
        (bomb_of_a_card, "would grow from"),
        (packed_otherwise, "packed in another way"),
        (other_card('"schema": 1', '"schema": 99'), "newer version of the program"),
        (other_card('"circle",', ""), "is missing"),
        (other_card('"Three shapes"', '"\\u001b[31m"'), "cannot be printed"),
        (other_card('"tiny"', '"listing"'), "does not fit"),
        (with_fitting_checksum(not_a_number), "has a NaN or an infinity"),
        (with_fitting_checksum(lambda weights: weights.append(0)), "bytes of weights"),
        (other_weights(not_a_number), "the checksum"),
        (other_weights(lambda weights: weights.pop()), "bytes of weights"),
        (other_weights(lambda weights: weights.__setitem__(slice(0, 8), b"\xff" * 8)), "claims one of"),
        (other_weights(lambda weights: weights.__setitem__(slice(0, 8), b"\x80\x04" + bytes(6))), "header"),
    ],
)
def test_what_no_model_has_is_refused_with_the_reason_and_nothing_is_left(
    library: Library, shared: Path, make: Make, reason: str
) -> None:
    with zipfile.ZipFile(shared) as archive:
        card, weights = archive.read(CARD_FILE), archive.read(WEIGHTS_FILE)
    with zipfile.ZipFile(shared, "w") as archive:
        make(archive, card, weights)
    with pytest.raises(ModelError, match=reason) as caught:
        take(library, shared, "new")
    assert str(caught.value).isprintable()
    assert library.names() == ("shapes",)
    assert library.verify("shapes").is_sound
    assert not library.user.exists()
    assert list(shared.parent.iterdir()) == [shared]


def test_an_encrypted_file_is_refused(library: Library, shared: Path) -> None:
    content = bytearray(shared.read_bytes())
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + place] |= 1
    shared.write_bytes(content)
    with pytest.raises(ModelError, match="is encrypted"):
        take(library, shared)


def test_a_file_that_is_cut_off_is_refused(library: Library, shared: Path) -> None:
    content = shared.read_bytes()
    for length in (0, 1, 4, 100, len(content) // 2, len(content) - 1):
        shared.write_bytes(content[:length])
        with pytest.raises(ModelError):
            take(library, shared)
    assert library.names() == ("shapes",)


def test_a_name_that_is_taken_is_refused_with_a_free_one_before_the_file_is_read(
    library: Library, shared: Path
) -> None:
    shared.write_bytes(b"")
    with pytest.raises(ModelError, match="'shapes-2' is free"):
        take(library, shared, "shapes")


@pytest.mark.parametrize("step", [0, 1])
def test_cancelling_an_import_before_it_is_written_leaves_nothing(library: Library, shared: Path, step: int) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == step:
            control.cancel()

    control = Control(stop)
    with pytest.raises(Cancelled):
        import_file(control, library, Bases(library.user.parent / "bases"), shared)
    assert not library.user.exists()


def test_a_full_disk_leaves_nothing(library: Library, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelError, match="No space left"):
        take(library, shared)
    assert not list(library.user.iterdir())

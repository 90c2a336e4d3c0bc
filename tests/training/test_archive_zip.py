import zipfile
from pathlib import Path

import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.archive import unpack
from tests.training.test_archive import left_behind


@pytest.fixture
def archive(colour_folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "colours.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for picture in sorted(colour_folder.rglob("*.png")):
            name = f"colours/{picture.relative_to(colour_folder).as_posix()}"
            file.write(picture, name)
            file.writestr(f"__MACOSX/{name}", b"no picture")
    return path


def test_a_zip_file_becomes_its_tree_without_what_macos_adds(archive: Path) -> None:
    folder = unpack(archive, Control())
    assert sorted(path.name for path in folder.iterdir()) == ["blue", "green", "red"]
    assert len(list(folder.rglob("*.png"))) == 36


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt", "C:/outside.txt"])
def test_a_zip_file_that_reaches_outside_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, b"evil")
    with pytest.raises(UserError, match="would write outside its folder"):
        unpack(path, Control())
    assert left_behind() == []


def test_a_link_in_a_zip_file_is_left_out(archive: Path) -> None:
    with zipfile.ZipFile(archive, "a") as file:
        link = zipfile.ZipInfo("colours/red/link.png")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/hostname")
    assert len(list(unpack(archive, Control()).rglob("*.png"))) == 36


def test_a_damaged_zip_file_is_refused_and_leaves_nothing(archive: Path) -> None:
    whole = archive.read_bytes()
    for place in (whole.index(b"IDAT"), len(whole) - 10):
        archive.write_bytes(whole[:place] + bytes(9) + whole[place + 9 :])
        with pytest.raises(UserError, match=r"colours\.zip cannot be unpacked"):
            unpack(archive, Control())
    assert left_behind() == []


def test_a_password_is_named(archive: Path) -> None:
    whole = bytearray(archive.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + flags] |= 1
    archive.write_bytes(whole)
    with pytest.raises(UserError, match="a password is needed"):
        unpack(archive, Control())


def test_cancelling_leaves_nothing(archive: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        unpack(archive, control)
    assert left_behind() == []

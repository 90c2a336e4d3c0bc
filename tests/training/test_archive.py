import io
import tarfile
from pathlib import Path

import pytest

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.archive import unpack


@pytest.fixture
def archive(colour_folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "colours.tar.xz"
    with tarfile.open(path, "w:xz") as tar:
        tar.add(colour_folder, "wrapped/colours")
    return path


def left_behind() -> list[str]:
    folder = paths.cache_dir() / "data"
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def test_an_archive_becomes_its_tree_without_the_wrapping(archive: Path) -> None:
    folder = unpack(archive, Control())
    assert sorted(path.name for path in folder.iterdir()) == ["blue", "green", "red"]
    assert len(list(folder.rglob("*.png"))) == 36


def test_a_second_time_nothing_is_unpacked_again(archive: Path) -> None:
    folder = unpack(archive, Control())
    (folder / "marker").touch()
    assert (unpack(archive, Control()) / "marker").exists()


def test_a_cut_off_archive_is_refused_and_leaves_nothing(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-2000])
    with pytest.raises(UserError, match=r"colours\.tar\.xz cannot be unpacked"):
        unpack(archive, Control())
    assert left_behind() == []


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "colours.tar"
    path.write_text("no archive" * 100)
    with pytest.raises(UserError, match=r"no archive that can be read here \(tar, .*and zip\)"):
        unpack(path, Control())


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nothing\.tar cannot be read: No such file"):
        unpack(tmp_path / "nothing.tar", Control())


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt"])
def test_an_archive_that_reaches_outside_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    try:
        unpack(path, Control())
    except UserError:
        assert left_behind() == []
    assert not (paths.cache_dir() / "outside.txt").exists()
    assert not (paths.cache_dir() / "data" / "outside.txt").exists()
    assert not Path("/tmp/outside.txt").exists()


def test_cancelling_leaves_nothing(archive: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        unpack(archive, control)
    assert left_behind() == []


@pytest.mark.parametrize("kind", ["", "gz", "bz2", "xz"])
def test_an_archive_damaged_anywhere_is_refused_or_gives_all_its_pictures(
    kind: str, colour_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"colours.tar.{kind}"
    with tarfile.open(path, f"w:{kind}") as tar:  # type: ignore[call-overload]
        tar.add(colour_folder, "colours")
    whole = path.read_bytes()
    refusals = []
    for place in range(1, 10):
        start = len(whole) * place // 10
        path.write_bytes(
            whole[:start] + bytes(byte ^ 0x5A for byte in whole[start : start + 300]) + whole[start + 300 :]
        )
        try:
            folder = unpack(path, Control())
        except UserError as error:
            refusals.append(str(error))
        else:
            assert len(list(folder.rglob("*.*"))) >= 36
    assert len(refusals) >= (6 if kind else 0)  # an uncompressed archive has no checksum of its contents
    assert not any("\n" in refusal for refusal in refusals)


def test_a_damaged_header_is_not_taken_for_the_end(colour_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "colours.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(colour_folder, "colours")
    whole = path.read_bytes()
    header = whole.index(b"ustar", len(whole) // 2)
    path.write_bytes(whole[: header - 100] + b"?" * 100 + whole[header:])
    with pytest.raises(UserError, match="damaged or cut off"):
        unpack(path, Control())

"""Whatever a path leads to, there is one sentence for it, at once."""

import errno
import os
import socket
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from resnet_desktop.images import PictureError, decode
from resnet_desktop.images.files import windows_path
from resnet_desktop.images.reasons import file_reason

POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no such files on Windows")


def reason(path: Path | str) -> str:
    with pytest.raises(PictureError) as caught:
        decode(path)
    assert caught.value.path == Path(path)
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.jpg") == "The file does not exist."
    assert reason(tmp_path / "gone" / "gone.jpg") == "The file does not exist."


def test_a_folder(tmp_path: Path) -> None:
    assert reason(tmp_path) == "This is a folder, not a picture."


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    assert reason(tmp_path / "a.jpg") == "This file is empty."


@POSIX
def test_pipes_sockets_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    expected = "This is a pipe, a socket or a device, not a picture file."
    os.mkfifo(tmp_path / "a.jpg")
    assert reason(tmp_path / "a.jpg") == expected
    assert reason("/dev/zero") == expected
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(tmp_path / "b.jpg"))
        assert reason(tmp_path / "b.jpg") == expected


@POSIX
def test_links(tmp_path: Path) -> None:
    (tmp_path / "round.jpg").symlink_to(tmp_path / "round.jpg")
    assert reason(tmp_path / "round.jpg") == "This link leads round in a circle."
    (tmp_path / "lost.jpg").symlink_to(tmp_path / "gone.jpg")
    assert reason(tmp_path / "lost.jpg") == "The file does not exist."


@POSIX
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    path.chmod(0)
    if os.access(path, os.R_OK):
        assert file_reason(PermissionError(errno.EACCES, "no")) == "There is no permission to read this file."
    else:
        assert reason(path) == "There is no permission to read this file."


def test_impossible_names() -> None:
    assert reason("a\0b.jpg") == "This is not a possible name of a file."
    assert reason("x" * 300 + ".jpg") in (
        "The path of this file is too long for this system.",
        "The file does not exist.",
    )


def test_what_the_system_says_otherwise_is_passed_on() -> None:
    assert file_reason(OSError(errno.EIO, "Input/output error")).startswith("The disk or the network did not")
    assert file_reason(OSError(errno.EBUSY, "Device or\nresource busy")) == (
        "The file cannot be read: Device or resource busy."
    )


@pytest.mark.parametrize("name", ["Größe ß é.png", "写真 📷.png", "e\u0301.png", "a b\tc'\".png", "-.png", "%20.png"])
def test_any_name_is_read(tmp_path: Path, noise: NDArray[np.uint8], name: str) -> None:
    try:
        Image.fromarray(noise).save(tmp_path / name)
    except OSError:
        pytest.skip("this file system does not take the name")
    assert np.array_equal(decode(tmp_path / name).pixels, noise)


@POSIX
def test_names_that_are_no_text_are_read(tmp_path: Path, noise: NDArray[np.uint8]) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.png"))
    try:
        Image.fromarray(noise).save(path)
    except OSError:
        pytest.skip("this file system takes text only")
    assert np.array_equal(decode(path).pixels, noise)


@POSIX
def test_very_long_names_and_paths_are_read(tmp_path: Path, noise: NDArray[np.uint8]) -> None:
    longest = tmp_path / ("n" * 251 + ".png")
    Image.fromarray(noise).save(longest)
    assert np.array_equal(decode(longest).pixels, noise)
    deep = tmp_path
    while len(str(deep)) < 4096 - 220 - 10:
        deep /= "d" * 200
        deep.mkdir()
    deep /= "f" * (4095 - len(str(deep)) - 5) + ".png"
    assert len(str(deep)) == 4095
    Image.fromarray(noise).save(deep)
    assert np.array_equal(decode(deep).pixels, noise)
    assert reason(deep.with_name("g" + deep.name)) == "The path of this file is too long for this system."


def test_long_windows_paths_get_their_prefix() -> None:
    folder = "d" * 100 + "\\"
    assert windows_path("a.jpg", "C:\\a.jpg") == "a.jpg"
    assert windows_path(folder * 3, "C:\\" + folder * 3) == "\\\\?\\C:\\" + folder * 3
    assert windows_path("x", "\\\\server\\share\\" + folder * 3) == "\\\\?\\UNC\\server\\share\\" + folder * 3
    assert windows_path("\\\\?\\C:\\" + folder * 3, "\\\\?\\C:\\" + folder * 3) == "\\\\?\\C:\\" + folder * 3

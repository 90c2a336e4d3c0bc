"""Which files of a drop are pictures, and in which order they come."""

import inspect
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from resnet_desktop.images import PictureSearch, find_pictures
from resnet_desktop.images.finding import natural_key

POSIX = pytest.mark.skipif(os.name != "posix", reason="made with the means of POSIX")


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(*paths: Path, recursive: bool = True) -> list[str]:
    """What comes out, relative to the only folder where there is one."""
    search = PictureSearch(paths, recursive)
    return [str(path.relative_to(paths[0])) if len(paths) == 1 else path.name for path in search]


def test_a_folder_comes_in_natural_order_its_files_before_its_folders(tmp_path: Path) -> None:
    make(tmp_path, "img10.jpg", "IMG2.JPG", "img1.png", "b/2.jpg", "b/10.jpg", "a10/x.jpg", "a9/x.jpg", "zoo.webp")
    sep = os.sep
    assert found(tmp_path) == [
        "img1.png",
        "IMG2.JPG",
        "img10.jpg",
        "zoo.webp",
        f"a9{sep}x.jpg",
        f"a10{sep}x.jpg",
        f"b{sep}2.jpg",
        f"b{sep}10.jpg",
    ]
    assert found(tmp_path, recursive=False) == ["img1.png", "IMG2.JPG", "img10.jpg", "zoo.webp"]


def test_named_files_always_come_out_in_the_order_given(tmp_path: Path) -> None:
    make(tmp_path, "b.jpg", "a.txt", ".hidden.jpg", "folder/c.jpg")
    named = [tmp_path / name for name in ("b.jpg", "gone.jpg", "a.txt", ".hidden.jpg", "b.jpg", "folder")]
    search = PictureSearch(map(str, named))
    assert list(search) == [*named[:-1], tmp_path / "folder" / "c.jpg"]
    assert search.passed_over == 0


def test_files_are_text_as_their_paths_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.jpg", "b/2.jpg")
    monkeypatch.chdir(tmp_path)
    for place in (str(tmp_path), f"{tmp_path}{os.sep}", ".", "b", f"b{os.sep}..{os.sep}b"):
        search = PictureSearch([place])
        assert list(search.files()) == [str(path) for path in search]
    assert list(PictureSearch(["."]).files()) == ["a.jpg", f"b{os.sep}2.jpg"]
    assert list(PictureSearch([tmp_path]).files()) == [str(tmp_path / "a.jpg"), str(tmp_path / "b" / "2.jpg")]


def test_paths_are_taken_one_by_one(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b.jpg")
    taken = []

    def drops() -> Iterator[Path]:
        for name in ("a.jpg", "b.jpg"):
            taken.append(name)
            yield tmp_path / name

    pictures = find_pictures(drops())
    assert taken == []
    assert next(pictures).name == "a.jpg"
    assert taken == ["a.jpg"]


def test_in_a_folder_other_files_are_passed_over_and_counted(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "labels.tsv", "sub/readme", "sub/Thumbs.db")
    (tmp_path / "page").write_bytes(b"<!DOCTYPE html><html>")
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom\0\0\2\0")
    search = PictureSearch([tmp_path])
    assert [path.name for path in search] == ["a.jpg"]
    assert search.passed_over == 5
    assert list(search) == [tmp_path / "a.jpg"]  # a second walk counts anew
    assert search.passed_over == 5


def test_pictures_without_a_known_suffix_are_found_by_their_content(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "IMG_0001")
    (tmp_path / "layers.dat").write_bytes(b"8BPS\0\1" + b"\0" * 40)
    make(tmp_path, "texture.dds", "photo.NEF", "b.tga")
    search = PictureSearch([tmp_path])
    # Formats that are not supported come out too: each gets its error, none disappears.
    assert sorted(path.name for path in search) == ["IMG_0001", "b.tga", "layers.dat", "photo.NEF", "texture.dds"]
    assert search.passed_over == 0


def test_hidden_files_and_folders_are_skipped_unless_named(tmp_path: Path) -> None:
    make(tmp_path, ".a.jpg", "._b.jpg", ".trash/c.jpg", "d.jpg")
    search = PictureSearch([tmp_path])
    assert [path.name for path in search] == ["d.jpg"]
    assert search.passed_over == 0
    assert found(tmp_path / ".trash") == ["c.jpg"]


@POSIX
def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "real/a.jpg", "outside/b.jpg")
    real = tmp_path / "real"
    (real / "self").symlink_to(real)
    (real / "up").symlink_to(tmp_path)
    (real / "file.jpg").symlink_to(real / "a.jpg")
    search = PictureSearch([real])
    names = [str(path.relative_to(tmp_path)) for path in search]
    assert names == ["real/a.jpg", "real/file.jpg", "real/up/outside/b.jpg"]
    assert search.problems == []
    (tmp_path / "link").symlink_to(real)
    assert found(tmp_path / "link")[:2] == ["a.jpg", "file.jpg"]


@POSIX
def test_links_that_lead_nowhere_and_pipes_are_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "lost.jpg").symlink_to(tmp_path / "gone.jpg")
    (tmp_path / "round.jpg").symlink_to(tmp_path / "round.jpg")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.jpg")
    os.mkfifo(tmp_path / "pipe")
    search = PictureSearch([tmp_path])
    assert list(search) == []
    assert search.passed_over == 3
    expected = [(tmp_path / name, "This link leads nowhere.") for name in ("lost.jpg", "round.jpg")]
    assert search.problems == expected


def test_a_folder_that_cannot_be_read_is_a_problem_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/x.jpg", "b/x.jpg", "c/x.jpg")
    scandir = os.scandir

    def refuse(path: Path) -> object:  # permissions do not stop the superuser, who may run this
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    search = PictureSearch([tmp_path])
    assert [path.parent.name for path in search] == ["a", "c"]
    assert search.problems == [(tmp_path / "b", "There is no permission to read this folder.")]


def test_a_folder_that_disappears_meanwhile_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b/x.jpg")
    search = PictureSearch([tmp_path])
    pictures = iter(search)
    assert next(pictures).name == "a.jpg"
    (tmp_path / "b" / "x.jpg").unlink()
    (tmp_path / "b").rmdir()
    assert list(pictures) == []
    assert search.problems == [(tmp_path / "b", "The folder does not exist.")]


def test_the_same_folder_named_twice_comes_twice(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    assert found(tmp_path, tmp_path) == ["a.jpg", "a.jpg"]


def test_names_in_any_script_are_found(tmp_path: Path) -> None:
    names = ["Ärger 2.jpg", "写真10.png", "写真9.png", "e\u0301.gif", "🐈.webp", "a²b.jpg"]
    make(tmp_path, *names)
    assert sorted(found(tmp_path)) == sorted(names)
    assert found(tmp_path).index("写真9.png") < found(tmp_path).index("写真10.png")


@POSIX
def test_deep_folders_are_walked_without_recursion(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):  # not more: whoever clears up after the tests may recurse
        folder /= "d"
        folder.mkdir()
    make(folder, "a.jpg")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        assert [path.parent for path in find_pictures([tmp_path])] == [folder]
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.slow
def test_a_hundred_thousand_files_come_quickly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = 100_000
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        os.close(os.open(f"{folder}/IMG_{number}.jpg", os.O_CREAT | os.O_WRONLY))
    start = time.perf_counter()
    pictures = find_pictures([folder])
    first = next(pictures)
    to_first = time.perf_counter() - start
    rest = sum(1 for _ in pictures)
    with capsys.disabled():
        print(f" [first after {to_first:.2f} s, all after {time.perf_counter() - start:.2f} s]", end="")
    assert first.name == "IMG_0.jpg"
    assert rest == count - 1
    shutil.rmtree(folder)  # pytest would keep them for three more runs


NAMES = st.text(st.characters(exclude_characters="/\0"), max_size=30)


@given(st.lists(st.integers(0, 10**12), unique=True), st.text("abcXYZ-_ é", max_size=5))
def test_numbered_names_come_by_number(numbers: list[int], stem: str) -> None:
    names = [f"{stem}{number}.jpg" for number in numbers]
    assert sorted(names, key=natural_key) == [f"{stem}{number}.jpg" for number in sorted(numbers)]


@given(st.lists(NAMES))
def test_the_order_depends_on_the_names_alone(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)


@given(NAMES, NAMES)
def test_upper_and_lower_case_stand_together(one: str, other: str) -> None:
    if one.casefold() != other.casefold():
        assert (natural_key(one) < natural_key(other)) == (natural_key(one.casefold()) < natural_key(other.casefold()))

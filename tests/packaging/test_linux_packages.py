"""The Debian package and the AppImage's folder, made of a stand-in for the built program."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import appimage
import checkout
import deb
from identity import IDENTIFIER, MODEL_SUFFIX, MODEL_TYPE, PICTURE_TYPES, PROGRAM, version
from linux_tree import TEMPLATES, fill
from resnet_desktop.cli import COMMANDS
from resnet_desktop.images.formats import SUPPORTED

linux_only = pytest.mark.skipif(not checkout.IS_LINUX, reason="packages of Linux")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not here")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "ResNet Desktop"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / "_internal" / "resources" / "text.txt").write_text("words", "utf-8")
    (folder / "_internal" / "resources" / "text.txt").chmod(0o666)
    (folder / PROGRAM).write_text('#!/bin/sh\necho "started $0 $*"\n', "utf-8")
    (folder / PROGRAM).chmod(0o700)
    return folder


def run(*line: object) -> str:
    return subprocess.run([str(word) for word in line], check=True, capture_output=True, text=True).stdout


def check(tool: str, *arguments: object) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not here")
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@linux_only
@needs_dpkg
def test_the_package_has_the_program_and_all_that_desktops_read(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = deb.make_deb(built, tmp_path / "out", "zstd")
    assert made.name == f"resnet-desktop-lite_{version()}_amd64.deb"
    depends = run("dpkg-deb", "-f", made, "Depends")
    assert {"fontconfig-config", "libegl1", "libxcb-cursor0"} <= set(depends.strip().split(", "))
    run("dpkg-deb", "-x", made, tmp_path / "root")
    root = tmp_path / "root"
    assert "started" in run(root / "usr" / "bin" / PROGRAM)
    share = root / "usr" / "share"
    for place in (
        f"applications/{PROGRAM}.desktop",
        f"mime/packages/{PROGRAM}.xml",
        f"metainfo/{IDENTIFIER}.metainfo.xml",
        f"icons/hicolor/16x16/apps/{PROGRAM}.png",
        f"icons/hicolor/512x512/apps/{PROGRAM}.png",
        f"icons/hicolor/scalable/apps/{PROGRAM}.svg",
        f"man/man1/{PROGRAM}.1.gz",
        "doc/resnet-desktop-lite/copyright",
        "doc/resnet-desktop-lite/changelog.gz",
    ):
        assert (share / place).is_file(), place
    modes = {path.stat().st_mode & 0o777 for path in root.rglob("*") if path.is_file() and not path.is_symlink()}
    assert modes == {0o644, 0o755}
    assert "Permission is hereby granted" in (share / "doc/resnet-desktop-lite/copyright").read_text("utf-8")


@linux_only
@needs_dpkg
def test_the_same_build_packed_twice_is_the_same_file(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (deb.make_deb(built, tmp_path / name, "zstd").read_bytes() for name in ("1", "2"))
    assert first == second


def test_the_two_builds_cannot_be_installed_together() -> None:
    lite, complete = (deb.control(name, ["libc6 (>= 2.35)"], 7) for name in ("resnet-desktop-lite", "resnet-desktop"))
    assert "Conflicts: resnet-desktop\n" in lite
    assert "Conflicts: resnet-desktop-lite\n" in complete
    assert "last layer only" in lite
    assert "last layer only" not in complete


def test_without_a_built_program_nothing_is_packed(tmp_path: Path) -> None:
    with pytest.raises(checkout.Stop, match=r"build it first: packaging/build\.py"):
        deb.make_deb(tmp_path, tmp_path / "out", "zstd")
    with pytest.raises(checkout.Stop, match=r"build it first"):
        appimage.make_app_dir(tmp_path, tmp_path / "out")


@linux_only
def test_the_folder_of_an_appimage_starts_as_it_is(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "X.AppDir"
    appimage.make_app_dir(built, folder)
    assert "a.jpg" in run(folder / "AppRun", "a.jpg")
    assert all((folder / name).is_file() for name in (f"{PROGRAM}.desktop", f"{PROGRAM}.svg", ".DirIcon"))
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(checkout.Stop, match="not on the PATH"):
        appimage.pack(folder, tmp_path / "X.AppImage")


def test_the_desktop_file_offers_every_kind_of_picture_and_models() -> None:
    lines = (TEMPLATES / f"{PROGRAM}.desktop").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith("MimeType="))
    assert line.removeprefix("MimeType=").rstrip(";").split(";") == [*PICTURE_TYPES, MODEL_TYPE]
    assert {f"image/{known.name.lower()}" for known in SUPPORTED} <= set(PICTURE_TYPES)


def test_the_kind_of_model_files_is_described() -> None:
    text = (TEMPLATES / f"{PROGRAM}.xml").read_text("utf-8")
    assert f'type="{MODEL_TYPE}"' in text
    assert f'glob pattern="*{MODEL_SUFFIX}"' in text


def test_the_manual_page_names_every_command() -> None:
    page = (TEMPLATES / f"{PROGRAM}.1.in").read_text("utf-8").replace("\\-", "-")
    assert all(f".B {name}\n" in page for name in COMMANDS)


@linux_only
def test_the_desktop_file_is_valid() -> None:
    check("desktop-file-validate", TEMPLATES / f"{PROGRAM}.desktop")


@linux_only
def test_the_metadata_for_software_centres_are_valid(built: Path, tmp_path: Path) -> None:
    about = tmp_path / f"{IDENTIFIER}.metainfo.xml"
    about.write_text(fill(f"{PROGRAM}.metainfo.xml.in", built), "utf-8")
    check("appstreamcli", "validate", "--no-net", about)


@linux_only
def test_the_manual_page_has_no_mistakes_of_form(built: Path, tmp_path: Path) -> None:
    page = tmp_path / f"{PROGRAM}.1"
    page.write_text(fill(f"{PROGRAM}.1.in", built), "utf-8")
    if shutil.which("groff") is None:
        pytest.skip("groff is not here")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
